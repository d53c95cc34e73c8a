"""Scores as they are read: whole points that add up, the sentence that joins the two sides, the reasons by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.language import Text, _, said
from app.matches.rules.wording import PART_LABELS, SCORE_WORDS, SOURCE_LABELS, points_of, words_of
from matching.explanation import Explanation, Reason
from matching.scoring import Side


@dataclass(frozen=True)
class SidePoints:
    """One side's points and the parts that add up to exactly that: (label, points, the length of a whole bar)."""

    points: int
    parts: Sequence[tuple[Text, int, int]]


@dataclass(frozen=True)
class Score:
    """A pair's score in words and points, both sides of it, and how they are joined."""

    points: int
    words: Text
    client: SidePoints
    talent: SidePoints
    joined: Text

    @property
    def is_lowest(self) -> bool:
        """Whether no words are lower than these."""
        return self.words == SCORE_WORDS[-1][1]


@dataclass(frozen=True)
class ReasonLine:
    """Something the score rests on, and by how many points it would fall without it."""

    label: Text
    text: str
    anchor: str
    points: str


def score_of(explanation: Explanation) -> Score:
    client, talent = explanation.client, explanation.talent
    if talent is None:
        raise ValueError("a pair on a page always has both sides")
    return Score(
        points=points_of(explanation.score),
        words=words_of(explanation.score),
        client=side_points(client),
        talent=side_points(talent),
        joined=said(
            _("2 × %(client)s × %(talent)s ÷ (%(client)s + %(talent)s) = %(score)s"),
            client=_tenths(client.score),
            talent=_tenths(talent.score),
            score=_tenths(explanation.score),
        ),
    )


def side_points(side: Side) -> SidePoints:
    """Largest remainders: rounded parts that still add up to the rounded whole."""
    total = points_of(side.score)
    exact = {part.name: part.points * 100 for part in side.parts}
    whole = {name: int(points) for name, points in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (whole[name] - exact[name], name))
    for name in by_remainder[: max(0, total - sum(whole.values()))]:
        whole[name] += 1
    return SidePoints(total, [(PART_LABELS[name], points, 100) for name, points in whole.items()])


def reason_lines(explanation: Explanation) -> list[ReasonLine]:
    return [_reason_line(reason) for reason in explanation.reasons]


def _reason_line(reason: Reason) -> ReasonLine:
    points = f"{max(reason.points * 100, 0.1):.1f}"
    if reason.name.startswith("talent_"):
        return ReasonLine(PART_LABELS[reason.name.removeprefix("talent_")], "", "", points)
    title = first_line(reason.text) if reason.name != "summary" else ""  # which is long, and has no title
    return ReasonLine(SOURCE_LABELS[reason.name], title, anchor_of(reason.ref), points)


def source_of(kind: str, text: str, quote: str) -> str:
    """Where a quote stands: what kind of text, and its title where it has one that the quote does not say already."""
    title = first_line(text)
    label = str(SOURCE_LABELS[kind])
    return label if kind in ("headline", "summary") or title == quote else f"{label}: {title}"


def first_line(text: str) -> str:
    return text.partition("\n")[0]


def anchor_of(ref: str) -> str:
    """Where on the blind profile a text stands: project:12 → project-12."""
    return ref.replace(":", "-")


def _tenths(score: float) -> str:
    return f"{score * 100:.1f}"
