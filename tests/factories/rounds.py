"""Rounds for tests: a small market that has been read, and rounds driven by the services and the worker's own code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.core.actors import Actor
from app.core.db import Database
from app.rounds import service
from app.rounds.models import AssignmentRound, Recommendation
from app.settings import Settings
from app.talents.models import Profile, ProfileSkill, Project
from tests.factories import make_brief, make_client, make_office, make_profile
from tests.factories.matches import read_everything

PRESS = "프레스 하중 센서 자료로 이상 탐지를 해 본 경험"
WORDS = "고객 문의 글을 분류해 본 경험"


def make_round(session: Session, office: Actor, briefs: Sequence[Brief], **facts: Any) -> AssignmentRound:
    return service.draft_round(
        session, office, title="11월 4주 라운드", brief_ids=[brief.id for brief in briefs], **facts
    )


def a_pressman(session: Session, **facts: Any) -> Profile:
    text = "프레스 하중 센서 자료로 이상 탐지를 했어요."
    return _profile(session, "센서로 이상을 찾아요", text, "프레스 이상 탐지", **facts)


def a_reader(session: Session, **facts: Any) -> Profile:
    text = "고객 문의 글을 분류하는 모형을 만들었어요."
    return _profile(session, "글을 나누어요", text, "문의 글 분류", **facts)


def _profile(session: Session, headline: str, text: str, title: str, **facts: Any) -> Profile:
    parts = {"projects": [Project(title=title, text=text)], "skills": [ProfileSkill(name=title, level=3)]}
    return make_profile(session, **{"headline": headline, "summary": text, **parts, **facts})


@dataclass
class Office:
    """Two people of the office, a firm with two briefs, and the talents around them."""

    database: Database
    settings: Settings
    asker: Actor
    second: Actor
    client: Actor
    press_id: int
    words_id: int
    pressman_id: int
    reader_id: int
    round_id: int = 0

    @contextmanager
    def at_work(self) -> Iterator[tuple[Session, AssignmentRound]]:
        """One transaction, with the round as it is."""
        with self.database.writing.begin() as session:
            yield session, session.get_one(AssignmentRound, self.round_id)

    def begin(self, **facts: Any) -> None:
        with self.database.writing.begin() as session:
            briefs = [session.get_one(Brief, self.press_id), session.get_one(Brief, self.words_id)]
            self.round_id = make_round(session, self.asker, briefs, **facts).id

    def solve(self) -> None:
        with self.at_work() as (session, round_):
            service.ask_for_solution(session, self.asker, round_)
            payload = {"round_id": round_.id, "attempt": round_.attempt}
        service.solve_round(self.database, self.settings, payload)

    def confirm(self) -> None:
        with self.at_work() as (session, round_):
            service.confirm_round(session, self.second, round_, solution_id=round_.solution.id)

    def send(self) -> None:
        service.send_round(self.database, {"round_id": self.round_id})

    def pairs(self) -> list[tuple[int, int]]:
        """What the last solution assigned."""
        with self.at_work() as (_session, round_):
            return round_.solution.assigned

    def recommended(self) -> list[Recommendation]:
        with self.database.reading() as session:
            return list(session.query(Recommendation).order_by(Recommendation.brief_id))


def make_world(database: Database, settings: Settings) -> Office:
    """Two briefs and two talents, each made for one of the briefs, read and indexed."""
    with database.writing.begin() as session:
        client = make_client(session)
        press = make_brief(session, client, title="프레스 이상 탐지", problem=PRESS, essentials=(PRESS,))
        words = make_brief(session, client, title="고객 문의 분류", problem=WORDS, essentials=(WORDS,))
        office = Office(
            database,
            settings,
            make_office(session),
            make_office(session),
            client,
            press.id,
            words.id,
            a_pressman(session).id,
            a_reader(session).id,
        )
    read_everything(database, settings)
    return office
