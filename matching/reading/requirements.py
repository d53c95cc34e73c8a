"""Suggests what a solver should be able to do: a few essentials, the rest nice-to-have, all from the vocabulary."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from matching.reading.examples import DATA
from matching.reading.tasks import task_type
from matching.vocabulary import Kind, find_skill, find_skills, skill
from matching.vocabulary.reader import listed, rows

MOST_ESSENTIAL = 5
MOST_NICE = 6
PROVABLE = frozenset({Kind.METHOD, Kind.MODALITY, Kind.PROCESS})  # a tool or a trade is rarely indispensable


@dataclass(frozen=True, slots=True)
class Requirement:
    """One skill, and the owner's words it was read from (none where the kind of work asks for it)."""

    skill_id: str
    words: str = ""

    def text(self, language: str) -> str:
        return skill(self.skill_id).name(language)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Three to five essentials and at most six nice-to-haves."""

    essential: tuple[Requirement, ...]
    nice: tuple[Requirement, ...]


def suggest_requirements(text: str, task_type_id: str, industry: str | None = None) -> Suggestion:
    """By kind of work, then by what the text speaks of, then by industry (a KSIC section or division)."""
    essential, nice = _foundations()[task_type(task_type_id).id]
    said = {mention.skill_id: mention.words for mention in reversed(find_skills(text))}
    spoken = [found for skill_id in reversed(said) if (found := find_skill(skill_id)) is not None]
    fitting = [one.id for one in spoken if one.kind in PROVABLE and task_type_id in one.task_types]
    wanted = _once([*essential, *fitting])[:MOST_ESSENTIAL]
    others = [one.id for one in spoken if one.kind is not Kind.CERTIFICATE]
    rest = [one for one in _once([*others, *_trade(industry), *nice]) if one not in wanted]
    return Suggestion(
        tuple(Requirement(one, said.get(one, "")) for one in wanted),
        tuple(Requirement(one, said.get(one, "")) for one in rest[:MOST_NICE]),
    )


def _once(skill_ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(skill_ids))


def _trade(industry: str | None) -> list[str]:
    trades = _trades()
    known = next((code for code in (industry or "", (industry or "")[:1]) if code in trades), None)
    return [trades[known]] if known else []


@cache
def _foundations() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {row["task_type"]: (listed(row["essential"]), listed(row["nice"])) for row in rows(DATA / "foundations.tsv")}


@cache
def _trades() -> dict[str, str]:
    return {row["industry"]: row["skill"] for row in rows(DATA / "industries.tsv")}
