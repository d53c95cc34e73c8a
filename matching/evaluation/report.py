"""Writes the page about quality: every figure in it was measured by the run that wrote it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from matching.evaluation.agreement import judged_pairs, kappa, reliability
from matching.evaluation.crossvalidation import GRID, leave_one_out
from matching.evaluation.measuring import Encoded, Run, details, figures
from matching.evaluation.resistance import Moves
from matching.evaluation.sentence_pairs import Agreement
from matching.evaluation.truth import check_truth
from matching.weights import DEFAULT_WEIGHTS

HEAD = """# How good the matching is

Written by `python scripts/evaluate_matching.py DIR --report docs/matching-quality.md`; do not edit by hand.
{briefs} briefs, {profiles} profiles, grades 0-3. nDCG@10 with gain 2^grade − 1; "raw" asks with the owner's own sentence,
"brief" with title, problem and requirements. Gains over BM25 with 95 % paired-bootstrap intervals over briefs.
"Traps" is how often a hard negative stands above a profile graded 2 or more.
"""


def write_report(
    path: Path, encoded: Encoded, runs: Sequence[Run], moves: Iterable[Moves], agreements: Sequence[Agreement]
) -> None:
    pairs = encoded.pairs
    head = HEAD.format(briefs=len(pairs.briefs), profiles=len(pairs.profiles))
    sections = [
        head,
        *_systems(encoded, runs),
        *_weights(encoded),
        *_truth(encoded),
        *_resistance(moves),
        *_sentences(agreements),
    ]
    path.write_text("\n".join(sections) + "\n", encoding="utf-8")


def _systems(encoded: Encoded, runs: Sequence[Run]) -> Iterator[str]:
    baselines = {run.query: run for run in runs if run.system == "lexical"}
    for query in ("brief", "raw"):
        yield f"## Query: {query}\n"
        yield "| system | nDCG@10 | MRR | recall@10 | gain over BM25 | traps | true matches in the first ten |"
        yield "|---|---|---|---|---|---|---|"
        for run in (run for run in runs if run.query == query):
            found, more = figures(run, encoded.pairs), details(run, baselines[query], encoded)
            low, high = more.interval_95
            languages = ", ".join(f"{pair} {hits}" for pair, hits in more.true_found_by_languages.items())
            yield (
                f"| {run.system} | {found['ndcg@10']:.3f} | {found['mrr']:.3f} | {found['recall@10']:.3f} "
                f"| {more.gain_over_bm25:+.3f} [{low:+.3f}, {high:+.3f}] | {more.traps_above_true} | {languages} |"
            )
        yield ""


def _weights(encoded: Encoded) -> Iterator[str]:
    held_out = leave_one_out(encoded)
    yield "## Weights\n"
    yield "Four shares, chosen by leave-one-brief-out cross-validation (the mean of both queries) over the grid below.\n"
    for name, values in GRID.items():
        yield f"- {name}: {getattr(DEFAULT_WEIGHTS, name):g} of {', '.join(f'{value:g}' for value in values)}"
    yield ""
    for query, (mean, error) in held_out.ndcg.items():
        yield (
            f"- {query}: nDCG@10 on the held-out briefs {mean:.3f} ± {error:.3f} (standard error); "
            f"over the whole grid {held_out.worst_of_grid[query]:.3f} to {held_out.best_of_grid[query]:.3f}"
        )
    chosen = "; ".join(
        f"{', '.join(f'{value:g}' for value in choice)} ({times} times)" for choice, times in held_out.chosen
    )
    yield f"- chosen ({', '.join(GRID)}): {chosen}\n"
    yield (
        "The whole neighbourhood is a plateau; the weights in use are a point on it with words kept low, because words"
        " in common help only where both texts are in one language.\n"
    )


def _truth(encoded: Encoded) -> Iterator[str]:
    pairs = list(judged_pairs(encoded))
    yield "## Truth of labels and scores\n"
    yield (
        "A grade derived from the labels of the essential requirements (nearly all shown 3, half 2, any 1) agrees with"
        f" the judges with quadratic weighted kappa **{kappa(pairs):.2f}** over {len(pairs)} pairs. Thresholds and curve were"
        " set on the public pairs: expect a little less elsewhere.\n"
    )
    yield "The score is the estimated chance that a judge grades the pair 2 or 3. Promised and found:\n"
    yield "| pairs | mean score | share graded 2 or 3 |"
    yield "|---|---|---|"
    for row in reliability(pairs):
        yield f"| {row.pairs} | {row.promised:.2f} | {row.found:.2f} |"
    truth = check_truth(encoded)
    yield (
        f"\nOf the {truth.pairs} pairs in the first ten of each brief, {truth.reasoned} name a main reason; taken out of the"
        f" profile, the score falls in {truth.fell}. {truth.found} of {truth.quotes} quoted sentences stand in the profile"
        f" letter by letter. The parts of a score add up to it within {truth.most_off:.0e}."
    )


def _resistance(moves: Iterable[Moves]) -> Iterator[str]:
    yield "\n## Padding and names\n"
    yield (
        "Each profile is changed alone, in each of these ways, and its place counted again for every brief: places won"
        " (below zero: lost), how often more than three, and how many came into the first ten. Of the two people in the"
        " last row the lower placed is compared with the higher.\n"
    )
    yield "| change | query | median | worst | more than three | into the first ten |"
    yield "|---|---|---|---|---|---|"
    for row in moves:
        yield f"| {row.change} | {row.query} | {row.median:+.0f} | {row.worst:+d} | {row.share_beyond:.1%} | {row.entered} |"


def _sentences(agreements: Sequence[Agreement]) -> Iterator[str]:
    if agreements:
        yield "\n## Sentence pairs\n"
        yield "Spearman's correlation of each model's cosine with how alike people find two Korean sentences.\n"
        yield "| set | pairs | model | Spearman |"
        yield "|---|---|---|---|"
    for row in agreements:
        yield f"| {row.name} | {row.pairs} | {row.model} | {row.spearman:.3f} |"
