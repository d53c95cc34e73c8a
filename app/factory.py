"""Builds the application: the only module that knows every feature."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy.orm import Session

from app import cli
from app.core.actors import Actor
from app.core.db import Database
from app.core.files import FileStore
from app.core.jobs import Handler, Recurring
from app.core.workflow import Workflow
from app.features import FEATURES
from app.settings import Settings, read_settings
from app.web import errors, health, language, logs, once, rules, security, session, sign_in, templating
from app.web.session import IeumFlask

ROOT = Path(__file__).parent.parent
MAX_REQUEST_BYTES = 52 * 1024 * 1024  # a sample of pictures may have 50, and its form has fields beside it


@dataclass(frozen=True)
class Menu:
    """What the frame of a page needs to know about its reader."""

    items: tuple[Any, ...] = ()
    account: tuple[Any, ...] = ()
    footer: tuple[Any, ...] = ()
    todo_url: str = ""
    todo_count: int = 0
    notices_url: str = ""
    unread_count: int = 0


@dataclass
class House:
    """What the edge and the commands need from the features, gathered once."""

    settings: Settings
    database: Database
    files: FileStore
    handlers: dict[str, Handler] = field(default_factory=dict)
    recurring: tuple[Recurring, ...] = ()
    workflows: dict[str, tuple[Workflow, type[Any]]] = field(default_factory=dict)
    readiness: dict[str, Callable[[Session], dict[str, Any]]] = field(default_factory=dict)
    load_actor: Callable[[Session, str], Actor | None] = lambda _session, _token: None
    menu: Callable[[Session, Actor], Any] = lambda _session, _actor: Menu()
    empty_menu: Menu = field(default_factory=Menu)
    root: Path = ROOT


def create_app(settings: Settings | None = None) -> IeumFlask:
    """The web application for these settings (the environment's by default)."""
    settings = settings or read_settings()
    logs.configure(as_json=settings.environment in ("production", "demo"))
    app = IeumFlask("app", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "app" / "static"))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=2000,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https://"),
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )
    settings.instance.mkdir(parents=True, exist_ok=True)
    house = House(
        settings,
        Database(settings.database_url, durable=settings.is_production),
        FileStore(settings.instance / "files"),
    )
    app.extensions["ieum"] = house
    for edge in (templating, logs, sign_in, language, session, security, rules, once, errors):
        edge.register(app)
    app.register_blueprint(health.bp)
    for feature in FEATURES:
        _add_feature(app, house, feature)
    cli.register(app, house)
    return app


def _add_feature(app: IeumFlask, house: House, feature: str) -> None:
    """Take from a feature what it offers: pages, job handlers, lifecycles, and (by `register`) anything else."""
    views, jobs, models = (_module(feature, name) for name in ("views", "jobs", "models"))
    if views:
        app.register_blueprint(views.bp)
        if hasattr(views, "register"):
            views.register(house)
    if jobs:
        house.handlers |= jobs.handlers(house)
        house.recurring += getattr(jobs, "RECURRING", ())
    if models:
        house.workflows |= {flow.name: (flow, table) for flow, table in getattr(models, "LIFECYCLES", ())}


def _module(feature: str, name: str) -> ModuleType | None:
    path = f"app.{feature}.{name}"
    return importlib.import_module(path) if importlib.util.find_spec(path) else None
