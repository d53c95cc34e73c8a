"""Writes the page about quality: every figure in it was measured by the run that wrote it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from matching.evaluation.agreement import judged_pairs, kappa, reliability
from matching.evaluation.crossvalidation import GRID, leave_one_out
from matching.evaluation.languages import LanguageRun, crossings, run_languages
from matching.evaluation.measuring import Encoded, Run, details, figures
from matching.evaluation.resistance import Moves
from matching.evaluation.sentence_pairs import Agreement
from matching.evaluation.truth import check_truth
from matching.language import Language
from matching.weights import DEFAULT_WEIGHTS

IN_EVERY_LANGUAGE = ("lexical", "dense", "full")
WHOLE = ("full", "brief")

HEAD = """# How good the matching is

Written by `python scripts/evaluate_matching.py DIR --report docs/matching-quality.md`; do not edit by hand.
{briefs} briefs, {profiles} profiles, grades 0-3. nDCG@10 with gain 2^grade − 1; "raw" asks with the owner's own sentence,
"brief" with title, problem and requirements. Gains over BM25 with 95 % paired-bootstrap intervals over briefs.
"Traps" is how often a hard negative stands above a profile graded 2 or more.
"""


def write_report(
    path: Path,
    encoded: Encoded,
    runs: Sequence[Run],
    parallel: Sequence[tuple[str, Mapping[Language, Encoded]]],
    moves: Iterable[Moves],
    agreements: Sequence[Agreement],
) -> None:
    pairs = encoded.pairs
    head = HEAD.format(briefs=len(pairs.briefs), profiles=len(pairs.profiles))
    sections = [
        head,
        *_systems(encoded, runs),
        *_languages(parallel),
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


def _languages(parallel: Sequence[tuple[str, Mapping[Language, Encoded]]]) -> Iterator[str]:
    if parallel:
        yield "## Across languages\n"
        yield (
            "Sets of the project's own in which every brief and profile exists in Korean and in English under one id, so"
            " the same grades judge four pairs of languages (brief-profile). Beside them stands who wrote and graded them,"
            " and whether anything was chosen on them (README.md in each).\n"
        )
    for name, sets in parallel:
        told = list(run_languages(sets, IN_EVERY_LANGUAGE))
        yield f"### {name}: {len(sets['ko'].pairs.briefs)} briefs, {len(sets['ko'].profiles)} profiles\n"
        yield from _by_languages(told)
        yield from _crossed(told)


def _by_languages(told: Sequence[LanguageRun]) -> Iterator[str]:
    baselines = {(one.asked, one.offered, one.run.query): one.run for one in told if one.run.system == "lexical"}
    yield "| query | languages | system | nDCG@10 | gain over BM25 | traps | kappa of labels |"
    yield "|---|---|---|---|---|---|---|"
    for one in sorted(told, key=lambda one: one.run.query):
        more = details(one.run, baselines[one.asked, one.offered, one.run.query], one.encoded)
        low, high = more.interval_95
        agreed = f"{kappa(list(judged_pairs(one.encoded))):.2f}" if (one.run.system, one.run.query) == WHOLE else ""
        yield (
            f"| {one.run.query} | {one.asked}-{one.offered} | {one.run.system} "
            f"| {figures(one.run, one.encoded.pairs)['ndcg@10']:.3f} "
            f"| {more.gain_over_bm25:+.3f} [{low:+.3f}, {high:+.3f}] | {more.traps_above_true} | {agreed} |"
        )


def _crossed(told: Sequence[LanguageRun]) -> Iterator[str]:
    yield "\n| query | briefs in | own language | the other | lost, with its 95 % interval |"
    yield "|---|---|---|---|---|"
    for row in crossings(told, "full"):
        low, high = row.interval_95
        yield (
            f"| {row.query} | {row.asked} | {row.own:.3f} | {row.other:.3f} "
            f"| {row.own - row.other:+.3f} [{low:+.3f}, {high:+.3f}] |"
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
        "The whole neighbourhood is a plateau; the weights in use are a point on it that does as well on the set named"
        " `parallel` above, with words kept low, because words in common help only where both texts are in one language.\n"
    )


def _truth(encoded: Encoded) -> Iterator[str]:
    pairs = list(judged_pairs(encoded))
    yield "## Truth of labels and scores\n"
    yield (
        "A grade derived from the labels of the essential requirements (nearly all shown 3, half 2, any 1) agrees with"
        f" the judges with quadratic weighted kappa **{kappa(pairs):.2f}** over {len(pairs)} pairs. Thresholds and curve were"
        " set on these pairs and those of `parallel` together.\n"
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
        " (below zero: lost), how often more than three, and how many came into the first ten. In the last rows it is"
        " introduced as either of two people who differ in name, gender, age, origin and school, and the lower place is"
        " compared with the higher: in wordings that the patterns were written with (known), and in as many others by the"
        " same author (unseen).\n"
    )
    yield "| change | query | median | 95 of 100 within | worst | more than three | into the first ten |"
    yield "|---|---|---|---|---|---|---|"
    for row in moves:
        yield (
            f"| {row.change} | {row.query} | {row.median:+.0f} | {row.nearly_all:+.0f} | {row.worst:+d} "
            f"| {row.share_beyond:.1%} | {row.entered} |"
        )


def _sentences(agreements: Sequence[Agreement]) -> Iterator[str]:
    if agreements:
        yield "\n## Sentence pairs\n"
        yield "Spearman's correlation of each model's cosine with how alike people find two Korean sentences.\n"
        yield "| set | pairs | model | Spearman |"
        yield "|---|---|---|---|"
    for row in agreements:
        yield f"| {row.name} | {row.pairs} | {row.model} | {row.spearman:.3f} |"
