"""Settings: read once from the environment, and refused where they would be unsafe in production."""

from __future__ import annotations

import pytest

from app.settings import UnsafeSettings, read_settings

SAFE = {
    "IEUM_ENV": "production",
    "SECRET_KEY": "s" * 32,
    "IEUM_BASE_URL": "https://ieum.example",
    "DATABASE_URL": "postgresql://ieum@db/ieum",
    "IEUM_MAIL_URL": "smtps://user:word@mail.example:465",
}


def test_safe_production_settings_are_accepted():
    assert read_settings(SAFE).is_production


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("IEUM_BASE_URL", "http://ieum.example"),
        ("DATABASE_URL", "sqlite:///ieum.db"),
        ("DATABASE_URL", ""),
        ("IEUM_MAIL_URL", "file:///mail"),
        ("IEUM_ENV", "prod"),
        ("IEUM_INDEX", "guesswork"),
    ],
)
def test_an_unsafe_value_is_refused_and_named(name: str, value: str):
    with pytest.raises(UnsafeSettings, match=name):
        read_settings({**SAFE, name: value})


def test_development_needs_nothing_set():
    settings = read_settings({})
    assert settings.environment == "development"
    assert len(settings.secret_key) >= 32


QDRANT = {
    **SAFE,
    "IEUM_INDEX": "qdrant",
    "IEUM_QDRANT_URL": "https://qdrant.example:6333/",
    "IEUM_QDRANT_API_KEY": "key",
}


def test_qdrant_is_read_whole():
    found = read_settings({**QDRANT, "IEUM_QDRANT_SHARDS": "4", "IEUM_QDRANT_REPLICAS": "2", "IEUM_QDRANT_EXACT": "on"})
    assert (found.index, found.qdrant.url, found.qdrant.api_key) == ("qdrant", "https://qdrant.example:6333", "key")
    assert (found.qdrant.shards, found.qdrant.replicas, found.qdrant.exact) == (4, 2, True)
    assert (found.qdrant.timeout, found.qdrant.retries, found.qdrant.read_consistency) == (2, 1, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("IEUM_QDRANT_URL", ""),
        ("IEUM_QDRANT_URL", "qdrant:6333"),
        ("IEUM_QDRANT_API_KEY", "key over http"),
        ("IEUM_QDRANT_CONSISTENCY", "some"),
        ("IEUM_QDRANT_SHARDS", "0"),
        ("IEUM_QDRANT_TIMEOUT", "soon"),
        ("IEUM_QDRANT_WRITE_CONSISTENCY", "2"),
    ],
)
def test_qdrant_settings_that_cannot_work_are_refused_and_named(name: str, value: str):
    unsafe = {"IEUM_QDRANT_URL": "http://qdrant.example"} if name == "IEUM_QDRANT_API_KEY" else {}
    with pytest.raises(UnsafeSettings, match=f"{name}|IEUM_QDRANT_\\*"):
        read_settings({**QDRANT, **unsafe, name: value})


def test_qdrant_without_its_client_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.settings.find_spec", lambda _name: None)
    with pytest.raises(UnsafeSettings, match=r"requirements-qdrant\.txt"):
        read_settings(QDRANT)


def test_pgvector_needs_postgresql():
    with pytest.raises(UnsafeSettings, match="DATABASE_URL"):
        read_settings({"IEUM_INDEX": "pgvector"})
    assert read_settings({**SAFE, "IEUM_INDEX": "pgvector"}).index == "pgvector"


def test_while_moving_both_engines_are_checked_and_named():
    moving = read_settings({**QDRANT, "IEUM_INDEX": "faiss", "IEUM_INDEX_ALSO": "qdrant"})
    assert [one.index for one in moving.indexes] == ["faiss", "qdrant"]
    with pytest.raises(UnsafeSettings, match="IEUM_QDRANT_URL"):
        read_settings({**SAFE, "IEUM_INDEX_ALSO": "qdrant"})
