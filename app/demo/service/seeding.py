"""Making the demo world: in an empty database, in one transaction, by what the services do and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.core import clock
from app.core.errors import Forbidden
from app.core.language import _
from app.demo import queries
from app.demo.rules.texts import Texts, read_texts
from app.demo.service.briefs import brief_story
from app.demo.service.firms import firm_story, open_office
from app.demo.service.talents import talent_story
from app.demo.service.telling import tell_of_late
from app.demo.service.world import World

ALLOWED = ("demo", "development", "test")
USUAL_SECONDS = 30


def seed_demo(house: Any, *, texts: Texts | None = None, say: Callable[[str], None] = print) -> bool:
    """Make the demo world unless it is there; whether it was made. Raises Forbidden among real people."""
    if house.settings.environment not in ALLOWED:
        raise Forbidden(_("시연 자료는 IEUM_ENV가 demo, development, test일 때만 만들 수 있어요."))
    texts = texts or read_texts()
    with house.database.writing.begin() as outer:
        if queries.is_seeded(outer, texts):
            return False
        if queries.has_people(outer):
            raise Forbidden(_("이미 사람이 있는 데이터베이스예요. 시연 자료는 빈 데이터베이스에만 만들 수 있어요."))
        say(f"demo world: fourteen months, usually {USUAL_SECONDS} seconds")
        world = World(house, outer.connection(), texts, clock.now(), say)
        _play(world)
    return True


def _play(world: World) -> None:
    with clock.at(clock.start_of_day(world.opened_on)):
        open_office(world)
        for talent in world.texts.talents:
            world.begin(talent_story(world, talent))
        for firm in world.texts.organisations:
            world.begin(firm_story(world, firm))
        for brief in world.texts.briefs:
            world.begin(brief_story(world, brief))
        world.session.commit()
    world.play()
    tell_of_late(world)
    world.session.close()
