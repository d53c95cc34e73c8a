"""A stand-in encoder for all tests but those marked `model`, and settings whose index lies in the test's own folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import matching.encoding
from app.core.db import Database
from app.matches.queries import documents, exposure
from app.matches.rules.words import pieces_of
from app.matches.service import encoding
from app.settings import Settings
from tests.conftest import settings_for
from tests.factories.matches import FakeEncoder


@pytest.fixture(scope="session")
def fake() -> FakeEncoder:
    """Made once: it measures texts against the library's neutral ones, and encodes those first."""
    return FakeEncoder()


@pytest.fixture(autouse=True)
def encoder(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, fake: FakeEncoder
) -> Iterator[FakeEncoder]:
    _forget()
    fake.asked, fake.model_hash = [], "fake-1"
    if not request.node.get_closest_marker("model"):
        monkeypatch.setattr(matching.encoding, "tokens_of", lambda text: sorted(pieces_of(text)))
        monkeypatch.setattr(matching.encoding, "open_encoder", lambda model: fake)
        monkeypatch.setattr(matching.encoding, "model_hash", lambda model: fake.model_hash)
    yield fake
    _forget()


def _forget() -> None:
    encoding.open_encoder.cache_clear()
    encoding.model_hash.cache_clear()
    documents._decoded.clear()
    exposure._stood_before.clear()


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    return settings_for(database.engine.url.render_as_string(hide_password=False), tmp_path)
