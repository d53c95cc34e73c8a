"""Measures judged pairs that exist in every language: each language's briefs against each language's profiles.

Such a folder holds briefs.jsonl and profiles.jsonl once for each language (ko/, en/), under the same ids, and the
grades of the ids beside them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from matching.encoding import Encoder
from matching.evaluation.judged import read_judged
from matching.evaluation.measuring import QUERIES, Encoded, Run, encode_pairs, ndcg_by_brief, run_systems
from matching.evaluation.metrics import bootstrap_gain
from matching.language import LANGUAGES, Language


@dataclass(frozen=True)
class LanguageRun:
    """One system's lists of briefs in `asked` over profiles in `offered`."""

    asked: Language
    offered: Language
    run: Run
    encoded: Encoded


@dataclass(frozen=True)
class Crossing:
    """What is lost where the profiles speak another language than the brief, with its 95 % interval over briefs."""

    query: str
    asked: Language
    own: float
    other: float
    interval_95: tuple[float, float]


def is_parallel(folder: Path) -> bool:
    return all((folder / language).is_dir() for language in LANGUAGES)


def encode_parallel(folder: Path, encoder: Encoder) -> Mapping[Language, Encoded]:
    return {language: encode_pairs(read_judged(folder / language, folder), encoder) for language in LANGUAGES}


def run_languages(parallel: Mapping[Language, Encoded], systems: Sequence[str]) -> Iterator[LanguageRun]:
    for asked, offered in product(LANGUAGES, LANGUAGES):
        encoded = Encoded(parallel[asked].pairs, parallel[asked].queries, parallel[offered].profiles)
        for run in run_systems(encoded, systems):
            yield LanguageRun(asked, offered, run, encoded)


def crossings(runs: Sequence[LanguageRun], system: str) -> Iterator[Crossing]:
    values = {
        (one.run.query, one.asked, one.offered): ndcg_by_brief(one.run, one.encoded.pairs)
        for one in runs
        if one.run.system == system
    }
    for query, asked in product(QUERIES, LANGUAGES):
        own = values[query, asked, asked]
        (other,) = (values[query, asked, offered] for offered in LANGUAGES if offered != asked)
        _, low, high = bootstrap_gain(own, other)
        yield Crossing(query, asked, sum(own) / len(own), sum(other) / len(other), (low, high))
