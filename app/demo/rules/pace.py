"""When people of the demo get round to things: in working hours, after what went before, and never after today."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from app.core import clock

OPENS, CLOSES = 9, 18


class Pace:
    """The pace of one story: varied from story to story, the same whenever the same world is made."""

    def __init__(self, key: str, now: datetime) -> None:
        self._random = Random(key)  # noqa: S311  (variety, not secrets)
        self._now = now

    def on(self, day: date, *, at_weekends: bool = False) -> datetime:
        """Some time that day, or on the next business day; what would come after today was done as late as it could be."""
        while not _works_on(day, at_weekends):
            day += timedelta(days=1)
        minute = self._random.randrange(OPENS * 60, CLOSES * 60)
        moment = datetime.combine(day, time(minute // 60, minute % 60, self._random.randrange(60)), clock.KST)
        while moment > self._now or not _works_on(moment.date(), at_weekends):
            moment -= timedelta(days=1)
        soonest = clock.now() + timedelta(minutes=self._random.randrange(5, 40))
        return min(max(moment, soonest), self._now)

    def after(self, days: int, *, at_weekends: bool = False) -> datetime:
        """Some time that many days on."""
        return self.on(clock.today() + timedelta(days=days), at_weekends=at_weekends)

    def one_of(self, *choices: str) -> str:
        return self._random.choice(choices)

    def some(self, low: int, high: int) -> int:
        """A number from low to high."""
        return self._random.randint(low, high)


def _works_on(day: date, at_weekends: bool) -> bool:
    return at_weekends or clock.is_business_day(day)
