"""Who plays which part: the talent whose text fits a brief best, well or hardly, among those who have joined by then."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeAlias

import sqlalchemy as sa

from app.core import clock
from app.demo.rules.texts import Row
from app.demo.service.world import Talent, World
from app.talents.models import Profile
from app.talents.workflow import ProfileState

SIGN_INS = ("t001", "t002")  # they play what the texts give them by name, and nothing else

Distance: TypeAlias = Callable[[Talent, Row], tuple[Any, ...]]

_BY_STRENGTH: Mapping[str, int] = {"strong": 0, "middle": 1, "weak": 2, "keywords": 3}


def cast(world: World, brief: Row, part: str, *, name: str | None = None, taken: Collection[Talent] = ()) -> Talent:
    """A listed talent for a part ("best", "good" or "weak"), or the one named; nobody twice in one brief."""
    listed = set(world.session.scalars(sa.select(Profile.id).where(Profile.state == ProfileState.LISTED)))
    free = [one for one in world.talents if one not in taken and one.profile_id in listed]
    named = next((one for one in free if one.text["key"] == name), None)
    others = [one for one in free if one.text["key"] not in SIGN_INS] or free
    found = named or min(others, key=lambda one: (*_DISTANCES[part](one, brief), one.parts, one.text["key"]))
    found.parts += 1
    return found


def _best(one: Talent, brief: Row) -> tuple[Any, ...]:
    hours = one.text["availability_hours"] < brief["hours_per_week"]
    return _speaks_not(one, brief), _is_busy(one), _farness(one, brief) == 2, _strength(one), _is_far(one, brief), hours


def _good(one: Talent, brief: Row) -> tuple[Any, ...]:
    return _speaks_not(one, brief), _farness(one, brief) == 2, _strength(one) > 1, _is_far(one, brief)


def _weak(one: Talent, brief: Row) -> tuple[Any, ...]:
    return (_strength(one) < 2,)


_DISTANCES: Mapping[str, Distance] = {"best": _best, "good": _good, "weak": _weak}


def _strength(one: Talent) -> int:
    return _BY_STRENGTH[one.text["strength"]]


def _farness(one: Talent, brief: Row) -> int:
    """0 where this is the first kind of work they name, 1 where they name it, 2 where they do not."""
    kinds = one.text["task_types"]
    return min(kinds.index(brief["task_type"]), 1) if brief["task_type"] in kinds else 2


def _speaks_not(one: Talent, brief: Row) -> bool:
    return brief["lang"] not in one.text["languages"]


def _is_far(one: Talent, brief: Row) -> bool:
    return brief["remote"] != "any" and brief["region_code"] not in one.text["regions"]


def _is_busy(one: Talent) -> bool:
    return one.busy_until > clock.today()
