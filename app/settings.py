"""All settings, read once from the environment; values that are unsafe in production are refused at start."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENTS = ("development", "demo", "test", "production")
INDEXES = ("faiss",)


class UnsafeSettings(RuntimeError):
    """The environment asks for something we will not run with; the message says what to set."""


@dataclass(frozen=True)
class Settings:
    """Where things are and how strict to be. See .env.example for each variable's meaning."""

    environment: str
    database_url: str
    secret_key: str
    instance: Path
    base_url: str
    model: str
    mail_url: str
    mail_from: str
    index: str
    matching_on: bool
    port: int

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    @property
    def is_demo(self) -> bool:
        return self.environment == "demo"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment. Raises UnsafeSettings."""
    env = os.environ if environ is None else environ
    root = Path(__file__).parent.parent
    instance = Path(env.get("IEUM_INSTANCE") or root / "instance").resolve()
    port = int(env.get("PORT") or 8000)
    settings = Settings(
        environment=env.get("IEUM_ENV", "development"),
        database_url=env.get("DATABASE_URL") or f"sqlite:///{instance / 'ieum.db'}",
        secret_key=env.get("SECRET_KEY") or "",
        instance=instance,
        base_url=(env.get("IEUM_BASE_URL") or f"http://127.0.0.1:{port}").rstrip("/"),
        model=env.get("IEUM_MODEL") or str(root / "instance" / "models" / "e5-small"),
        mail_url=env.get("IEUM_MAIL_URL") or f"file://{instance / 'mail'}",
        mail_from=env.get("IEUM_MAIL_FROM") or "ieum@ieum.example",
        index=env.get("IEUM_INDEX") or "faiss",
        matching_on=env.get("IEUM_MATCHING", "on") != "off",
        port=port,
    )
    _check(settings)
    if not settings.secret_key:  # development only: signs people out at every start, which is the point
        settings = Settings(**{**settings.__dict__, "secret_key": secrets.token_hex(32)})
    return settings


def _check(settings: Settings) -> None:
    problems = []
    if settings.environment not in ENVIRONMENTS:
        problems.append(f"IEUM_ENV must be one of {', '.join(ENVIRONMENTS)}")
    if settings.index not in INDEXES:
        problems.append(f"IEUM_INDEX must be one of {', '.join(INDEXES)}")
    if settings.is_production:
        problems += _production_problems(settings)
    if problems:
        raise UnsafeSettings("; ".join(problems))


def _production_problems(settings: Settings) -> list[str]:
    checks = (
        (len(settings.secret_key) < 32, "SECRET_KEY needs at least 32 random characters"),
        (not settings.base_url.startswith("https://"), "IEUM_BASE_URL must start with https://"),
        (settings.database_url.startswith("sqlite"), "DATABASE_URL must name a PostgreSQL database"),
        (settings.mail_url.startswith("file:"), "IEUM_MAIL_URL must name an SMTP server (smtp:// or smtps://)"),
    )
    return [problem for failed, problem in checks if failed]
