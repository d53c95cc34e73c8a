"""Measures search and the full path from a brief to an explained first page, on invented vectors of any number.

    python scripts/bench_matching.py --profiles N [--queries 50] [--only engines|path]

Engines that are not installed are named and left out. Every figure is of this run on this machine: trust the ratios.
"""

import argparse
import gc
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy: one core answers one query
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from numpy.typing import NDArray

from matching.encoded import EncodedDocument, EncodedText
from matching.evaluation.engines import ENGINES, NOT_COMPARED, Engine, missing_engines
from matching.evaluation.synthetic import Market
from matching.explanation import explain
from matching.pipeline import DEPTH, rank
from matching.retrieval.faiss_index import FaissIndex, open_index, write_generation
from matching.roster import Roster

WANTED = 50
PAGE = 20
SHARES = (1.0, 0.1, 0.01)


def main() -> int:
    arguments = _arguments()
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, one thread")
    print(f"read bandwidth {read_bandwidth():.1f} GB/s (numpy sum of 512 MB, best of 7)\n")
    market = Market()
    if arguments.only != "path":
        compare_engines(market, arguments.profiles, arguments.queries)
    if arguments.only != "engines":
        walk_the_path(market, arguments.profiles, arguments.queries)
    return 0


def read_bandwidth() -> float:
    block = np.ones(64 * 2**20, np.float64)
    seconds = min(_seconds(lambda: float(block.sum())) for _ in range(7))
    return block.nbytes / seconds / 1e9


def compare_engines(market: Market, count: int, queries: int) -> None:
    """Top 50 of one model's vectors, unfiltered and under two filters; recall against the numpy scan."""
    vectors = market.vectors(count + queries)
    asked, vectors = vectors[count:], vectors[:count].copy()
    random = np.random.default_rng(1)
    filters = {share: None if share == 1.0 else random.random(count) < share for share in SHARES}
    scan = ENGINES["numpy scan"](vectors)
    truth = {share: [scan.search(query, WANTED, filters[share]) for query in asked] for share in SHARES}
    print(f"Top {WANTED} of {count:,} × {vectors.shape[1]}, {queries} queries\n")
    print("| engine | build s | memory MB | filter | p50 ms | p95 ms | recall |\n|---|---|---|---|---|---|---|")
    for name, build in ENGINES.items():
        if name in missing_engines():
            continue
        before, started = _memory(), time.perf_counter()
        engine = build(vectors)
        built, grown = time.perf_counter() - started, _memory() - before
        for share in SHARES:
            found, times = _answers(engine, asked, filters[share])
            kept = np.mean([len(set(a) & set(b)) / len(b) for a, b in zip(found, truth[share], strict=True)])
            half, most = np.percentile(times, [50, 95]) * 1e3
            print(
                f"| {name} | {built:.1f} | {grown:.0f} | {share:.0%} | {half:.2f} | {most:.2f} | {kept:.3f} |",
                flush=True,
            )
    print(f"\nNot installed here: {', '.join(missing_engines()) or 'none'}. Not compared: {', '.join(NOT_COMPARED)}.\n")


def walk_the_path(market: Market, count: int, queries: int) -> None:
    """Constraints, retrieval, scores of both sides and an explained first page, with where the time goes."""
    with tempfile.TemporaryDirectory() as folder:
        built = _seconds(lambda: write_generation(Path(folder), market.profiles(count), "bench"))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / 2**20
        opened = _seconds(lambda: open_index(Path(folder), "bench"))
        index = open_index(Path(folder), "bench")
    talents = [market.talent_terms(number) for number in range(count)]
    roster = Roster(talents)
    del talents
    gc.freeze()  # as a server does once loaded: what stays for good is not looked through at every collection
    print(
        f"Index of {count:,} profiles: built in {built:.0f} s (inventing them included), {size:.0f} MB, opened in {opened:.2f} s"
    )
    times = [_walk(market.brief(number), market, index, roster) for number in range(max(5, queries // 2))]
    print("\n| step | p50 ms | p95 ms |\n|---|---|---|")
    for step in times[0]:
        half, most = np.percentile([one[step] for one in times], [50, 95]) * 1e3
        print(f"| {step} | {half:.1f} | {most:.1f} |")
    totals = [sum(one.values()) for one in times]
    print(f"| all | {statistics.median(totals) * 1e3:.1f} | {np.percentile(totals, 95) * 1e3:.1f} |")


def _walk(brief: EncodedDocument, market: Market, index: FaissIndex, roster: Roster) -> dict[str, float]:
    """Each step timed alone; `rank` is given the finished order, so that its own share is seen."""
    terms = market.brief_terms()
    clock = _Clock()
    eligible = roster.screen(terms).eligible
    clock.note("constraints")
    order = index.order(brief, eligible)
    clock.note("retrieval")
    stored = {id_: _as_stored(market.profile(int(id_.partition(":")[2]))) for id_ in order[:DEPTH]}
    clock.forget()
    documents = {id_: _decoded(document, blobs) for id_, (document, blobs) in stored.items()}
    clock.note(f"decoding {DEPTH} stored profiles (none where they are kept decoded)")

    def load(ids: Sequence[str]) -> dict[str, EncodedDocument]:
        return {id_: documents[id_] for id_ in ids}

    by_id = {id_: market.talent_terms(int(id_.partition(":")[2])) for id_ in documents}
    clock.forget()
    ranking = rank(brief, eligible, load, retriever=_Ordered(index, order), terms=lambda id_: (terms, by_id[id_]))
    clock.note(f"both sides' scores of {DEPTH}")
    for candidate in ranking.candidates[:PAGE]:
        pair = terms, by_id[candidate.id]
        explain(brief, documents[candidate.id], words=index.words, terms=pair, reasons=False)
    clock.note(f"explained first page of {PAGE}")
    return clock.steps


class _Ordered:
    """An index that has already answered."""

    def __init__(self, index: FaissIndex, order: list[str]) -> None:
        self.generation, self.words, self._order = index.generation, index.words, order

    def order(self, brief: EncodedDocument, ids: Sequence[str]) -> list[str]:
        return self._order


class _Clock:
    def __init__(self) -> None:
        self.steps: dict[str, float] = {}
        self.forget()

    def forget(self) -> None:
        self._since = time.perf_counter()

    def note(self, step: str) -> None:
        self.steps[step] = time.perf_counter() - self._since
        self.forget()


def _as_stored(document: EncodedDocument) -> tuple[EncodedDocument, list[bytes]]:
    return document, [encoded.to_bytes() for encoded in document.encoded]


def _decoded(document: EncodedDocument, blobs: Sequence[bytes]) -> EncodedDocument:
    found = {encoded.digest: encoded for encoded in map(EncodedText.from_bytes, blobs)}
    return EncodedDocument.assemble(document.document, found)


def _answers(
    engine: Engine, asked: NDArray[Any], allowed: NDArray[Any] | None
) -> tuple[list[NDArray[Any]], list[float]]:
    found, times = [], []
    engine.search(asked[0], WANTED, allowed)
    for query in asked:
        started = time.perf_counter()
        found.append(engine.search(query, WANTED, allowed))
        times.append(time.perf_counter() - started)
    return found, times


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _memory() -> float:
    """What this process holds now, in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profiles", type=int, default=20_000, metavar="N")
    parser.add_argument("--queries", type=int, default=50)
    parser.add_argument("--only", choices=("engines", "path"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
