"""The demo world can be made on any day: in holidays, at weekends, at the turn of a year."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.briefs.models import Brief
from app.briefs.workflow import BriefState
from app.contracts.models import Contract
from app.core import clock
from app.core.history import History
from app.demo.service import seed_demo
from app.factory import create_app
from tests.conftest import settings_for

DAYS = ["2026-09-27", "2026-10-07", "2027-01-01", "2027-02-10", "2028-02-29"]


@pytest.mark.parametrize("day", DAYS)
def test_the_demo_world_can_be_made_on_any_day(day: str, sqlite_url: str, tmp_path: Path):
    house = create_app(settings_for(sqlite_url, tmp_path)).extensions["ieum"]
    now = datetime.fromisoformat(f"{day}T10:30:00+09:00")
    with clock.at(now):
        assert seed_demo(house, say=lambda _line: None)
    with house.database.reading() as session:
        assert set(session.scalars(sa.select(Brief.state))) == set(BriefState)
        assert Counter(map(str, session.scalars(sa.select(Contract.state))))["active"] == 3
        assert session.scalar(sa.select(sa.func.max(History.at))) <= now
    house.database.engine.dispose()
