"""What talents do with their own lists is joined to the list that led to it, and measured on; the fit does not learn from it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.contracts.models import Contract
from app.core import clock
from app.core.db import Database
from app.invitations.service import accept_invitation, invite
from app.learning.queries.happenings import happenings, sightings
from app.learning.queries.histories import seen_lists
from app.learning.queries.talents import lists_of_talents, places_by_run
from app.learning.service import fit_weights
from app.matches.models import Glance, Impression, MatchDocument, MatchRun, Side, WeightsVersion
from app.matches.queries.index import open_newest
from app.outcomes.models import Outcome
from app.outcomes.workflow import OutcomeState
from app.proposals.models import Proposal
from app.proposals.service import open_proposal, select, withdraw_proposal
from app.settings import Settings
from app.talents.models import Profile
from matching.learning.histories import Grade, SeenList, scores_of
from matching.weights import DEFAULT_WEIGHTS
from tests.factories import make_brief, make_client, make_office
from tests.factories.learning import TOPICS, look, look_at_briefs, make_history, make_speaker, open_brief
from tests.factories.matches import read_everything
from tests.factories.proposals import make_proposal
from tests.factories.racing import race

BEGINNING = datetime.fromisoformat("2020-01-01T00:00:00+00:00")


@pytest.fixture
def market(session: Session, database: Database, settings: Settings):
    """A firm with four briefs, and a talent made for the first."""
    client = make_client(session)
    briefs = [make_brief(session, client, essentials=(topic,)) for topic in TOPICS]
    profile = make_speaker(session, TOPICS[0])
    session.commit()
    read_everything(database, settings)
    return client, briefs, profile


def after(minutes: int):
    return clock.at(clock.now() + timedelta(minutes=minutes))


def grades_of(session: Session, run, brief) -> list[Grade]:
    """What came of this brief from this list; nothing where the list did not lead to it."""
    return [place.grade for place in places_by_run(session).get(run.id, ()) if place.brief_id == brief.id]


def measured(session: Session, settings: Settings) -> list[SeenList]:
    words = open_newest(session, settings).retriever.words
    return lists_of_talents(session, words, after=BEGINNING, until=clock.now())


def test_every_step_of_a_talent_is_joined_to_the_list_and_the_place_that_led_to_it(session, settings, market):
    client, briefs, profile = market
    run = look_at_briefs(session, profile, settings)
    with after(1):
        open_brief(session, profile, run, briefs[0])
    with after(2):
        proposal = make_proposal(session, briefs[0], profile)
    with after(3):
        open_proposal(session, client, proposal)
        select(session, client, proposal)
    with after(4):
        verify(session, proposal)
    steps = happenings(session, Side.TALENT)[briefs[0].id, profile.id]
    assert [step.grade for step in steps] == [Grade.OPENED, Grade.INVITED, Grade.SELECTED, Grade.VERIFIED]
    (place,) = [place for place in places_by_run(session)[run.id] if place.brief_id == briefs[0].id]
    assert place.grade is Grade.VERIFIED
    assert place.sighting.position == run.order.index(f"brief:{briefs[0].id}") + 1
    assert grades_of(session, run, briefs[1]) == [Grade.SEEN]


def verify(session: Session, proposal: Proposal) -> None:
    contract = Contract(
        number="C-1", proposal_id=proposal.id, brief_id=proposal.brief_id, profile_id=proposal.profile_id,
        organisation_id=proposal.brief.organisation_id, title="프레스", amount_won=1, hours_per_week=1,
        starts_on=clock.today(), ends_on=clock.today(),
    )  # fmt: skip
    session.add(contract)
    session.flush()
    outcome = Outcome(
        contract_id=contract.id, state=OutcomeState.VERIFIED, kpi_name="불량률", unit="%", better="lower",
        baseline=3, target=1, verified_at=clock.now(),
    )  # fmt: skip
    session.add(outcome)
    session.flush()


def test_of_two_openings_at_the_same_moment_one_is_kept(session, database, settings, market):
    _client, briefs, profile = market
    run_id = look_at_briefs(session, profile, settings).id
    session.commit()

    def opening(own: Session) -> None:
        open_brief(own, own.get_one(Profile, profile.id), own.get_one(MatchRun, run_id), briefs[0])

    assert race(database, opening, opening, opening) == [None, None, None]
    (kept,) = session.scalars(sa.select(Impression.items).where(Impression.glance == Glance.OPENED))
    assert kept[0][0] == f"brief:{briefs[0].id}"


def test_lists_seen_after_the_proposal_decide_nothing_and_what_follows_belongs_to_the_one_before(
    session, settings, market
):
    client, briefs, profile = market
    first = look_at_briefs(session, profile, settings)
    with after(5):
        proposal = make_proposal(session, briefs[0], profile)
    profile.availability_hours += 1
    with after(10):
        second = look_at_briefs(session, profile, settings)
    with after(15):
        open_proposal(session, client, proposal)
        select(session, client, proposal)
    assert first.id != second.id
    assert grades_of(session, first, briefs[0]) == [Grade.SELECTED]
    assert grades_of(session, second, briefs[0]) == []
    assert grades_of(session, second, briefs[1]) == [Grade.SEEN]


def test_what_a_talent_withdrew_is_not_there(session, settings, market):
    _client, briefs, profile = market
    run = look_at_briefs(session, profile, settings)
    with after(1):
        proposal = make_proposal(session, briefs[0], profile)
        assert grades_of(session, run, briefs[0]) == [Grade.INVITED]
        withdraw_proposal(session, profile.user.as_actor(), proposal, reason="일정이 바뀌었어요.")
        session.flush()
    assert grades_of(session, run, briefs[0]) == [Grade.SEEN]


def test_a_proposal_that_answers_an_invitation_came_from_the_firm_s_list(session, settings, market):
    client, briefs, profile = market
    run = look_at_briefs(session, profile, settings)
    with after(1):
        invitation = invite(session, client, briefs[0], profile)
        accept_invitation(session, profile.user.as_actor(), invitation)
        proposal = make_proposal(session, briefs[0], profile)
        open_proposal(session, client, proposal)
        select(session, client, proposal)
        verify(session, proposal)
    assert proposal.invitation_id == invitation.id
    assert grades_of(session, run, briefs[0]) == [Grade.SEEN]


def test_a_proposal_made_before_any_list_did_not_come_from_one(session, settings, market):
    _client, briefs, profile = market
    make_proposal(session, briefs[0], profile)
    with after(5):
        run = look_at_briefs(session, profile, settings)
    assert grades_of(session, run, briefs[0]) == []


def test_each_side_s_lists_are_its_own(session, settings, market):
    client, briefs, profile = market
    run = look_at_briefs(session, profile, settings)
    assert sightings(session) == {}
    look(session, client, briefs[0], settings)
    look(session, make_office(session), briefs[1], settings)
    assert set(sightings(session)) == {(briefs[0].id, profile.id)}
    assert {seen.run_id for found in sightings(session, Side.TALENT).values() for seen in found} == {run.id}


def test_the_measures_weigh_to_the_very_scores_the_talent_saw(session, settings, market):
    _client, briefs, profile = market
    run = look_at_briefs(session, profile, settings)
    open_brief(session, profile, run, briefs[0])
    (seen,) = measured(session, settings)
    shown = {place: run.ranked[place - 1]["score"] for place in range(1, len(run.order) + 1)}
    assert sorted(seen.positions) == [1, 2, 3, 4]
    assert scores_of(seen, DEFAULT_WEIGHTS) == pytest.approx([shown[place] for place in seen.positions], abs=1e-5)


def test_a_list_from_which_nothing_came_has_nothing_to_be_measured_by(session, settings, market):
    _client, _briefs, profile = market
    look_at_briefs(session, profile, settings)
    assert measured(session, settings) == []


@pytest.mark.parametrize("gone", ["talent", "brief"])
def test_who_has_been_erased_is_left_out(session, settings, market, gone: str):
    _client, briefs, profile = market
    open_brief(session, profile, look_at_briefs(session, profile, settings), briefs[0])
    owner = MatchDocument.profile_id == profile.id if gone == "talent" else MatchDocument.brief_id == briefs[1].id
    session.execute(sa.delete(MatchDocument).where(owner))
    assert [len(seen.grades) for seen in measured(session, settings)] == ([] if gone == "talent" else [3])


def test_a_candidate_is_measured_on_talents_later_lists_and_learnt_without_them(session, database, settings):
    """The same history before and after a talent opens whatever stands last: the weights are the same."""
    profile = make_speaker(session, TOPICS[0])
    briefs = make_history(session, database, settings)
    assert fit_weights(database, settings)["talents"] is None
    for days in (34, 25):
        with clock.at(clock.now() - timedelta(days=days)):
            run = look_at_briefs(session, profile, settings)
            last = next(brief for brief in briefs if run.order[-1] == f"brief:{brief.id}")
            open_brief(session, profile, run, last)
    session.commit()
    measured_there = fit_weights(database, settings)["talents"]
    assert (measured_there["measured_on"], measured_there["grades"]["opened"]) == (2, 2)
    assert measured_there["low"] <= measured_there["gain"] <= measured_there["high"]
    session.expire_all()
    fitted = {row.version: row.numbers for row in session.scalars(sa.select(WeightsVersion)) if row.numbers}
    assert {**fitted["fit-1"], "version": ""} == {**fitted["fit-2"], "version": ""}


def test_the_firms_lists_know_nothing_of_what_talents_saw(session, settings, market):
    _client, briefs, profile = market
    open_brief(session, profile, look_at_briefs(session, profile, settings), briefs[0])
    words = open_newest(session, settings).retriever.words
    assert seen_lists(session, words, until=clock.now()) == []
