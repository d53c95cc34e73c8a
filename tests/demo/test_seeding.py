"""Making the demo world: in an empty database only, whole or not at all, and not twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from app.accounts.models import User
from app.briefs.models import Brief
from app.core.errors import Forbidden
from app.core.history import History
from app.demo.rules.texts import Texts
from app.demo.service import seed_demo
from tests.factories import make_talent


class KilledError(Exception):
    """What a test does to a seeding under way."""


def quiet(_line: str) -> None:
    pass


def count_of(house: Any, table: type[Any]) -> int:
    with house.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_small_world_comes_as_far_as_its_texts_wish_and_is_made_once(house: Any, small: Texts):
    assert seed_demo(house, texts=small, say=quiet)
    with house.database.reading() as session:
        found = {brief.title: str(brief.state) for brief in session.scalars(sa.select(Brief)).unique()}
    assert found == {
        "출장 검진 종이 문진표 입력 줄이기": "awarded",
        "생협 채소 품목의 주간 주문량 미리 보기": "awarded",
        "발길이 뜸해진 조합원 알아보기": "submitted",
        "Spotting the same skin complaint across five brands": "changes_requested",
        "비슷한 단추와 끈을 찾아 권하기": "published",
    }
    before = count_of(house, History)
    assert not seed_demo(house, texts=small, say=quiet)
    assert count_of(house, History) == before


def test_a_world_that_was_interrupted_left_nothing_and_can_be_made_again(house: Any, small: Texts):
    def fall_over(line: str) -> None:
        if "50%" in line:
            raise KilledError(line)

    with pytest.raises(KilledError):
        seed_demo(house, texts=small, say=fall_over)
    assert count_of(house, User) == 0
    assert seed_demo(house, texts=small, say=quiet)


def test_real_people_are_never_joined_by_invented_ones(house: Any, small: Texts):
    with house.database.writing.begin() as session:
        make_talent(session)
    with pytest.raises(Forbidden):
        seed_demo(house, texts=small, say=quiet)
    assert count_of(house, User) == 1


def test_production_has_no_demo_world(house: Any, small: Texts):
    house.settings = replace(house.settings, environment="production")
    with pytest.raises(Forbidden):
        seed_demo(house, texts=small, say=quiet)
    assert count_of(house, User) == 0
