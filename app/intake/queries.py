"""Reading intakes, and looking up what comparable work cost and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.models import Organisation
from app.briefs.models import Brief
from app.briefs.rules import without_firm
from app.briefs.workflow import PUBLIC, BriefState
from app.contracts.models import Contract
from app.contracts.workflow import ContractState
from app.core.actors import Actor
from app.core.errors import NotFound
from app.core.files import StoredFile
from app.intake.models import Intake
from app.intake.rules.kinds import kept_names
from app.intake.workflow import INTAKE, IntakeState
from app.outcomes.models import Outcome
from app.outcomes.workflow import OutcomeState
from app.scoping.rules import Comparable, Diagnosis, PastCase, Words, diagnose, stop_reasons

SIGNED = (ContractState.SIGNED, ContractState.ACTIVE, ContractState.COMPLETED)
ENDED = (BriefState.COMPLETED, BriefState.NO_SUITABLE, BriefState.WITHDRAWN, BriefState.CANCELLED)
DAYS_A_WEEK = 7


def get_intake(session: Session, actor: Actor, intake_id: int) -> Intake:
    """An intake this person may see. Raises NotFound for a missing, a discarded and another firm's one alike."""
    intake = session.get(Intake, intake_id)
    if intake is None or intake.state is IntakeState.DISCARDED or not INTAKE.sees(actor, intake):
        raise NotFound()
    return intake


def find_intake_of(session: Session, brief: Brief) -> Intake | None:
    """The intake a brief was made of; None where it was written without one."""
    return session.scalar(sa.select(Intake).where(Intake.brief_id == brief.id))


def unfinished(session: Session, client: Actor) -> Sequence[Intake]:
    """What this person's firm began and has not yet made a brief of, the latest first."""
    query = sa.select(Intake).where(Intake.organisation_id == client.organisation_id, Intake.state == IntakeState.OPEN)
    return session.scalars(query.order_by(Intake.edited_at.desc(), Intake.id.desc())).all()


def get_sample(session: Session, actor: Actor, intake_id: int) -> StoredFile:
    """The sample its owner let us keep."""
    file = get_intake(session, actor, intake_id).file
    if file is None:
        raise NotFound()
    return file


# -- the diagnosis ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SimilarCase:
    """One earlier piece of work of the same kind without its firm's name; its measured outcome where it was verified.

    One that its firm took back is counted with what stopped it, and says nothing else.
    """

    brief: Brief
    title: str
    outcome: Outcome | None

    @property
    def past(self) -> PastCase:
        return PastCase(str(self.brief.id), self.title, self.brief.stop_reason or "")

    @property
    def stopped_by(self) -> Words | None:
        return stop_reasons().get(self.brief.stop_reason or "")

    @property
    def is_public(self) -> bool:
        return self.brief.state in PUBLIC


def diagnosis_of(session: Session, intake: Intake, cases: Sequence[SimilarCase]) -> Diagnosis:
    return diagnose(
        intake.answers,
        intake.read_as,
        raw=intake.raw,
        industry=intake.industry,
        chosen_type=intake.chosen_type,
        sample=intake.inspection,
        as_of=intake.sample_on,
        comparables=comparables(session, intake.task_type),
        cases=[case.past for case in cases],
    )


def comparables(session: Session, kind: str) -> list[Comparable]:
    """Signed contracts of the same kind of work."""
    query = (
        sa.select(Contract.amount_won, Contract.starts_on, Contract.ends_on)
        .join(Brief, Brief.id == Contract.brief_id)
        .where(Brief.task_type == kept_names()[kind], Contract.state.in_(SIGNED))
        .order_by(Contract.id)
    )
    return [
        Comparable(kind, amount_won, -(-(ends_on - starts_on).days // DAYS_A_WEEK))
        for amount_won, starts_on, ends_on in session.execute(query)
    ]


def similar_cases(session: Session, kind: str) -> list[SimilarCase]:
    """Work of the same kind that had been published and has ended, the latest first, failures included."""
    query = (
        sa.select(Brief, Outcome)
        .join(Brief.organisation.of_type(Organisation))
        .outerjoin(Contract, Contract.brief_id == Brief.id)
        .outerjoin(Outcome, sa.and_(Outcome.contract_id == Contract.id, Outcome.state == OutcomeState.VERIFIED))
        .where(
            Brief.task_type == kept_names()[kind],
            Brief.published_at.is_not(None),
            sa.or_(Brief.state.in_(ENDED), Outcome.id.is_not(None)),
        )
        .order_by(Brief.id.desc(), Outcome.id.desc())
    )
    found: dict[int, SimilarCase] = {}
    for brief, outcome in session.execute(query).unique():
        firm = brief.organisation
        found.setdefault(brief.id, SimilarCase(brief, without_firm(brief.title, firm.name, firm.name_en), outcome))
    return list(found.values())
