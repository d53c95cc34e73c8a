"""Runs systems over judged pairs and gathers their figures."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matching.documents import Document
from matching.encoded import EncodedDocument, EncodedText
from matching.encoding import Encoder
from matching.evaluation.judged import JudgedPairs
from matching.evaluation.metrics import bootstrap_gain, ndcg, recall, reciprocal_rank, trap_rate
from matching.evaluation.systems import make_system

QUERIES = ("raw", "brief")
TRUE_MATCH = 2


@dataclass(frozen=True)
class Encoded:
    """Judged pairs with their vectors, read back from the bytes that the product would store."""

    pairs: JudgedPairs
    queries: Mapping[str, Sequence[EncodedDocument]]
    profiles: Sequence[EncodedDocument]


@dataclass(frozen=True)
class Run:
    """One system's lists for one kind of query, a list for each brief."""

    system: str
    query: str
    lists: Sequence[Sequence[str]]
    seconds: float


@dataclass(frozen=True)
class Details:
    """What one run gains over BM25, with its 95 % interval, how often traps stand too high, and whom it finds."""

    gain_over_bm25: float
    interval_95: tuple[float, float]
    traps_above_true: float | None
    true_found_by_languages: Mapping[str, str]


def encode_pairs(pairs: JudgedPairs, encoder: Encoder) -> Encoded:
    briefs, raw, profiles = (encode_documents(some, encoder) for some in (pairs.briefs, pairs.raw, pairs.profiles))
    return Encoded(pairs, {"raw": raw, "brief": briefs}, profiles)


def encode_documents(documents: Sequence[Document], encoder: Encoder) -> list[EncodedDocument]:
    """By way of the bytes that would be stored."""
    stored = (encoded.to_bytes() for encoded in encoder.encode(text for one in documents for text in one.texts))
    found = {encoded.digest: encoded for encoded in EncodedText.all_from_bytes(stored) if encoded}
    return [EncodedDocument.assemble(document, found) for document in documents]


def run_systems(encoded: Encoded, names: Sequence[str]) -> Iterator[Run]:
    for name in names:
        system = make_system(name, encoded.profiles)
        for query in QUERIES:
            started = time.perf_counter()
            lists = [system(brief) for brief in encoded.queries[query]]
            yield Run(name, query, lists, time.perf_counter() - started)


def figures(run: Run, pairs: JudgedPairs) -> dict[str, object]:
    """The measures of one run, each the mean over the briefs."""
    judged = [pairs.grades.get(brief.id, {}) for brief in pairs.briefs]
    measured = list(zip(run.lists, judged, strict=True))
    return {
        "system": run.system,
        "query": run.query,
        "ndcg@10": _mean([ndcg(ranked, grades) for ranked, grades in measured]),
        "mrr": _mean([reciprocal_rank(ranked, grades) for ranked, grades in measured]),
        "recall@10": _mean([recall(ranked, grades) for ranked, grades in measured]),
        "seconds": round(run.seconds, 3),
    }


def details(run: Run, baseline: Run, encoded: Encoded) -> Details:
    pairs = encoded.pairs
    gain, low, high = bootstrap_gain(ndcg_by_brief(run, pairs), ndcg_by_brief(baseline, pairs))
    traps = [
        trap_rate(ranked, pairs.grades.get(brief.id, {}), pairs.hard_negatives.get(brief.id, frozenset()))
        for ranked, brief in zip(run.lists, pairs.briefs, strict=True)
    ]
    compared = sum(count for _, count in traps)
    return Details(
        gain_over_bm25=round(gain, 4),
        interval_95=(round(low, 4), round(high, 4)),
        traps_above_true=round(sum(above for above, _ in traps) / compared, 4) if compared else None,
        true_found_by_languages=_found_by_languages(run, encoded),
    )


def ndcg_by_brief(run: Run, pairs: JudgedPairs) -> list[float]:
    return [ndcg(ranked, pairs.grades.get(brief.id, {})) for ranked, brief in zip(run.lists, pairs.briefs, strict=True)]


def _found_by_languages(run: Run, encoded: Encoded) -> dict[str, str]:
    """Of the true matches (grade 2 or more), how many stand in the first ten, for each pair of languages."""
    language = {profile.id: profile.language for profile in encoded.profiles}
    found: dict[str, list[bool]] = {}
    for ranked, brief in zip(run.lists, encoded.queries["brief"], strict=True):
        for profile, grade in encoded.pairs.grades.get(brief.id, {}).items():
            if grade >= TRUE_MATCH and profile in language:
                found.setdefault(f"{brief.language}-{language[profile]}", []).append(profile in ranked[:10])
    return {pair: f"{sum(hits)}/{len(hits)}" for pair, hits in sorted(found.items())}


def _mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 4)
