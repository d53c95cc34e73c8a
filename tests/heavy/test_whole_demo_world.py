"""The whole demo world obeys what holds whatever happens, and shows every state there is."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts import service as accounts
from app.accounts.models import Organisation, User
from app.accounts.workflow import OrganisationState
from app.briefs.models import Brief
from app.briefs.workflow import BriefState
from app.contracts.models import Contract, Milestone, Payment
from app.contracts.workflow import ContractState, MilestoneState
from app.core import clock
from app.core.actors import Kind
from app.core.db import Base
from app.core.files import StoredFile
from app.core.history import History
from app.core.jobs import Job
from app.core.mail import SEND_JOB
from app.core.workflow import TELL_JOB
from app.demo import queries
from app.demo.rules.texts import read_texts
from app.demo.service import PASSWORD, seed_demo
from app.factory import create_app
from app.invitations.models import Invitation
from app.invitations.workflow import InvitationState
from app.notices.models import Notice
from app.outcomes.models import Outcome
from app.outcomes.workflow import OutcomeState
from app.proposals.models import Proposal
from app.proposals.workflow import ProposalState
from app.talents.models import Profile, ProfileSkill, SkillEvidence
from app.talents.workflow import EvidenceLevel, EvidenceState, ProfileState
from tests.conftest import settings_for

BEGUN_WITH_ANOTHER = {"milestone": "planned"}  # with its contract, whose history begins
SIGNED = (ContractState.SIGNED, ContractState.ACTIVE, ContractState.COMPLETED)


@pytest.fixture(scope="module")
def whole(_sqlite_tables: Path, tmp_path_factory) -> Iterator[Any]:
    """The whole demo world."""
    folder = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{shutil.copy(_sqlite_tables, folder / 'ieum.db')}"
    built = create_app(settings_for(url, folder)).extensions["ieum"]
    seed_demo(built, say=lambda _line: None)
    yield built
    built.database.engine.dispose()


@pytest.fixture
def reading(whole: Any) -> Iterator[Session]:
    with whole.database.reading() as opened:
        yield opened


def states_of(session: Session, table: Any) -> set[Any]:
    return set(session.scalars(sa.select(table.state).distinct()))


def histories(session: Session) -> dict[tuple[str, int], list[History]]:
    found: dict[tuple[str, int], list[History]] = defaultdict(list)
    for row in session.scalars(sa.select(History).order_by(History.id)):
        found[row.thing, row.thing_id].append(row)
    return found


def of_talent(session: Session, table: Any, email: str) -> list[Any]:
    query = sa.select(table).join(table.profile).join(Profile.user).where(User.email == email)
    return list(session.scalars(query))


# -- as large and as varied as promised ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "states"),
    [
        (Organisation, set(OrganisationState)),
        (Brief, set(BriefState)),
        (Invitation, set(InvitationState)),
        (Proposal, set(ProposalState)),
        (Contract, set(ContractState)),
        (Milestone, set(MilestoneState)),
        (Outcome, set(OutcomeState)),
        (SkillEvidence, set(EvidenceState)),
        (Profile, set(ProfileState) - {ProfileState.UNCLAIMED}),
    ],
    ids=lambda value: getattr(value, "__tablename__", ""),
)
def test_every_state_occurs(reading: Session, table: Any, states: set[Any]):
    assert states_of(reading, table) == states


def test_there_are_34_firms_110_talents_46_briefs_a_joint_one_and_two_of_the_office(reading: Session):
    counts = [reading.scalar(sa.select(sa.func.count()).select_from(table)) for table in (Organisation, Profile, Brief)]
    assert counts == [34, 110, 47]
    assert Counter(reading.scalars(sa.select(User.kind)))[Kind.OFFICE] == 2


def test_the_first_talent_has_a_verified_outcome_an_active_contract_and_an_open_invitation(reading: Session):
    email = "dohyun.park@post.example"
    assert {str(contract.state) for contract in of_talent(reading, Contract, email)} == {"completed", "active"}
    assert "sent" in {str(invitation.state) for invitation in of_talent(reading, Invitation, email)}
    proven = [
        skill.name
        for skill in of_talent(reading, ProfileSkill, email)
        if skill.evidence_level == EvidenceLevel.OUTCOME_VERIFIED
    ]
    assert proven


def test_the_second_talent_is_writing_a_proposal(reading: Session):
    assert "draft" in {str(proposal.state) for proposal in of_talent(reading, Proposal, "mai.tran@inbox.example")}


def test_the_first_firm_has_something_to_compare_and_something_to_inspect(reading: Session):
    firm = reading.scalars(sa.select(Organisation).where(Organisation.name == "가람정밀")).one()
    briefs = reading.scalars(sa.select(Brief).where(Brief.organisation_id == firm.id)).unique().all()
    assert sorted(str(brief.state) for brief in briefs) == ["awarded", "completed", "draft", "published"]
    waiting = sa.select(Milestone).join(Milestone.contract).where(Contract.organisation_id == firm.id)
    assert MilestoneState.SUBMITTED in {milestone.state for milestone in reading.scalars(waiting)}
    proposals = (
        sa.select(Proposal.state)
        .join(Proposal.brief)
        .where(Brief.organisation_id == firm.id, Brief.state == BriefState.PUBLISHED)
    )
    assert Counter(map(str, reading.scalars(proposals))) == {"shortlisted": 1, "under_review": 1, "submitted": 1}


def test_everybody_in_the_table_of_sign_ins_can_sign_in(reading: Session):
    people = queries.sign_ins(reading, read_texts())
    roles = [one.role.partition("  ")[2] for one in people]
    assert roles == ["client owner", "client member", "talent 1", "talent 2 (English)", "office"]
    for one in people:
        assert accounts.sign_in(reading, email=one.email, password=PASSWORD)
    reading.rollback()


def test_what_was_delivered_can_be_opened(reading: Session, whole: Any):
    files = reading.scalars(sa.select(StoredFile)).all()
    assert files
    assert all(len(whole.files.get(file.sha256)) == file.size for file in files)


def test_nobody_waits_to_be_told_or_mailed_of_the_past(reading: Session):
    kinds = set(reading.scalars(sa.select(Job.kind)))
    assert kinds
    assert not kinds & {TELL_JOB, SEND_JOB}


def test_people_have_read_all_but_the_newest_notices(reading: Session):
    notices = reading.scalars(sa.select(Notice)).all()
    newest = max(notice.at for notice in notices)
    unread = [notice for notice in notices if notice.read_at is None]
    assert 0 < len(unread) < len(notices) / 2
    assert all((newest - notice.at).days <= 14 for notice in notices)


# -- whatever happens ---------------------------------------------------------------------------------------------


def test_a_slot_is_given_to_one_proposal(reading: Session):
    selected = sa.select(Proposal.brief_id, Proposal.slot).where(Proposal.state == ProposalState.SELECTED)
    assert set(Counter(reading.execute(selected).all()).values()) == {1}


def test_both_sides_signed_one_document(reading: Session):
    for contract in reading.scalars(sa.select(Contract).where(Contract.state.in_(SIGNED))):
        assert contract.is_signed_by_both
        assert contract.is_intact


def test_amounts_are_those_agreed_and_milestones_add_up_to_them(reading: Session):
    for contract in reading.scalars(sa.select(Contract)):
        assert contract.amount_won == contract.proposal.amount_won
        assert sum(milestone.amount_won for milestone in contract.milestones) == contract.amount_won


def test_each_history_leads_step_by_step_to_the_present_state(reading: Session, whole: Any):
    found = histories(reading)
    for name, (_workflow, table) in whole.workflows.items():
        for thing_id, state in reading.execute(sa.select(table.id, table.state)).all():
            rows = found[name, thing_id]
            first = BEGUN_WITH_ANOTHER.get(name)
            assert [row.from_state for row in rows] == [first, *(row.to_state for row in rows)][: len(rows)]
            assert (rows[-1].to_state if rows else first) == str(state)


def test_nothing_leaves_a_final_state(reading: Session, whole: Any):
    for (name, _thing_id), rows in histories(reading).items():
        finals = {str(state) for state in whole.workflows[name][0].finals}
        assert not [row for row in rows if row.from_state in finals and row.to_state != row.from_state]


def test_an_outcome_follows_the_end_of_its_contract(reading: Session):
    ended = {
        row.thing_id: row.at
        for row in reading.scalars(sa.select(History).where(History.thing == "contract", History.move == "complete"))
    }
    outcomes = reading.scalars(sa.select(Outcome)).all()
    assert sorted(outcome.contract_id for outcome in outcomes) == sorted(ended)
    assert all(outcome.created_at > ended[outcome.contract_id] for outcome in outcomes)


def test_the_clock_kept_korean_days(reading: Session):
    rows = reading.scalars(sa.select(History)).all()
    briefs = {brief.id: brief for brief in reading.scalars(sa.select(Brief)).unique()}
    contracts = {contract.id: contract for contract in reading.scalars(sa.select(Contract))}
    for row in rows:
        if row.move == "close_at_deadline":
            closes_at = briefs[row.thing_id].closes_at
            assert closes_at is not None
            assert 0 < (row.at - closes_at).total_seconds() <= 60
        if row.thing == "contract" and row.move == "start":
            assert clock.day_of(row.at) == contracts[row.thing_id].starts_on
    assert all(payment.paid_on == clock.day_of(payment.recorded_at) for payment in reading.scalars(sa.select(Payment)))


def test_history_is_written_as_it_happened_and_ends_today(reading: Session):
    moments = list(reading.scalars(sa.select(History.at).order_by(History.id)))
    assert moments == sorted(moments)
    assert 380 <= (moments[-1] - moments[0]).days <= 425
    assert moments[-1] <= clock.now()


def test_nothing_but_a_term_lies_in_the_future(reading: Session):
    terms = {"expires_at", "run_at"}
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if column.name.endswith("_at") or column.name == "at":
                latest = reading.scalar(sa.select(sa.func.max(column))) if column.name not in terms else None
                assert latest is None or latest <= clock.now(), column


def test_money_is_whole_won_and_never_negative(reading: Session):
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if column.name.endswith("_won"):
                assert all(
                    isinstance(won, int) and won >= 0
                    for won in reading.scalars(sa.select(column).where(column.is_not(None)))
                )
