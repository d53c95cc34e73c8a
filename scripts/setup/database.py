"""Looks into and empties the database in DATABASE_URL for the demo; runs inside .venv, where SQLAlchemy is."""

import os
import sys
from pathlib import Path

import sqlalchemy as sa

from app.core.db import normalise_url


def refuse_used(url: sa.URL) -> None:
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return  # looking would make it
    tables = sa.inspect(sa.create_engine(url)).get_table_names()
    if tables:
        sys.exit(f"{url.render_as_string()}: {len(tables)} tables that the demo did not make")


def empty(url: sa.URL) -> None:
    if url.get_backend_name() == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(f"{url.database}{ending}").unlink(missing_ok=True)
        return
    with sa.create_engine(url).begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))


def main(what: str) -> None:
    url = sa.make_url(normalise_url(os.environ["DATABASE_URL"]))
    try:
        {"refuse-used": refuse_used, "empty": empty}[what](url)
    except sa.exc.OperationalError as refused:
        sys.exit(f"{url.render_as_string()}: {refused.orig}")


if __name__ == "__main__":
    main(sys.argv[1])
