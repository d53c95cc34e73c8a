"""The demo's own time: stories told by the day in one transaction, and at midnight the clock's real jobs.

The world is made whole or not at all. A killed run leaves nothing behind, so there is nothing to mend.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Any, TypeAlias

from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session, sessionmaker

from app.briefs.jobs import CLOSE_JOB
from app.briefs.models import Brief
from app.contracts.jobs import CLOCK_JOB as CONTRACTS_JOB
from app.core import clock
from app.core.actors import Actor
from app.core.db import Database
from app.demo.rules.pace import Pace
from app.demo.rules.plan import OPENED, WRITTEN, last_day
from app.demo.rules.texts import Row, Texts
from app.invitations.jobs import CLOCK_JOB as INVITATIONS_JOB
from app.outcomes.jobs import OPEN_JOB
from app.proposals.jobs import CLOCK_JOB as PROPOSALS_JOB
from app.talents.models import Profile

# A story acts, then says when it goes on.
Story: TypeAlias = Generator[datetime, None, None]

AT_MIDNIGHT = (CLOSE_JOB, INVITATIONS_JOB, PROPOSALS_JOB, CONTRACTS_JOB, OPEN_JOB)
SAID_TIMES = 8  # on the way


@dataclass(frozen=True)
class Firm:
    """A firm that has signed up: its owner decides and signs, a member (where there is one) writes."""

    organisation_id: int
    owner: Actor
    writer: Actor


@dataclass
class Talent:
    """A listed talent: what they have been asked to play so far, and until when a contract keeps them."""

    text: Row
    actor: Actor
    profile_id: int
    profile: Profile
    parts: int = 0
    busy_until: date = date.min


class WithinTransaction(Database):
    """The database as seen from inside one open transaction: who writes does so in a savepoint of it, who reads needs none."""

    def __init__(self, connection: Connection, outer: Database) -> None:
        self.engine, self.is_sqlite = outer.engine, outer.is_sqlite
        self.reading = sessionmaker(connection, expire_on_commit=False, join_transaction_mode="rollback_only")
        self.writing = sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")


@dataclass
class World:
    """Everybody and everything in the demo while it is being made."""

    house: Any
    connection: Connection
    texts: Texts
    now: datetime
    say: Callable[[str], None]
    office: list[Actor] = field(default_factory=list)
    firms: dict[str, Firm] = field(default_factory=dict)
    talents: list[Talent] = field(default_factory=list)
    submitted: dict[str, Brief] = field(default_factory=dict)  # those that another brief's story will ask to join

    def __post_init__(self) -> None:
        self.session = Session(self.connection, join_transaction_mode="create_savepoint")
        self.database = WithinTransaction(self.connection, self.house.database)
        self.today = clock.day_of(self.now)
        self.opened_on = self.today - timedelta(days=OPENED)
        self._stories: list[tuple[datetime, int, Story]] = []
        self._order = count()
        self._first_day = min(map(self.last_day, self.texts.briefs)) + timedelta(days=WRITTEN)
        self._midnight = clock.start_of_day(self._first_day)  # until there is a brief the clock has nothing to do
        self._started, self._said = time.monotonic(), 0

    @property
    def base_url(self) -> str:
        return str(self.house.settings.base_url)

    def pace(self, key: str) -> Pace:
        return Pace(key, self.now)

    def last_day(self, brief: Row) -> date:
        return last_day(brief, self.texts.deal_of(brief["key"]), self.today)

    def somebody_of_office(self, pace: Pace) -> Actor:
        return self.office[pace.some(0, len(self.office) - 1)]

    def begin(self, story: Story) -> None:
        """Let a story run from now on, beside the others."""
        moment = next(story, None)
        if moment is not None:
            heappush(self._stories, (moment, next(self._order), story))

    def play(self) -> None:
        """Go through the days up to now: whichever story is next, and the clock's jobs after each midnight."""
        while self._stories:
            moment, _order, story = heappop(self._stories)
            self._pass_midnights(moment)
            with clock.at(moment):
                self.begin(story)
                self.session.commit()
        self._pass_midnights(self.now)

    def _pass_midnights(self, until: datetime) -> None:
        while self._midnight + timedelta(days=1) <= until:
            self._midnight += timedelta(days=1)
            with clock.at(self._midnight):
                for kind in AT_MIDNIGHT:
                    self.house.handlers[kind](self.database, {})
            self._say_how_far(clock.day_of(self._midnight))

    def _say_how_far(self, day: date) -> None:
        done = (day - self._first_day) / (self.today - self._first_day)
        if int(done * SAID_TIMES) > self._said:
            self._said = int(done * SAID_TIMES)
            left = (time.monotonic() - self._started) / done * (1 - done)
            self.say(f"{day}: {done:.0%}, about {left:.0f} s left")
