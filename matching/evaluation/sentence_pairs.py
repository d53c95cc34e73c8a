"""Measures the models on pairs of Korean sentences whose likeness people have rated (KLUE-STS, KorSTS)."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matching.documents import Kind, Text
from matching.encoding import Encoder

MODELS = ("sentences (e5)", "phrases (USE)")


@dataclass(frozen=True)
class RatedPair:
    """Two sentences and how alike people found them (0-5)."""

    one: str
    other: str
    rating: float


@dataclass(frozen=True)
class Agreement:
    """How well one model orders the pairs of one set as people do."""

    name: str
    pairs: int
    model: str
    spearman: float


def measure_sentence_pairs(folder: Path, encoder: Encoder) -> Iterator[Agreement]:
    for path in sorted([*folder.rglob("klue-sts*.json"), *folder.rglob("sts-test.tsv")]):
        pairs = read_pairs(path)
        ratings = np.array([pair.rating for pair in pairs])
        needs = _needs(pairs)
        vectors = {text.digest: text.vectors for text in encoder.encode(chain.from_iterable(needs))}
        for model, name in enumerate(MODELS):
            likeness = [vectors[one.digest][model] @ vectors[other.digest][model] for one, other in needs]
            yield Agreement(f"{path.parent.name}/{path.name}", len(pairs), name, spearman(np.array(likeness), ratings))


def read_pairs(path: Path) -> list[RatedPair]:
    content = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".json":
        rows = json.loads(content)
        return [RatedPair(row["sentence1"], row["sentence2"], row["labels"]["real-label"]) for row in rows]
    table = csv.DictReader(content.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [RatedPair(row["sentence1"], row["sentence2"], float(row["score"])) for row in table]


def spearman(left: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Pearson's correlation of the ranks; equal values share the mean of theirs (Spearman 1904)."""
    return float(np.corrcoef(_ranks(left), _ranks(right))[0, 1])


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: NDArray[np.float64] = (last - (counts - 1) / 2)[inverse]
    return ranks


def _needs(pairs: Sequence[RatedPair]) -> list[tuple[Text, Text]]:
    """Both as needs: the models treat the two sides of a match differently."""
    return [(Text(Kind.RAW, pair.one), Text(Kind.RAW, pair.other)) for pair in pairs]
