"""Fixtures every test may ask for: an empty database, a session, the application and a browser-like client."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy.orm import Session

from app.accounts.models import SignIn
from app.accounts.rules import digest_of
from app.core import clock, jobs
from app.core.actors import Actor
from app.core.db import Database
from app.factory import create_app
from app.settings import Settings
from app.web.session import IeumFlask
from app.web.sign_in import COOKIE
from tests.databases import *  # noqa: F403
from tests.databases import _postgres_tables, _sqlite_tables  # noqa: F401  (a star leaves these out)

pytest_plugins: list[str] = []


class Compiled(BytecodeCache):
    """Templates as compiled by an earlier test: a third of what page tests did was to compile them again."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session on an empty database; runs on SQLite and on PostgreSQL."""
    with database.writing() as opened:
        yield opened


def settings_for(url: str, folder: Path, **changes: Any) -> Settings:
    values: dict[str, Any] = {
        "environment": "test",
        "database_url": url,
        "secret_key": "k" * 40,
        "instance": folder,
        "base_url": "http://localhost",
        "model": str(Path(__file__).parent.parent / "instance" / "models" / "e5-small"),
        "mail_url": f"file://{folder / 'mail'}",
        "mail_from": "ieum@ieum.example",
        "index": "faiss",
        "matching_on": True,
        "port": 8000,
    }
    return Settings(**{**values, **changes})


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Iterator[IeumFlask]:
    """The application on SQLite, forgery protection off (it has tests of its own)."""
    application = create_app(settings_for(sqlite_url, tmp_path))
    application.jinja_env.bytecode_cache = COMPILED
    application.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    yield application
    application.extensions["ieum"].database.engine.dispose()


@pytest.fixture
def world(app: IeumFlask) -> Iterator[Session]:
    """A session on the application's own database: build the world here, `commit()`, then ask the pages.

    It takes no write lock until it writes, so a test may read with it between two requests.
    """
    with app.extensions["ieum"].database.reading() as opened:
        yield opened


class Browser(FlaskClient):
    """A test client that, like our pages, sends an idempotency key with every POST."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("method") == "POST":
            headers = dict(kwargs.get("headers") or {})
            headers.setdefault("Idempotency-Key", uuid4().hex)
            kwargs["headers"] = headers
        return super().open(*args, **kwargs)


@pytest.fixture
def browser(app: IeumFlask) -> Callable[..., Browser]:
    """`browser()` is a visitor, `browser(actor)` that person signed in, `browser(actor, language="en")` reading English."""
    app.test_client_class = Browser

    def open_browser(actor: Actor | None = None, *, language: str = "ko") -> Browser:
        client = app.test_client()
        client.set_cookie("ieum_language", language)
        if actor is not None:
            client.set_cookie(COOKIE, _sign_in(app, actor))
        return client  # type: ignore[return-value]

    return open_browser


def _sign_in(app: IeumFlask, actor: Actor) -> str:
    token = secrets.token_urlsafe(16)
    with app.extensions["ieum"].database.writing.begin() as opened:
        opened.add(
            SignIn(token_digest=digest_of(token), user_id=actor.user_id, expires_at=clock.now().replace(year=2100))
        )
    return token


@pytest.fixture
def work(app: IeumFlask) -> Callable[[], int]:
    """Do all jobs that are due, as the worker would."""
    house = app.extensions["ieum"]
    return lambda: jobs.run_all(house.database, house.handlers)
