"""All settings, read once from the environment; values that are unsafe in production are refused at start."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

ENVIRONMENTS = ("development", "demo", "test", "production")
INDEXES = ("faiss", "pgvector", "qdrant")
CONSISTENCIES = ("one", "majority", "quorum", "all")


class UnsafeSettings(RuntimeError):
    """The environment asks for something we will not run with; the message says what to set."""


@dataclass(frozen=True)
class QdrantSettings:
    """How Qdrant is reached and how it spreads what it keeps; read only where IEUM_INDEX is qdrant."""

    url: str = ""
    api_key: str = ""
    collection: str = "ieum"
    shards: int = 1
    replicas: int = 1
    write_consistency: int = 1  # replicas that must have a write before it counts
    consistency: str = "one"  # replicas that must agree on an answer
    timeout: int = 2  # seconds a page waits
    retries: int = 1
    exact: bool = False

    @property
    def read_consistency(self) -> str | None:
        return None if self.consistency == "one" else self.consistency


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
    qdrant: QdrantSettings = QdrantSettings()
    index_also: str = ""

    @property
    def indexes(self) -> tuple[Settings, ...]:
        """Once for each engine that is kept written: the one that answers, and the one we are moving to."""
        return (self, replace(self, index=self.index_also)) if self.index_also else (self,)

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
        qdrant=_read_qdrant(env),
        index_also=env.get("IEUM_INDEX_ALSO") or "",
    )
    _check(settings)
    if not settings.secret_key:  # development only: signs people out at every start, which is the point
        settings = Settings(**{**settings.__dict__, "secret_key": secrets.token_hex(32)})
    return settings


def _read_qdrant(env: Mapping[str, str]) -> QdrantSettings:
    names = ("shards", "replicas", "write_consistency", "timeout", "retries")
    numbers = {name: env[f"IEUM_QDRANT_{name.upper()}"] for name in names if env.get(f"IEUM_QDRANT_{name.upper()}")}
    if wrong := [f"IEUM_QDRANT_{name.upper()}" for name, text in numbers.items() if not text.isdecimal()]:
        raise UnsafeSettings(f"{', '.join(wrong)} must be whole numbers")
    return QdrantSettings(
        url=(env.get("IEUM_QDRANT_URL") or "").rstrip("/"),
        api_key=env.get("IEUM_QDRANT_API_KEY") or "",
        collection=env.get("IEUM_QDRANT_COLLECTION") or "ieum",
        consistency=env.get("IEUM_QDRANT_CONSISTENCY") or "one",
        exact=env.get("IEUM_QDRANT_EXACT") == "on",
        **{name: int(text) for name, text in numbers.items()},
    )


def _check(settings: Settings) -> None:
    problems = []
    if settings.environment not in ENVIRONMENTS:
        problems.append(f"IEUM_ENV must be one of {', '.join(ENVIRONMENTS)}")
    for one in settings.indexes:
        problems += _index_problems(one)
    if settings.is_production:
        problems += _production_problems(settings)
    if problems:
        raise UnsafeSettings("; ".join(problems))


def _index_problems(settings: Settings) -> list[str]:
    if settings.index not in INDEXES:
        return [f"IEUM_INDEX (and IEUM_INDEX_ALSO) must be one of {', '.join(INDEXES)}"]
    if settings.index == "pgvector" and settings.database_url.startswith("sqlite"):
        return ["IEUM_INDEX=pgvector needs a DATABASE_URL that names a PostgreSQL database"]
    return _qdrant_problems(settings.qdrant) if settings.index == "qdrant" else []


def _qdrant_problems(qdrant: QdrantSettings) -> list[str]:
    checks = (
        (not qdrant.url.startswith(("http://", "https://")), "IEUM_INDEX=qdrant needs IEUM_QDRANT_URL (https://…)"),
        (bool(qdrant.api_key) and not qdrant.url.startswith("https://"), "IEUM_QDRANT_API_KEY goes over https:// only"),
        (qdrant.consistency not in CONSISTENCIES, f"IEUM_QDRANT_CONSISTENCY must be one of {', '.join(CONSISTENCIES)}"),
        (
            min(qdrant.shards, qdrant.replicas, qdrant.timeout) < 1,
            "IEUM_QDRANT_* must be at least 1, retries at least 0",
        ),
        (
            not 1 <= qdrant.write_consistency <= qdrant.replicas,
            "IEUM_QDRANT_WRITE_CONSISTENCY must be between 1 and IEUM_QDRANT_REPLICAS",
        ),
        (find_spec("qdrant_client") is None, "IEUM_INDEX=qdrant needs: pip install -r requirements-qdrant.txt"),
    )
    return [problem for failed, problem in checks if failed]


def _production_problems(settings: Settings) -> list[str]:
    checks = (
        (len(settings.secret_key) < 32, "SECRET_KEY needs at least 32 random characters"),
        (not settings.base_url.startswith("https://"), "IEUM_BASE_URL must start with https://"),
        (settings.database_url.startswith("sqlite"), "DATABASE_URL must name a PostgreSQL database"),
        (settings.mail_url.startswith("file:"), "IEUM_MAIL_URL must name an SMTP server (smtp:// or smtps://)"),
    )
    return [problem for failed, problem in checks if failed]
