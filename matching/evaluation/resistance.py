"""What stuffing and who one is change: profiles are padded or given another name, and their places counted again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.documents import Document, Kind, Text
from matching.encoded import EncodedDocument, EncodedText
from matching.encoding import Encoder
from matching.evaluation.introductions import HALVES, in_summary, swaps
from matching.evaluation.judged import JudgedPairs
from matching.evaluation.measuring import Encoded
from matching.lexical import WordStatistics
from matching.scoring import client_sides
from matching.vocabulary import skills
from matching.weights import DEFAULT_WEIGHTS

SEED = 3
TELLING_PLACES = 3


@dataclass(frozen=True)
class Moves:
    """Places won by one kind of change over all changed profiles and briefs of one query."""

    change: str
    query: str
    median: float
    nearly_all: float  # no more in 95 of 100
    worst: int
    share_beyond: float  # of more than three places
    entered: int  # how many came into the first ten


def measure_resistance(encoded: Encoded, encoder: Encoder) -> Iterator[Moves]:
    """Each changed profile alone among the others as they are."""
    everywhere = range(len(encoded.profiles))
    padded = {name: _encode_changed(documents, encoded, encoder) for name, documents in _padded(encoded.pairs).items()}
    swapped = {half: some for half in HALVES if (some := list(swaps(encoded.pairs.profiles, half)))}
    people = {
        half: [_encode_changed([swap.people[who] for swap in some], encoded, encoder) for who in (0, 1)]
        for half, some in swapped.items()
    }
    for query, briefs in encoded.queries.items():
        places = _Places(briefs, encoded.profiles)
        before = places(encoded.profiles, everywhere)
        for name, profiles in padded.items():
            yield count_moves(name, query, before, places(profiles, everywhere))
        for half, some in swapped.items():
            one, other = (places(profiles, [swap.place for swap in some]) for profiles in people[half])
            yield count_moves(
                f"another person, introduced in {half} wordings", query, np.maximum(one, other), np.minimum(one, other)
            )


def _encode_changed(documents: Sequence[Document], encoded: Encoded, encoder: Encoder) -> list[EncodedDocument]:
    """Only what the profiles do not say as they are."""
    found = {text.digest: text for profile in encoded.profiles for text in profile.encoded}
    new = [text for document in documents for text in document.texts if text.digest not in found]
    found |= {text.digest: EncodedText.from_bytes(text.to_bytes()) for text in encoder.encode(new)}
    return [EncodedDocument.assemble(document, found) for document in documents]


class _Places:
    """briefs × profiles: how many others stand above each profile when it alone is as given."""

    def __init__(self, briefs: Sequence[EncodedDocument], profiles: Sequence[EncodedDocument]) -> None:
        self._briefs = briefs
        self._words = WordStatistics.of(profiles)
        self._scores = self._scored(profiles)

    def __call__(self, changed: Sequence[EncodedDocument], stood: Sequence[int]) -> NDArray[np.intp]:
        """`stood` says which of the profiles each changed one was."""
        others = self._scores[:, None, :] > self._scored(changed)[:, :, None]
        others[:, np.arange(len(changed)), stood] = False
        places: NDArray[np.intp] = others.sum(axis=2)
        return places

    def _scored(self, profiles: Sequence[EncodedDocument]) -> NDArray[np.float64]:
        sides = [client_sides(brief, profiles, self._words, DEFAULT_WEIGHTS) for brief in self._briefs]
        return np.array([[side.score for side in row] for row in sides])


def count_moves(change: str, query: str, before: NDArray[np.intp], after: NDArray[np.intp]) -> Moves:
    won = before - after
    return Moves(
        change=change,
        query=query,
        median=float(np.median(won)),
        nearly_all=float(np.percentile(won, 95)),
        worst=int(won.max()),
        share_beyond=float((won > TELLING_PLACES).mean()),
        entered=int(((before >= 10) & (after < 10)).sum()),
    )


def _padded(pairs: JudgedPairs) -> Mapping[str, list[Document]]:
    random = np.random.default_rng(SEED)
    names: list[str] = random.choice([skill.name_ko for skill in skills()], 60, replace=False).tolist()
    asked = [text.text for brief in pairs.briefs for text in brief.texts if text.kind is Kind.ESSENTIAL]

    def some(count: int) -> list[str]:
        return [str(text) for text in random.choice(asked, min(count, len(asked)), replace=False)]

    def each(change: Callable[[Document], Document]) -> list[Document]:
        return [change(profile) for profile in pairs.profiles]

    return {
        "35 skills nobody saw": each(lambda profile: _with_skills(profile, names[:35])),
        "30 requirements of other briefs as skills": each(lambda profile: _with_skills(profile, some(30))),
        "60 skills listed in the summary": each(
            lambda profile: in_summary(profile, lambda said: f"{said} {', '.join(names)}")
        ),
        "a project that is 15 requirements": each(lambda profile: _with_project(profile, some(15))),
    }


def _with_skills(profile: Document, names: Sequence[str]) -> Document:
    return Document(profile.id, (*profile.texts, *(Text(Kind.SKILL, name, f"padding:{name}") for name in names)))


def _with_project(profile: Document, requirements: Sequence[str]) -> Document:
    return Document(profile.id, (*profile.texts, Text(Kind.PROJECT, " ".join(requirements), "padding")))
