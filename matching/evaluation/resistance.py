"""What stuffing and who one is change: profiles are padded or given another name, and their places counted again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from matching.documents import Document, Kind, Text
from matching.encoded import EncodedDocument
from matching.encoding import Encoder
from matching.evaluation.judged import JudgedPairs
from matching.evaluation.measuring import Encoded, encode_documents
from matching.language import language_of
from matching.lexical import WordStatistics
from matching.scoring import client_sides
from matching.vocabulary import skills
from matching.weights import DEFAULT_WEIGHTS

SEED = 3
TELLING_PLACES = 3
PEOPLE = {
    "ko": (
        "김민준입니다. 1998년생 남성이고 대구에서 태어나 한국대학교를 나왔습니다. ",
        "이서연입니다. 1971년생 여성이고 제주에서 태어나 상업고등학교를 나왔습니다. ",
    ),
    "en": (
        "I am Minjun Kim, a man of 27, born in Daegu, and went to Hankuk University. ",
        "I am Seoyeon Lee, a woman of 54, born in Jeju, and went to a commercial high school. ",
    ),
}


@dataclass(frozen=True)
class Moves:
    """Places won by one kind of change over all profiles and briefs of one query."""

    change: str
    query: str
    median: float
    worst: int
    share_beyond: float  # of more than three places
    entered: int  # how many came into the first ten


def measure_resistance(encoded: Encoded, encoder: Encoder) -> Iterator[Moves]:
    """Each changed profile alone among the others as they are."""
    changes = {name: encode_documents(documents, encoder) for name, documents in _padded(encoded.pairs).items()}
    swapped = [encode_documents(documents, encoder) for documents in _swapped(encoded.pairs.profiles)]
    for query, briefs in encoded.queries.items():
        places = _Places(briefs, encoded.profiles)
        before = places(encoded.profiles)
        for name, profiles in changes.items():
            yield count_moves(name, query, before, places(profiles))
        one, other = (places(profiles) for profiles in swapped)
        yield count_moves(
            "another name, gender, age, origin and school", query, np.maximum(one, other), np.minimum(one, other)
        )


class _Places:
    """briefs × profiles: how many others stand above each profile when it alone is as given."""

    def __init__(self, briefs: Sequence[EncodedDocument], profiles: Sequence[EncodedDocument]) -> None:
        self._briefs = briefs
        self._words = WordStatistics.of(profiles)
        self._scores = self._scored(profiles)

    def __call__(self, profiles: Sequence[EncodedDocument]) -> NDArray[np.intp]:
        others = self._scores[:, None, :] > self._scored(profiles)[:, :, None]
        others[:, np.arange(len(profiles)), np.arange(len(profiles))] = False
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
            lambda profile: _in_summary(profile, lambda said: f"{said} {', '.join(names)}")
        ),
        "a project that is 15 requirements": each(lambda profile: _with_project(profile, some(15))),
    }


def _swapped(profiles: Sequence[Document]) -> list[list[Document]]:
    """Every profile as either of two people."""
    return [[_in_summary(profile, partial(_introduced, who)) for profile in profiles] for who in (0, 1)]


def _introduced(who: int, said: str) -> str:
    return PEOPLE[language_of(said)][who] + said


def _with_skills(profile: Document, names: Sequence[str]) -> Document:
    return Document(profile.id, (*profile.texts, *(Text(Kind.SKILL, name, f"padding:{name}") for name in names)))


def _with_project(profile: Document, requirements: Sequence[str]) -> Document:
    return Document(profile.id, (*profile.texts, Text(Kind.PROJECT, " ".join(requirements), "padding")))


def _in_summary(profile: Document, change: Callable[[str], str]) -> Document:
    texts = [replace(text, text=change(text.text)) if text.kind is Kind.SUMMARY else text for text in profile.texts]
    return Document(profile.id, tuple(texts))
