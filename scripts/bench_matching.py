"""Measures search and the full path from a brief to an explained first page, on invented vectors of any number.

    python scripts/bench_matching.py --profiles N [--queries 50] [--only engines|path] [--vectors FILE.npy]

Each engine is measured in a process of its own; those not installed are named and left out. Every figure is of this run
on this machine: trust the ratios. With --vectors the engines search the first N of your own rows, asked by those after.
"""

import argparse
import contextlib
import gc
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy: one core answers one query
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from app.core.memory import settle
from matching.documents import Document
from matching.encoded import EncodedDocument, EncodedText
from matching.evaluation.engines import ENGINES, missing_engines
from matching.evaluation.engines.scans import NumpyScan
from matching.evaluation.synthetic import Market
from matching.explanation import explain_each
from matching.pipeline import DEPTH, rank
from matching.retrieval.faiss_index import FaissIndex, open_index, write_generation
from matching.retrieval.generation import newest_generation, read_manifest
from matching.retrieval.layer import Layer
from matching.roster import Roster

WANTED = 50
ROUNDS = 7
PAGE = 20
ASKED_AT_ONCE = 1000  # briefs of the "all pairs" line
FILTERS = {"none": None, "10 %": 0, "1 %": 1}
SHARES = (0.1, 0.01)
Figures = Mapping[str, Any]
Steps = dict[str, tuple[float, float]]


def main() -> int:
    arguments = _arguments()
    if arguments.measure:
        vectors = _vectors(arguments.vectors, arguments.profiles + arguments.queries)
        for figures in _measured(arguments.measure, vectors, arguments.profiles):
            print(json.dumps(figures), flush=True)
        return 0
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, one thread")
    print(f"read bandwidth {read_bandwidth():.1f} GB/s (numpy sum of 512 MB, best of 7)\n")
    if arguments.only != "path":
        compare_engines(arguments.profiles, arguments.queries, arguments.vectors)
    if arguments.only != "engines":
        walk_the_path(Market(), arguments.profiles, arguments.queries)
    print(f"\nLoad at the end {os.getloadavg()[0]:.1f}")
    return 0


def read_bandwidth() -> float:
    block = np.ones(64 * 2**20, np.float64)
    seconds = min(_seconds(lambda: float(block.sum())) for _ in range(7))
    return block.nbytes / seconds / 1e9


# -- engines ---------------------------------------------------------------------------------------------------------


def compare_engines(count: int, queries: int, own: Path | None) -> None:
    """Top 50 of one model's vectors, unfiltered and under two filters; recall against the numpy scan.

    All stay up and are asked in turns, so that what else the machine does meets them alike.
    """
    print(
        f"Top {WANTED} of {count:,}, {queries} queries in each of {ROUNDS} rounds, each engine in a process of its own\n"
    )
    asked = ["--profiles", str(count), "--queries", str(queries), *(["--vectors", str(own)] if own else [])]
    engines, built = {}, {}
    for name in ENGINES:  # one after another: they are built with one core to themselves
        if name not in missing_engines():
            engine = Process(name, asked)
            if told := engine.told():
                engines[name], built[name] = engine, told
    rounds = [_round(engines) for _ in range(ROUNDS)]
    for engine in engines.values():
        engine.stop()
    print("| engine | build s | memory MB | filter | p50 ms | p95 ms | recall |\n|---|---|---|---|---|---|---|")
    for name, told in built.items():
        for filter_, recall in told["recall"].items():
            half, most = np.median([one[name][filter_] for one in rounds], axis=0)
            head = f"| {name} | {told['built']:.1f} | {told['memory']:.0f} | {filter_}"
            print(f"{head} | {half:.2f} | {most:.2f} | {recall:.3f} |", flush=True)
    print(f"\nNot installed here: {', '.join(missing_engines()) or 'none'}.\n")
    pairs = Process("all pairs", asked).told()
    _tell_ratios(rounds, built, pairs)


def _round(engines: Mapping[str, "Process"]) -> Figures:
    """For each engine and filter p50 and p95 in ms, and the bandwidth of this minute."""
    return {**{name: engine.asked() for name, engine in engines.items()}, "bandwidth": read_bandwidth()}


class Process:
    """One measurement in a process of its own: one that stops, as graphs beside one another have, stops no other."""

    def __init__(self, what: str, arguments: Sequence[str]) -> None:
        self._what, self._complaints = what, tempfile.TemporaryFile("w+")  # noqa: SIM115 - as long as this
        command = [sys.executable, __file__, *arguments, "--measure", what]
        self._running = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints, text=True
        )

    def told(self) -> Figures | None:
        """What it prints next; None, and said aloud, where it has stopped."""
        line = self._running.stdout.readline() if self._running.stdout else ""
        if not line:
            self._complaints.seek(0)
            why = self._complaints.read().strip().splitlines()[-1:]
            print(f"{self._what} stopped with {self._running.wait()}: {why}", flush=True)
            return None
        figures: Figures = json.loads(line)
        return figures

    def asked(self) -> Figures:
        """The times of one more round; not a number from where it stopped."""
        if self._running.stdin:
            with contextlib.suppress(BrokenPipeError):
                self._running.stdin.write("\n")
                self._running.stdin.flush()
        return self.told() or dict.fromkeys(FILTERS, (np.nan, np.nan))

    def stop(self) -> None:
        if self._running.stdin:
            self._running.stdin.close()
        self._running.wait()


def _vectors(own: Path | None, count: int) -> Any:
    if own is None:
        return Market().vectors(count)
    rows = np.load(own, allow_pickle=False)[:count].astype(np.float32)
    if len(rows) < count:
        raise SystemExit(f"{own} holds {len(rows):,} rows, not {count:,}")
    return rows


def _measured(what: str, vectors: Any, count: int) -> Iterator[Figures]:
    asked, vectors = vectors[count:], vectors[:count].copy()
    if what == "all pairs":
        yield _all_pairs(vectors)
    else:
        yield from _engine(what, vectors, asked)


def _engine(name: str, vectors: Any, asked: Any) -> Iterator[Figures]:
    """What building took and how much is found; then, for each line read, the times of a round."""
    random = np.random.default_rng(1)
    filters = [random.random(len(vectors)) < share for share in SHARES]
    wanted = {told: WANTED if n is None else min(WANTED, int(filters[n].sum())) for told, n in FILTERS.items()}
    before, started = _memory(), time.perf_counter()
    engine = ENGINES[name](vectors, filters)
    built, memory = time.perf_counter() - started, _memory() - before
    scan = NumpyScan(vectors, filters)
    recall = {}
    for told, chosen in FILTERS.items():
        found = [set(engine.search(query, wanted[told], chosen).tolist()) for query in asked]
        truth = [set(scan.search(query, wanted[told], chosen).tolist()) for query in asked]
        recall[told] = float(
            np.mean([len(true & rows) / wanted[told] for true, rows in zip(truth, found, strict=True)])
        )
    yield {"built": built, "memory": memory, "recall": recall, "bytes": vectors.nbytes}
    for _ in sys.stdin:
        times = {
            told: [_timed(engine.search, query, wanted[told], chosen)[1] * 1e3 for query in asked]
            for told, chosen in FILTERS.items()
        }
        yield {told: np.percentile(those, [50, 95]).tolist() for told, those in times.items()}


def _all_pairs(vectors: Any) -> Figures:
    """The nearest to each of a thousand at once, against the bare product of the two matrices."""
    import faiss

    faiss.omp_set_num_threads(1)
    asked = vectors[np.random.default_rng(1).choice(len(vectors), ASKED_AT_ONCE)]
    product = min(
        _seconds(lambda: [asked @ vectors[start : start + 10_000].T for start in range(0, len(vectors), 10_000)])
        for _ in range(3)
    )
    nearest = min(
        _seconds(lambda: faiss.knn(asked, vectors, WANTED, metric=faiss.METRIC_INNER_PRODUCT)) for _ in range(3)
    )
    return {"product": product, "nearest": nearest}


def _tell_ratios(rounds: Sequence[Figures], built: Figures, pairs: Figures | None) -> None:
    """The aims, each as the median over the rounds of a ratio within the round; what was not measured is said to be so."""

    def ratio(one: tuple[str, str], other: tuple[str, str]) -> float:
        found = [(row.get(name, {}).get(filter_, [np.nan])[0] for name, filter_ in (one, other)) for row in rounds]
        return float(np.median([above / below for above, below in found]))

    flat, ours = "faiss flat fp32", "ours"
    pages = f"{flat}, large pages"
    reads = [built[pages]["bytes"] / row[pages]["none"][0] / 1e6 / row["bandwidth"] for row in rounds if pages in row]
    ratios = [
        ("flat fp32 in large pages: share of read bandwidth", float(np.median(reads or [np.nan])), "at least", 0.8),
        ("ours / qdrant-edge, no filter", ratio((ours, "none"), ("qdrant-edge", "none")), "at most", 0.6),
        ("ours / flat fp32, no filter", ratio((ours, "none"), (flat, "none")), "at most", 0.1),
        ("ours / qdrant-edge, 10 %", ratio((ours, "10 %"), ("qdrant-edge", "10 %")), "at most", 2.0),
        ("ours / pgvector, 10 %", ratio((ours, "10 %"), ("pgvector", "10 %")), "at most", 0.2),
        ("ours under 1 % / flat fp32 unfiltered", ratio((ours, "1 %"), (flat, "none")), "at most", 0.02),
        (f"all pairs ({ASKED_AT_ONCE:,} × all): share of sgemm", pairs["product"] / pairs["nearest"] if pairs else float("nan"), "at least", 0.6),
    ]  # fmt: skip
    print("| aim | found | wanted | |\n|---|---|---|---|")
    for told, found, bound, aim in ratios:
        _tell_aim(told, found, bound, aim)


def _tell_aim(told: str, ratio: float, bound: str, aim: float) -> None:
    met = "not measured" if np.isnan(ratio) else "met" if (ratio >= aim) == (bound == "at least") else "missed"
    print(f"| {told} | {ratio:.3f} | {bound} {aim:g} | {met} |")


# -- the full path ---------------------------------------------------------------------------------------------------


def walk_the_path(market: Market, count: int, queries: int) -> None:
    """Constraints, retrieval, scores of both sides and an explained first page, with where the time goes."""
    with tempfile.TemporaryDirectory() as folder:
        built = _seconds(lambda: write_generation(Path(folder), market.profiles(count), "bench"))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / 2**20
        index, opened = _timed(open_index, Path(folder), "bench")
        layer = Layer.open(newest_generation(Path(folder)), read_manifest(newest_generation(Path(folder))))
    roster = Roster(market.talent_terms(number) for number in range(count))
    settle()  # as a server does once loaded
    print(
        f"Index of {count:,} profiles: built in {built:.0f} s (inventing them included), {size:.0f} MB, opened in {opened:.2f} s"
    )
    briefs = [market.brief(number) for number in range(max(5, queries // 2))]
    index.order(briefs[0], roster.screen(market.brief_terms()).eligible)  # the first one waits for the disk
    times = [_walk(brief, market, index, roster) for brief in briefs]
    print("\n| step | p50 ms | p95 ms | of which this process computed, p50 ms |\n|---|---|---|---|")
    for step in times[0]:
        _tell_step(step, [one[step] for one in times])
    _tell_step("all", [np.sum(list(one.values()), axis=0) for one in times])
    print()
    _tell_both(briefs, market, index, layer, roster)


def _tell_step(step: str, times: Sequence[Any]) -> None:
    wall, computed = np.array(times).T * 1e3
    half, most = np.percentile(wall, [50, 95])
    print(f"| {step} | {half:.1f} | {most:.1f} | {np.median(computed):.1f} |")


def _tell_both(
    briefs: Sequence[EncodedDocument], market: Market, index: FaissIndex, layer: Layer, roster: Roster
) -> None:
    """The first few hundred by nearness alone, by words alone and by both, and the order of everyone eligible by both."""
    eligible = roster.screen(market.brief_terms()).eligible
    allowed = np.isin(np.array(layer.ids), np.array(list(eligible)))  # as texts: objects would take minutes

    def half(work: Callable[[EncodedDocument], Any]) -> float:
        return statistics.median(_timed(work, brief)[1] for brief in briefs) * 1e3

    dense = half(lambda brief: _first(layer.dense.scores(brief, allowed), allowed))
    words = half(lambda brief: _first(layer.words.scores(brief), allowed))
    both = half(lambda brief: _first(_together(layer.measures(brief, allowed)[:, allowed])))
    everyone = half(lambda brief: index.order(brief, eligible))
    print(
        f"The first {DEPTH} by nearness {dense:.1f} ms, by words {words:.1f} ms, by both and by method {both:.1f} ms;"
    )
    print(f"the order of all {len(eligible):,} eligible {everyone:.1f} ms\n")
    print("| aim | found | wanted | |\n|---|---|---|---|")
    _tell_aim("lexical and dense together / their sum", both / (dense + words), "at most", 1.3)


def _together(measures: Any) -> Any:
    return sum((measure - measure.mean()) / measure.std() for measure in measures)


def _first(scores: Any, allowed: Any = slice(None)) -> Any:
    asked = -scores[allowed]
    return np.argpartition(asked, min(DEPTH, len(asked) - 1))[:DEPTH]


def _walk(brief: EncodedDocument, market: Market, index: FaissIndex, roster: Roster) -> Steps:
    """Each step timed alone; `rank` is given the finished order, so that its own share is seen."""
    terms = market.brief_terms()
    clock = _Clock()
    eligible = roster.screen(terms).eligible
    clock.note("constraints")
    order = index.order(brief, eligible)
    clock.note("retrieval")
    stored = {id_: _as_stored(market.profile(int(id_.partition(":")[2]))) for id_ in order[:DEPTH]}
    gc.collect()  # what inventing them left behind is not the path's to clear away
    clock.forget()
    documents = _decoded(stored)
    clock.note(f"decoding {DEPTH} stored profiles (none where they are kept decoded)")

    def load(ids: Sequence[str]) -> dict[str, EncodedDocument]:
        return {id_: documents[id_] for id_ in ids}

    by_id = {id_: market.talent_terms(int(id_.partition(":")[2])) for id_ in documents}
    clock.forget()
    ranking = rank(brief, eligible, load, retriever=_Ordered(index, order), terms=lambda id_: (terms, by_id[id_]))
    clock.note(f"both sides' scores of {DEPTH}, copies found")
    page = [candidate.id for candidate in islice(ranking.candidates, PAGE)]
    pairs = [(terms, by_id[id_]) for id_ in page]
    explain_each(brief, [documents[id_] for id_ in page], words=index.words, terms=pairs, reasons=False)
    clock.note(f"explained first page of {PAGE}")
    return clock.steps


class _Ordered:
    """An index that has already answered."""

    def __init__(self, index: FaissIndex, order: list[str]) -> None:
        self.generation, self.words, self._order = index.generation, index.words, order

    def order(self, brief: EncodedDocument, ids: Sequence[str]) -> list[str]:
        return self._order


class _Clock:
    """Time as it passed and as this process computed: on a busy machine they differ by the wait for a core."""

    def __init__(self) -> None:
        self.steps: Steps = {}
        self.forget()

    def forget(self) -> None:
        self._since = self._now()

    def note(self, step: str) -> None:
        now = self._now()
        self.steps[step] = now[0] - self._since[0], now[1] - self._since[1]
        self.forget()

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.perf_counter(), time.process_time()


def _as_stored(profile: EncodedDocument) -> tuple[Document, list[bytes]]:
    return profile.document, [encoded.to_bytes() for encoded in profile.encoded]


def _decoded(stored: Mapping[str, tuple[Document, list[bytes]]]) -> dict[str, EncodedDocument]:
    """All texts together, as the product reads them from the database."""
    blobs = [blob for _, blobs in stored.values() for blob in blobs]
    found = {text.digest: text for text in EncodedText.all_from_bytes(blobs) if text}
    return {id_: EncodedDocument.assemble(document, found) for id_, (document, _) in stored.items()}


def _timed(work: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    started = time.perf_counter()
    answer = work(*arguments)
    return answer, time.perf_counter() - started


def _seconds(work: Callable[[], object]) -> float:
    return _timed(work)[1]


def _memory() -> float:
    """What this process holds now, in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profiles", type=int, default=20_000, metavar="N")
    parser.add_argument("--queries", type=int, default=50)
    parser.add_argument("--only", choices=("engines", "path"))
    parser.add_argument(
        "--vectors", type=Path, metavar="FILE", help="rows of your own for the engines, as numpy saves them"
    )
    parser.add_argument("--measure", help=argparse.SUPPRESS)  # one engine, in a process of its own
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
