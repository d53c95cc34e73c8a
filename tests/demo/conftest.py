"""Houses to make demo worlds in: a small one on each database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.demo.rules.texts import Texts, read_texts
from app.factory import create_app
from tests.conftest import settings_for

FIRMS = ("daon", "miron", "modum", "sena")


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[Any]:
    """An application's insides on an empty database, SQLite and PostgreSQL in turn."""
    built = create_app(settings_for(database_url, tmp_path)).extensions["ieum"]
    yield built
    built.database.engine.dispose()


@pytest.fixture
def small() -> Texts:
    """Four firms with five briefs of the last months, and eight talents."""
    return read_texts().only(FIRMS, [f"t{number:03d}" for number in range(1, 9)])
