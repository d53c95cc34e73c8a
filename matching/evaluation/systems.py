"""The systems compared: the product's own pipeline, its parts alone, and the whole without each part."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from matching.encoded import EncodedDocument
from matching.lexical import WordStatistics, word_scores
from matching.pipeline import rank
from matching.pool import Pool
from matching.retrieval.faiss_index import FaissIndex, open_index, write_generation
from matching.scoring import measure, weigh
from matching.weights import DEFAULT_WEIGHTS, Weights

System = Callable[[EncodedDocument], list[str]]

DENSE = replace(DEFAULT_WEIGHTS, method=0.0, words=0.0)
BOTH_MODELS = (0, 1)
SCORED: Mapping[str, tuple[Weights, Sequence[int]]] = {
    "e5": (DENSE, (0,)),
    "use": (DENSE, (1,)),
    "dense": (DENSE, BOTH_MODELS),
    "fused": (replace(DEFAULT_WEIGHTS, method=0.0), BOTH_MODELS),
    "full-without-e5": (DEFAULT_WEIGHTS, (1,)),
    "full-without-use": (DEFAULT_WEIGHTS, (0,)),
    "full-without-requirements": (replace(DEFAULT_WEIGHTS, requirements=0.0), BOTH_MODELS),
    "full-without-overall": (replace(DEFAULT_WEIGHTS, overall=0.0), BOTH_MODELS),
    "full-without-method": (replace(DEFAULT_WEIGHTS, method=0.0), BOTH_MODELS),
    "full-without-skills": (replace(DEFAULT_WEIGHTS, skill_lift=0.0), BOTH_MODELS),
    "full-without-words": (replace(DEFAULT_WEIGHTS, words=0.0), BOTH_MODELS),
}
DEFAULT_SYSTEMS = ("lexical", "dense", "full")
ALL_SYSTEMS = ("lexical", "e5", "use", "dense", "fused", "full", *(name for name in SCORED if name.startswith("full-")))


def make_system(name: str, profiles: Sequence[EncodedDocument]) -> System:
    if name == "lexical":
        return _lexical(profiles)
    if name == "full":
        return _full(profiles)
    return _scored(profiles, *SCORED[name])


def _full(profiles: Sequence[EncodedDocument]) -> System:
    """Exactly what the product does: an index generation, retrieval from it, both scores, one list."""
    by_id = {profile.id: profile for profile in profiles}
    index = _index(profiles)

    def system(brief: EncodedDocument) -> list[str]:
        ranking = rank(brief, list(by_id), lambda ids: {id_: by_id[id_] for id_ in ids}, retriever=index)
        return [*(candidate.id for candidate in ranking.candidates), *ranking.rest]

    return system


def _index(profiles: Sequence[EncodedDocument]) -> FaissIndex:
    with tempfile.TemporaryDirectory(prefix="ieum-evaluate-") as folder:
        write_generation(Path(folder), profiles, model_hash="evaluation")
        return open_index(Path(folder), model_hash="evaluation")  # what is mapped outlives the file's name


def _lexical(profiles: Sequence[EncodedDocument]) -> System:
    words = WordStatistics.of(profiles)

    def system(brief: EncodedDocument) -> list[str]:
        return _by_score(profiles, word_scores(brief, profiles, words).tolist())

    return system


def _scored(profiles: Sequence[EncodedDocument], weights: Weights, models: Sequence[int]) -> System:
    pool, words = Pool.of(profiles, weights), WordStatistics.of(profiles)

    def system(brief: EncodedDocument) -> list[str]:
        sides = weigh(brief, measure(brief, pool, words, weights, models), weights)
        return _by_score(profiles, [side.score for side in sides])

    return system


def _by_score(profiles: Sequence[EncodedDocument], scores: Sequence[float]) -> list[str]:
    best = sorted(zip(profiles, scores, strict=True), key=lambda pair: (-pair[1], pair[0].id))
    return [profile.id for profile, _ in best]
