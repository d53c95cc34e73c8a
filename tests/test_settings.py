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
