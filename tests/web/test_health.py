"""The process says that it lives, and says what keeps it from being ready."""

from __future__ import annotations

from alembic import command
from alembic.config import Config


def _at_newest_migration(app) -> None:
    house = app.extensions["ieum"]
    with house.database.engine.connect() as connection:
        config = Config(str(house.root / "alembic.ini"))
        config.attributes["connection"] = connection
        command.stamp(config, "head")
        connection.commit()


def test_the_process_lives(browser):
    assert browser().get("/healthz").json == {"status": "ok"}


def test_a_database_without_migrations_is_not_ready(browser):
    answer = browser().get("/readyz")
    assert answer.status_code == 503
    assert answer.json["checks"]["migration"]["ok"] is False


def test_what_is_ready_says_so_and_names_its_checks(app, browser):
    _at_newest_migration(app)
    checks = browser().get("/readyz").json["checks"]
    assert checks["migration"]["ok"] is True
    assert checks["jobs"] == {"oldest_waiting_seconds": 0, "parked": 0}
