"""A demo keeps to its own folder and database, and starts over from any state without touching anything else."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from scripts.setup import home as home_module
from scripts.setup.console import Failed
from scripts.setup.database import empty, main
from scripts.setup.home import DemoHome


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DemoHome:
    """A demo in a folder of this test's, its database commands run in this process."""
    monkeypatch.setattr(home_module, "DEMO", tmp_path / "demo")
    monkeypatch.setattr(
        home_module, "run", lambda _name, command, _then, env: _look_into(command[-1], env, monkeypatch)
    )
    made = DemoHome.of("")
    made.folder.mkdir()
    return made


def _look_into(what: str, env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", env["DATABASE_URL"])
    main(what)


def fill(url: str, table: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE {table} (id INTEGER)")
    engine.dispose()


def tables(url: str) -> list[str]:
    engine = sa.create_engine(url)
    names = sa.inspect(engine).get_table_names()
    engine.dispose()
    return names


def test_half_made_demo_data_is_made_again(home: DemoHome) -> None:
    home.begin(home.settings(8000))
    fill(home.database_url, "half")
    assert not home.is_made()
    home.begin(home.settings(8000))
    assert tables(home.database_url) == []
    home.finish()
    assert home.is_made()


def test_starting_over_removes_the_demos_files_and_its_database(home: DemoHome) -> None:
    home.begin(home.settings(8000))
    fill(home.database_url, "person")
    (home.folder / "index").mkdir()
    (home.folder / "index" / "vectors").touch()
    home.finish()
    home.start_over()
    assert not home.is_made()
    assert sorted(path.name for path in home.folder.iterdir()) == ["database"]


def test_a_database_that_the_demo_did_not_make_is_left_alone(home: DemoHome, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'mine.db'}"
    fill(url, "mine")
    theirs = DemoHome.of(url)
    theirs.folder.mkdir()
    theirs.start_over()
    with pytest.raises(SystemExit, match="1 tables that the demo did not make"):
        theirs.begin(theirs.settings(8000))
    assert tables(url) == ["mine"]


def test_each_database_has_a_folder_of_its_own(home: DemoHome) -> None:
    other = DemoHome.of("postgresql://name:password@localhost/ieum")
    assert other.folder != home.folder
    assert "password" not in str(other.folder)


def test_the_same_demo_does_not_start_twice(home: DemoHome) -> None:
    with home.held(), pytest.raises(Failed), home.held():
        pass


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(home: DemoHome) -> None:
    first, second = home.settings(8000)["SECRET_KEY"], home.settings(8001)["SECRET_KEY"]
    assert first == second
    assert len(first) == 64
    assert (home.folder / "secret").stat().st_mode & 0o077 == 0


def test_emptying_sqlite_takes_its_journal_along(tmp_path: Path) -> None:
    path = tmp_path / "ieum.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE person (id INTEGER)")
    empty(sa.make_url(f"sqlite:///{path}"))
    connection.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
def test_emptying_postgresql_leaves_no_table(postgres_database: str) -> None:
    fill(postgres_database, "person")
    empty(sa.make_url(postgres_database))
    assert tables(postgres_database) == []
