"""Every step a firm takes is joined to the list and the place that led to it, and becomes a history for the fit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.contracts.models import Contract
from app.core import clock
from app.core.db import Database
from app.invitations.service import invite
from app.learning.queries.happenings import Happening, happenings, led_by, sightings
from app.learning.queries.histories import furthest, seen_lists, standings_by_brief
from app.matches import service
from app.matches.models import Side, Verdict
from app.matches.queries.index import open_newest
from app.matches.queries.lists import list_for_brief
from app.outcomes.models import Outcome
from app.outcomes.workflow import OutcomeState
from app.proposals.service import select
from app.settings import Settings
from matching.learning.histories import Grade, scores_of
from matching.weights import DEFAULT_WEIGHTS
from tests.factories import make_brief, make_client, make_office
from tests.factories.learning import TOPICS, look, make_speaker, open_candidate
from tests.factories.matches import read_everything
from tests.factories.outcomes import make_completed
from tests.factories.proposals import make_reviewed


@pytest.fixture
def market(session: Session, database: Database, settings: Settings):
    client = make_client(session)
    brief = make_brief(session, client, essentials=(TOPICS[0],))
    talents = [make_speaker(session, TOPICS[n % 4]) for n in range(8)]
    session.commit()
    read_everything(database, settings)
    return client, brief, talents


def grades(session: Session, brief, talent) -> list[Grade]:
    return [step.grade for step in happenings(session).get((brief.id, talent.id), ())]


def later(minutes: int):
    return clock.at(clock.now() + timedelta(minutes=minutes))


def test_every_step_is_joined_to_the_list_and_the_place_that_led_to_it(session: Session, settings: Settings, market):
    client, brief, talents = market
    run = look(session, client, brief, settings)
    place = run.order.index(f"profile:{talents[4].id}") + 1
    with later(1):
        open_candidate(session, client, run, talents[4])
    with later(2):
        invite(session, client, brief, talents[4])
    with later(3):
        proposal = make_reviewed(session, client, brief, talents[4])
        select(session, client, proposal)
    seen = sightings(session)[brief.id, talents[4].id]
    steps = happenings(session)[brief.id, talents[4].id]
    assert [step.grade for step in steps] == [Grade.OPENED, Grade.INVITED, Grade.SELECTED]
    assert {(led_by(step, seen).run_id, led_by(step, seen).position) for step in steps} == {(run.id, place)}


def test_the_last_list_before_a_step_led_to_it(session: Session, settings: Settings, market):
    client, brief, talents = market
    first = look(session, client, brief, settings)
    brief.budget_won += 1_000_000
    with later(10):
        second = look(session, client, brief, settings)
    with later(20):
        brief.budget_won += 1_000_000
        third = look(session, client, brief, settings)
    seen = sightings(session)[brief.id, talents[0].id]
    assert [sighting.run_id for sighting in seen] == [first.id, second.id, third.id]
    with later(15):
        assert led_by(Happening(Grade.INVITED, clock.now()), seen).run_id == second.id
    assert led_by(Happening(Grade.INVITED, clock.now() - timedelta(days=1)), seen) is None


@pytest.mark.parametrize(
    ("side", "steps"),
    [
        (Side.CLIENT, [Grade.SELECTED, Grade.COMPLETED]),
        (Side.TALENT, [Grade.INVITED, Grade.SELECTED, Grade.COMPLETED]),  # a talent proposes where a firm invites
    ],
)
def test_a_contract_brought_to_its_end_is_there_on_both_sides(session: Session, side: Side, steps: list[Grade]):
    contract = make_completed(session)
    found = happenings(session, side)[contract.brief_id, contract.profile_id]
    assert [step.grade for step in found] == steps


def test_a_completed_contract_and_its_verified_outcome_count_and_a_revoked_one_falls_back(session, settings, market):
    client, brief, talents = market
    look(session, client, brief, settings)
    proposal = make_reviewed(session, client, brief, talents[1])
    select(session, client, proposal)
    outcome = a_verified_outcome(session, proposal)
    assert grades(session, brief, talents[1]) == [Grade.SELECTED, Grade.VERIFIED]
    assert standing_of(session, brief, talents[1]).grade is Grade.VERIFIED
    session.delete(outcome)
    session.flush()
    assert standing_of(session, brief, talents[1]).grade is Grade.SELECTED


def a_verified_outcome(session: Session, proposal) -> Outcome:
    contract = Contract(
        number="C-1", proposal_id=proposal.id, brief_id=proposal.brief_id, profile_id=proposal.profile_id,
        organisation_id=proposal.brief.organisation_id, title="프레스", amount_won=1, hours_per_week=1,
        starts_on=clock.today(), ends_on=clock.today(),
    )  # fmt: skip
    session.add(contract)
    session.flush()
    outcome = Outcome(
        contract_id=contract.id, state=OutcomeState.VERIFIED, kpi_name="불량률", unit="%", better="lower",
        baseline=3, target=1, verified_at=clock.now() + timedelta(minutes=9),
    )  # fmt: skip
    session.add(outcome)
    session.flush()
    return outcome


def standing_of(session: Session, brief, talent):
    _at, standings = standings_by_brief(session)[brief.id]
    return next(standing for standing in standings if standing.profile_id == talent.id)


def test_a_hidden_candidate_counts_against_until_the_word_is_taken_back(session, settings, market):
    client, brief, talents = market
    run = look(session, client, brief, settings)
    service.judge(session, client, brief, talents[2], verdict=Verdict.HIDE, reason="다른 일이에요.", run=run)
    assert standing_of(session, brief, talents[2]).grade is Grade.HIDDEN
    service.undo_judgement(session, client, brief, talents[2].id)
    session.flush()
    assert standing_of(session, brief, talents[2]).grade is Grade.SEEN


@pytest.mark.parametrize(
    ("steps", "grade"),
    [
        ([], Grade.SEEN),
        ([Grade.OPENED, Grade.HIDDEN], Grade.HIDDEN),
        ([Grade.HIDDEN, Grade.INVITED], Grade.INVITED),
        ([Grade.OPENED, Grade.INVITED, Grade.SELECTED, Grade.COMPLETED, Grade.VERIFIED], Grade.VERIFIED),
    ],
)
def test_the_furthest_step_counts(steps: list[Grade], grade: Grade):
    assert furthest(steps) is grade


def test_what_the_office_looks_at_teaches_nothing(session: Session, settings: Settings, market):
    _client, brief, _talents = market
    look(session, make_office(session), brief, settings)
    assert sightings(session) == {}


def test_a_list_in_plain_order_teaches_nothing(session: Session, settings: Settings, market):
    client, brief, talents = market
    run = service.keep_list(session, list_for_brief(session, brief, settings, clock.today(), plain=True))
    service.note_shown(session, client, run, page=1, items=[(f"profile:{talents[0].id}", 1)])
    assert sightings(session) == {}


def test_whom_the_firm_invited_before_it_ever_saw_a_list_did_not_come_from_the_list(session, settings, market):
    client, brief, talents = market
    invite(session, client, brief, talents[0])
    with later(5):
        look(session, client, brief, settings)
    assert standing_of(session, brief, talents[0]).grade is Grade.SEEN


def test_the_second_page_goes_on_counting(session: Session, settings: Settings, market):
    client, brief, talents = market
    run = look(session, client, brief, settings)
    service.note_shown(session, client, run, page=2, items=[(f"profile:{talents[0].id}", 21)])
    assert sightings(session)[brief.id, talents[0].id][-1].position == 21


def test_a_list_becomes_measures_places_and_steps(session: Session, settings: Settings, market):
    client, brief, talents = market
    run = look(session, client, brief, settings)
    invite(session, client, brief, talents[0])
    (seen,) = seen_lists(session, open_newest(session, settings).retriever.words, until=clock.now())
    assert seen.measures.shape == (8, 4)
    assert sorted(seen.positions) == list(range(1, 9))
    assert seen.outcomes == 1
    lines = {line["key"]: line for line in run.ranked}
    assert sorted(seen.talent) == sorted(line["talent"] for line in lines.values())


def test_the_measures_weigh_to_the_very_scores_that_were_shown(session: Session, settings: Settings, market):
    client, brief, _talents = market
    run = look(session, client, brief, settings)
    (seen,) = seen_lists(session, open_newest(session, settings).retriever.words, until=clock.now())
    by_position = [run.by_score.index(run.order[position - 1]) for position in seen.positions]
    shown = [run.ranked[place]["score"] for place in by_position]
    assert scores_of(seen, DEFAULT_WEIGHTS) == pytest.approx(shown, abs=1e-5)


def test_a_young_list_waits(session: Session, settings: Settings, market):
    client, brief, _talents = market
    look(session, client, brief, settings)
    words = open_newest(session, settings).retriever.words
    assert seen_lists(session, words, until=clock.now() - timedelta(days=14)) == []
