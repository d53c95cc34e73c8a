"""People's words above the score: with a reason, logged, undone; and no other table is ever written."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import Forbidden, Invalid
from app.matches import service
from app.matches.models import Exclusion, Judgement, MatchRun, Mode, Side, Verdict
from app.matches.queries.judged import arranged, judgements_of
from tests.factories import make_brief, make_client, make_office, make_profile


def a_run(session: Session, brief) -> MatchRun:
    run = MatchRun(
        side=Side.CLIENT, brief_id=brief.id, mode=Mode.FULL, as_of=clock.today(), model_hash="fake-1",
        inputs_digest="digest", inputs={}, ranked=[], rest=[], excluded={},
    )  # fmt: skip
    session.add(run)
    session.flush()
    return run


def judge(session: Session, client, brief, profile, verdict: Verdict, reason: str = "함께 일해 봤어요."):
    run = session.scalars(sa.select(MatchRun)).first() or a_run(session, brief)
    return service.judge(session, client, brief, profile, verdict=verdict, reason=reason, run=run)


def test_a_word_is_logged_with_who_when_why_and_which_model(session: Session):
    client = make_client(session)
    brief, profile = make_brief(session, client), make_profile(session)
    row = judge(session, client, brief, profile, Verdict.PIN)
    assert (row.user_id, row.reason, row.model_hash, row.verdict) == (
        client.user_id,
        "함께 일해 봤어요.",
        "fake-1",
        Verdict.PIN,
    )
    assert row.at <= clock.now()


def test_pinned_stand_first_ignored_and_hidden_last_and_nobody_is_lost(session: Session):
    client = make_client(session)
    brief, profiles = make_brief(session, client), [make_profile(session) for _n in range(5)]
    order = [f"profile:{profile.id}" for profile in profiles]
    for profile, verdict in zip(profiles, (Verdict.HIDE, Verdict.IGNORE), strict=False):
        judge(session, client, brief, profile, verdict)
    judge(session, client, brief, profiles[4], Verdict.PIN)
    found = arranged(order, judgements_of(session, brief))
    assert found == [order[4], order[2], order[3], order[1], order[0]]


def test_a_later_word_replaces_the_earlier_and_can_be_undone(session: Session):
    client = make_client(session)
    brief, profile = make_brief(session, client), make_profile(session)
    judge(session, client, brief, profile, Verdict.PIN)
    judge(session, client, brief, profile, Verdict.HIDE)
    assert judgements_of(session, brief)[f"profile:{profile.id}"].verdict is Verdict.HIDE
    service.undo_judgement(session, client, brief, profile.id)
    service.undo_judgement(session, client, brief, profile.id)
    assert judgements_of(session, brief) == {}
    assert session.scalar(sa.select(sa.func.count()).select_from(Judgement)) == 2


def test_a_word_needs_a_reason(session: Session):
    client = make_client(session)
    with pytest.raises(Invalid):
        judge(session, client, make_brief(session, client), make_profile(session), Verdict.PIN, reason="")


def test_only_the_firm_itself_may_judge(session: Session):
    brief, profile = make_brief(session), make_profile(session)
    for stranger in (make_client(session), make_office(session)):
        with pytest.raises(Forbidden):
            judge(session, stranger, brief, profile, Verdict.PIN)
        with pytest.raises(Forbidden):
            service.undo_judgement(session, stranger, brief, profile.id)


@pytest.mark.parametrize("table", [Judgement, Exclusion])
def test_the_database_keeps_one_standing_row_for_each_pair(session: Session, table):
    client = make_client(session)
    brief, profile = make_brief(session, client), make_profile(session)
    facts = {"verdict": Verdict.PIN, "user_id": client.user_id} if table is Judgement else {}
    session.add(table(brief_id=brief.id, profile_id=profile.id, reason="하나", **facts))
    session.flush()
    session.add(table(brief_id=brief.id, profile_id=profile.id, reason="둘", **facts))
    with pytest.raises(IntegrityError):
        session.flush()
