"""What people say of their gender and age is out of the matcher's reach: in the code, and in what it asks the database."""

from __future__ import annotations

import ast
from pathlib import Path

import sqlalchemy as sa

from app.core import clock
from app.fairness.service import declare_group, withdraw_group
from app.matches.queries.lists import list_for_brief, list_for_profile
from tests.factories import make_brief, make_profile, make_talent
from tests.factories.matches import read_everything

ROOT = Path(__file__).parent.parent.parent
UPSTREAM = ("matching", "app/core", "app/talents", "app/briefs", "app/matches", "app/invitations", "app/proposals")


def names_in(path: Path) -> set[str]:
    """Every module imported and every word of a string in a file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= set(node.value.replace('"', " ").split())
    return found


def test_nothing_that_makes_or_answers_lists_names_the_feature_or_its_table():
    telling = [
        path
        for folder in UPSTREAM
        for path in (ROOT / folder).rglob("*.py")
        if any(name == "declared_group" or name.startswith("app.fairness") for name in names_in(path))
    ]
    assert telling == []


def test_making_and_replaying_lists_never_reads_the_table_and_the_same_list_stands_with_and_without_it(app, world):
    house, talent = app.extensions["ieum"], make_talent(world)
    profile, brief = make_profile(world, talent), make_brief(world)
    world.commit()
    read_everything(house.database, house.settings)
    asked: list[str] = []
    sa.event.listen(house.database.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    def digests() -> tuple[str, str]:
        day = clock.today()
        return (
            list_for_brief(world, brief, house.settings, day).run.inputs_digest,
            list_for_profile(world, profile, house.settings, day).run.inputs_digest,
        )

    before = digests()
    declare_group(world, talent, profile, gender="woman", age_band="from_50")
    world.commit()
    asked.clear()
    assert digests() == before
    read_everything(house.database, house.settings)
    assert asked
    assert not [statement for statement in asked if "declared_group" in statement]
    withdraw_group(world, talent, profile)
