"""Where the index of profiles lies: files of this process, PostgreSQL, or Qdrant; one set of questions for all."""

from app.matches.backends.engine import Engine, OpenedIndex
from app.matches.backends.faiss import FaissEngine
from app.matches.backends.pgvector import PgvectorEngine
from app.matches.backends.qdrant import QdrantEngine
from app.settings import Settings

__all__ = ["Engine", "OpenedIndex", "engine_for"]


def engine_for(settings: Settings) -> Engine:
    """The engine this installation chose with IEUM_INDEX."""
    if settings.index == "pgvector":
        return PgvectorEngine()
    if settings.index == "qdrant":
        return QdrantEngine(settings.qdrant)
    return FaissEngine(settings.instance / "index")
