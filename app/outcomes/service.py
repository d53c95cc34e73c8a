"""Outcomes: opened when a contract ends, reported by either party, verified by the office, and taken back when wrong."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from app.contracts.models import Contract
from app.contracts.workflow import ContractState
from app.core import clock
from app.core.actors import CLOCK, Actor
from app.core.db import lock
from app.core.editing import save_fields
from app.core.errors import Invalid, WrongState
from app.core.files import FileStore, keep_file
from app.core.language import Text, _
from app.core.workflow import begin, move, permitted
from app.outcomes import queries
from app.outcomes.models import Outcome
from app.outcomes.rules import LABELS, problems_of_report
from app.outcomes.workflow import OUTCOME
from app.talents.service import revoke_skills, verify_skills


def open_outcome(session: Session, contract: Contract) -> Outcome:
    """The outcome of a completed contract, opened on first asking; its measure is the brief's."""
    lock(session, contract)
    if contract.state is not ContractState.COMPLETED:
        raise WrongState(_("계약이 끝난 뒤에 성과를 보고할 수 있어요."))
    found = queries.find_for(session, contract)
    if found is not None:
        return found
    brief = contract.brief
    outcome = Outcome(
        contract=contract,
        kpi_name=brief.kpi_name,
        unit=brief.kpi_unit,
        better=brief.kpi_better,
        baseline=brief.kpi_baseline,
        target=brief.kpi_target,
        skill_names=_likely_skills(contract),
    )
    return begin(session, OUTCOME, CLOCK, outcome)  # type: ignore[no-any-return]


def report(
    session: Session,
    actor: Actor,
    outcome: Outcome,
    *,
    version: int,
    actual: Decimal | None,
    method: str,
    measured_from: date | None,
    measured_to: date | None,
    evidence: str,
    skill_names: Collection[str],
    file: tuple[str, bytes] | None = None,
    store: FileStore | None = None,
) -> None:
    """Say what changed, how it was measured, and which skills of the profile did it. Raises Invalid, StaleEdit."""
    permitted(OUTCOME, "report", actor, outcome)
    problems = problems_of_report(
        actual=actual,
        method=method,
        measured_from=measured_from,
        measured_to=measured_to,
        evidence=evidence,
        today=clock.today(),
    )
    problems |= _unknown_skills(session, outcome, skill_names)
    if problems:
        raise Invalid(next(iter(problems.values())), problems)
    answers = {
        "actual": actual,
        "method": method.strip(),
        "measured_from": measured_from,
        "measured_to": measured_to,
        "evidence": evidence.strip(),
        "skill_names": list(skill_names),
    }
    lock(session, outcome)
    is_open = any(action.name == "report" for action in OUTCOME.open_to(actor, outcome))
    if is_open:  # otherwise the move below says where the outcome stands
        save_fields(session, outcome, answers, version=version, labels=LABELS)
        if file is not None and store is not None:
            outcome.file = keep_file(session, store, *file)
    move(session, OUTCOME, "report", actor, outcome, actual=str(actual))
    outcome.reporter_id, outcome.reported_at = actor.user_id, clock.now()
    session.flush()


def verify(session: Session, office: Actor, outcome: Outcome, *, skill_names: Collection[str]) -> None:
    """Confirm the change; exactly these skills, of those reported, become outcome-verified."""
    permitted(OUTCOME, "verify", office, outcome)
    lock(session, outcome)
    names = [name for name in outcome.skill_names if name in skill_names]
    if len(names) != len(set(skill_names)):
        sentence = _("보고에 적힌 역량 가운데에서 골라 주세요.")
        raise Invalid(sentence, {"skill_names": sentence})
    move(session, OUTCOME, "verify", office, outcome, skills=", ".join(names))
    outcome.skill_names, outcome.verified_at = names, clock.now()
    verify_skills(session, CLOCK, outcome.contract.profile, names=names, source=source_of(outcome))
    session.flush()


def return_report(session: Session, office: Actor, outcome: Outcome, *, reason: str) -> None:
    move(session, OUTCOME, "return", office, outcome, reason=reason)


def mark_unverifiable(session: Session, office: Actor, outcome: Outcome, *, reason: str) -> None:
    move(session, OUTCOME, "mark_unverifiable", office, outcome, reason=reason)


def revoke(session: Session, office: Actor, outcome: Outcome, *, reason: str) -> None:
    """Take a verification back; the skills it proved fall back in the same moment."""
    move(session, OUTCOME, "revoke", office, outcome, reason=reason)
    outcome.verified_at = None
    revoke_skills(session, CLOCK, outcome.contract.profile, source=source_of(outcome), reason=reason)
    session.flush()


def source_of(outcome: Outcome) -> str:
    """How skill evidence names this outcome."""
    return f"outcome:{outcome.id}"


def _likely_skills(contract: Contract) -> list[str]:
    """Skills of the profile that the brief's requirements asked for: where a report starts from."""
    wanted = {skill_id for requirement in contract.brief.requirements for skill_id in requirement.skill_ids or ()}
    return [skill.name for skill in contract.profile.skills if skill.skill_id in wanted]


def _unknown_skills(session: Session, outcome: Outcome, names: Collection[str]) -> dict[str, Text]:
    known = {skill.name for skill in queries.skills_of(session, outcome)}
    if set(names) <= known:
        return {}
    return {"skill_names": _("프로필에 있는 역량 가운데에서 골라 주세요.")}
