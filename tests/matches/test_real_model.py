"""The whole way with the real models: text in, explained list out."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core import clock
from app.matches.models import Mode
from app.matches.queries.cards import cards_for
from app.matches.queries.lists import list_for_brief
from app.matches.queries.runs import replay
from app.matches.service import keep_list
from app.talents.models import ProfileSkill, Project
from tests.factories import make_brief, make_profile
from tests.factories.matches import read_everything

TALKS = {
    "결함검출": "카메라 사진으로 표면의 찍힘과 크랙을 찾는 모형을 만들어 과검률을 3%로 낮췄습니다.",
    "음성인식": "상담 녹음을 글로 바꾸고 말한 사람을 나누었습니다.",
    "추천": "쇼핑몰 구매 기록으로 손님에게 상품을 골라 주었습니다.",
}


@pytest.mark.model
def test_a_press_shop_finds_the_person_who_inspects_surfaces(app, world):
    house = app.extensions["ieum"]
    if not Path(house.settings.model).is_dir():
        pytest.skip("the model has not been built: ./scripts/demo builds it")
    brief = make_brief(
        world,
        title="브래킷 표면 흠 자동 검사",
        problem="프레스 부품 표면의 버와 찍힘을 눈으로 찾다가 놓칩니다.",
        essentials=("금속 부품 사진에서 작은 흠을 찾아 본 경험",),
    )
    people = {
        name: make_profile(
            world,
            headline=name,
            summary=text,
            projects=[Project(title=name, text=text)],
            skills=[ProfileSkill(name=name, level=3)],
        )
        for name, text in TALKS.items()
    }
    world.commit()
    read_everything(house.database, house.settings)
    listing = list_for_brief(world, brief, house.settings, clock.today())
    assert listing.run.mode is Mode.FULL
    assert listing.run.order[0] == f"profile:{people['결함검출'].id}"
    best = cards_for(world, listing, listing.run.order[:1])[0]
    assert any(line["quote"] and line["quote"] in TALKS["결함검출"] for line in best.requirements)
    assert replay(world, keep_list(world, listing)).is_same
