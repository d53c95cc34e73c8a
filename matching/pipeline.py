"""Ranks: whom to score first, both sides' scores, one order that ends only where the eligible end."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from matching.clones import originals
from matching.encoded import EncodedDocument
from matching.lexical import WordStatistics, word_scores
from matching.pool import Pool
from matching.retrieval.retriever import Retriever
from matching.scoring import Side, measure, weigh
from matching.sides import join, talent_side
from matching.terms import BriefTerms, TalentTerms
from matching.weights import DEFAULT_WEIGHTS, Weights

Load = Callable[[Sequence[str]], Mapping[str, EncodedDocument]]
Terms = Callable[[str], tuple[BriefTerms, TalentTerms]]
DEPTH = 300


class Mode(StrEnum):
    """How a list came to be."""

    FULL = "full"
    LEXICAL = "lexical"


class Candidate(NamedTuple):
    """One scored document of the list; `talent` is None where no terms were given.

    A profile that repeats a better ranked one stands behind all others that were scored, and names it in `copy_of`.
    """

    id: str
    rank: int
    score: float
    client: Side
    talent: Side | None = None
    copy_of: str | None = None


@dataclass(frozen=True)
class Ranking:
    """The scored candidates, best first, and everyone else eligible in the order of retrieval."""

    candidates: tuple[Candidate, ...]
    rest: tuple[str, ...]
    mode: Mode
    weights_version: str
    generation: str | None
    inputs_digest: str
    words: WordStatistics  # what `explain` needs to say the same score

    def __len__(self) -> int:
        return len(self.candidates) + len(self.rest)


def rank(
    brief: EncodedDocument,
    ids: Sequence[str],
    load: Load,
    *,
    retriever: Retriever | None = None,
    terms: Terms | None = None,
    weights: Weights = DEFAULT_WEIGHTS,
    as_of: date | None = None,
    depth: int = DEPTH,
) -> Ranking:
    """Profiles for a brief: the first `depth` of the retriever's order are scored; without a retriever, all are."""
    order = retriever.order(brief, ids) if retriever else sorted(ids)
    first = order[:depth] if retriever else order
    documents = _with_texts(load(first))
    words = retriever.words if retriever else WordStatistics.of(documents)
    best: list[Candidate] = []
    if documents and brief.texts:
        pool = Pool.of(documents, weights, as_of)
        sides = weigh(brief, measure(brief, pool, words, weights), weights)
        best = _copies_last([_scored(*one, terms) for one in zip(documents, sides, strict=True)], pool)
    ranking = _ranking(brief, documents, best, first, words, weights, retriever)
    return replace(ranking, rest=(*ranking.rest, *order[len(first) :]))


def rank_briefs(
    profile: EncodedDocument,
    ids: Sequence[str],
    load: Load,
    *,
    words: WordStatistics,
    terms: Terms | None = None,
    weights: Weights = DEFAULT_WEIGHTS,
    as_of: date | None = None,
) -> Ranking:
    """Briefs for a talent, by the very score that the client sees of this pair."""
    order = sorted(ids)
    documents = _with_texts(load(order))
    scored = []
    if documents and profile.texts:
        pool = Pool.of([profile], weights, as_of)
        for brief in documents:
            (side,) = weigh(brief, measure(brief, pool, words, weights), weights)
            scored.append(_scored(brief, side, terms))
    return _ranking(profile, documents, sorted(scored, key=_best_first), order, words, weights, None)


def rank_by_words(brief: EncodedDocument, ids: Sequence[str], load: Load) -> Ranking:
    """The list while there is no usable index: words in common only, and it says so."""
    documents = _with_texts(load(sorted(ids)))
    words = WordStatistics.of(documents)
    scores = word_scores(brief, documents, words)
    best = max(scores.max(initial=0.0), 1e-6)
    scored = [
        Candidate(document.id, 0, float(score / best), Side(float(score / best), ()))
        for document, score in zip(documents, scores, strict=True)
    ]
    ranking = _ranking(brief, documents, sorted(scored, key=_best_first), sorted(ids), words, DEFAULT_WEIGHTS, None)
    return replace(ranking, mode=Mode.LEXICAL)


def _scored(document: EncodedDocument, client: Side, terms: Terms | None) -> Candidate:
    if terms is None:
        return Candidate(document.id, 0, client.score, client)
    talent = talent_side(*terms(document.id))
    return Candidate(document.id, 0, join(client.score, talent.score), client, talent)


def _best_first(candidate: Candidate) -> tuple[float, str]:
    return -candidate.score, candidate.id


def _copies_last(scored: Sequence[Candidate], pool: Pool) -> list[Candidate]:
    """Best first; `scored` stands in the order of the pool."""
    order = sorted(range(len(scored)), key=lambda row: _best_first(scored[row]))
    best = [scored[row] for row in order]
    firsts = originals(pool, order)
    marked = [
        candidate if first == place else candidate._replace(copy_of=best[first].id)
        for place, (candidate, first) in enumerate(zip(best, firsts, strict=True))
    ]
    return sorted(marked, key=lambda candidate: candidate.copy_of is not None)


def _with_texts(found: Mapping[str, EncodedDocument]) -> list[EncodedDocument]:
    """Sorted by id, so that the sums behind equal scores are equal on every run."""
    return [found[id_] for id_ in sorted(found) if found[id_].texts]


def _ranking(
    subject: EncodedDocument,
    documents: Sequence[EncodedDocument],
    best: Sequence[Candidate],
    order: Sequence[str],
    words: WordStatistics,
    weights: Weights,
    retriever: Retriever | None,
) -> Ranking:
    ranked = {candidate.id for candidate in best}
    return Ranking(
        candidates=tuple(candidate._replace(rank=place) for place, candidate in enumerate(best, 1)),
        rest=tuple(id_ for id_ in order if id_ not in ranked),
        mode=Mode.FULL,
        weights_version=weights.version,
        generation=retriever.generation if retriever else None,
        inputs_digest=_digest([subject, *documents]),
        words=words,
    )


def _digest(documents: Sequence[EncodedDocument]) -> str:
    """Of every text that took part: two runs with the same digest, weights and day give the same list."""
    total = hashlib.sha256()
    for document in documents:
        total.update(f"{document.id} {','.join(text.digest for text in document.encoded)}\n".encode())
    return total.hexdigest()
