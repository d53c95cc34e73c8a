"""Writing a proposal: started once for each brief, saved as it grows, submitted whole and in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.briefs.models import Brief, Requirement
from app.briefs.workflow import BRIEF
from app.core import clock
from app.core.actors import Actor, Kind
from app.core.db import lock
from app.core.editing import save_fields, touch
from app.core.errors import Difference, Forbidden, Invalid, NotFound, StaleEdit, Taken, WrongState
from app.core.language import Text, _, said
from app.core.workflow import begin, move, permitted
from app.invitations.queries import find_live as find_live_invitation
from app.proposals import queries
from app.proposals.models import Proposal, RequirementEvidence
from app.proposals.rules import APPROACH_LIMIT, EVIDENCE_LIMIT, LABELS, Proof, problems_of_terms
from app.proposals.workflow import PROPOSAL, ProposalState
from app.talents.queries import own_profile


def start_proposal(session: Session, talent: Actor, brief: Brief) -> Proposal:
    """A draft for an open brief, on one's own or from an invitation. Raises Taken when one is alive already."""
    if not BRIEF.sees(talent, brief):
        raise NotFound()
    if talent.kind is not Kind.TALENT:
        raise Forbidden()
    profile = own_profile(session, talent)
    lock(session, profile)  # two presses of one person wait for each other here
    _check_open(brief)
    first = queries.find_live(session, brief, profile)
    if first is not None:
        when = first.created_at.astimezone(clock.KST)
        sentence = _("이 과제에는 %(when)s에 쓰기 시작한 제안서가 있어요. 그 제안서를 이어서 써 주세요.")
        raise Taken(said(sentence, when=f"{when:%Y-%m-%d %H:%M}"))
    proposal = Proposal(
        brief=brief,
        profile=profile,
        invitation=find_live_invitation(session, brief, profile),
        brief_version=brief.version,
        told_version=brief.version,
        amount_won=brief.budget_won,
        starts_on=brief.starts_on,
    )
    return begin(session, PROPOSAL, talent, proposal)  # type: ignore[no-any-return]


def save_proposal(
    session: Session, talent: Actor, proposal: Proposal, *, version: int, proofs: Mapping[int, Proof], **answers: Any
) -> None:
    """Keep what was typed so far; `proofs` are by requirement. Raises Invalid, StaleEdit, WrongState."""
    _check_may_write(talent, proposal)
    _check_lengths(answers, proofs)
    lock(session, proposal)
    _check_may_write(talent, proposal)
    changed = [(requirement, proofs[requirement.id]) for requirement in _changed(proposal, proofs)]
    _refuse_stale(proposal, version, changed, answers)
    saved = save_fields(session, proposal, answers, version=version, labels=LABELS)
    for requirement, proof in changed:
        _keep_proof(proposal, requirement, proof)
    if changed and not saved:
        touch(proposal)
    session.flush()


def autosave_proposal(
    session: Session, talent: Actor, proposal: Proposal, *, version: int, proofs: Mapping[int, Proof], **answers: Any
) -> None:
    """Keep what can be kept of a page still being typed: what is too long waits for the button."""
    fitting = {number: proof for number, proof in proofs.items() if len(proof.text) <= EVIDENCE_LIMIT}
    if len(answers.get("approach") or "") > APPROACH_LIMIT:
        answers.pop("approach")
    save_proposal(session, talent, proposal, version=version, proofs=fitting, **answers)


def submit_proposal(session: Session, talent: Actor, proposal: Proposal) -> None:
    """Hand it in: every essential answered, amount and days given, before the deadline."""
    permitted(PROPOSAL, "submit", talent, proposal)
    lock(
        session, proposal.brief
    )  # who is being selected at this moment either sees this proposal or closes the door to it
    _check_open(proposal.brief)
    found = problems_of_terms(proposal.amount_won, proposal.starts_on, proposal.ends_on, today=clock.today())
    if not proposal.approach.strip():
        found["approach"] = _("어떻게 풀 건지 적어 주세요.")
    for requirement in proposal.unanswered_essentials:
        found[f"evidence_{requirement.id}"] = _("필수 요건이에요. 해 본 일이나 할 수 있다는 근거를 적어 주세요.")
    if found and proposal.state is ProposalState.DRAFT:
        raise Invalid(_("아직 비어 있는 칸이 있어요. 표시된 곳을 채워 주세요."), found)
    move(session, PROPOSAL, "submit", talent, proposal, amount_won=proposal.amount_won or 0)
    proposal.submitted_at = clock.now()
    proposal.brief_version = proposal.brief.version


def revise_proposal(session: Session, talent: Actor, proposal: Proposal) -> None:
    """Take a submitted proposal back into writing because its brief was changed."""
    move(session, PROPOSAL, "revise", talent, proposal)
    proposal.submitted_at = None
    proposal.brief_version = proposal.brief.version


def withdraw_proposal(session: Session, talent: Actor, proposal: Proposal, *, reason: str) -> None:
    move(session, PROPOSAL, "withdraw", talent, proposal, reason=reason)
    proposal.close_offer()


def _check_open(brief: Brief) -> None:
    if not brief.is_open:
        raise WrongState(_("모집이 끝났거나 멈춘 과제라서 지금은 제안할 수 없어요."))


def _check_may_write(talent: Actor, proposal: Proposal) -> None:
    permitted(PROPOSAL, "submit", talent, proposal)
    if proposal.state is not ProposalState.DRAFT:
        sentence = said(_("지금은 ‘%(state)s’ 상태라 고칠 수 없어요."), state=PROPOSAL.label_of(proposal.state))
        raise WrongState(sentence, allowed=[action.label for action in PROPOSAL.open_to(talent, proposal)])


def _check_lengths(answers: Mapping[str, Any], proofs: Mapping[int, Proof]) -> None:
    found: dict[str, Text] = {}
    if len(answers.get("approach") or "") > APPROACH_LIMIT:
        found["approach"] = said(_("%(limit)s자 안으로 줄여 주세요."), limit=APPROACH_LIMIT)
    for number, proof in proofs.items():
        if len(proof.text) > EVIDENCE_LIMIT:
            found[f"evidence_{number}"] = said(_("%(limit)s자 안으로 줄여 주세요."), limit=EVIDENCE_LIMIT)
    if found:
        raise Invalid(next(iter(found.values())), found)


def _changed(proposal: Proposal, proofs: Mapping[int, Proof]) -> list[Requirement]:
    """The requirements of this brief whose proof differs from what is kept; anything else that was sent is ignored."""
    return [
        requirement
        for requirement in proposal.brief.requirements
        if requirement.id in proofs and proofs[requirement.id] != _kept(proposal, requirement)
    ]


def _kept(proposal: Proposal, requirement: Requirement) -> Proof:
    row = proposal.evidence_for(requirement)
    return Proof(row.text, row.project_id) if row else Proof()


def _refuse_stale(
    proposal: Proposal, version: int, changed: list[tuple[Requirement, Proof]], answers: Mapping[str, Any]
) -> None:
    """As `save_fields` does for the proposal's own columns, for its proofs too: both texts, side by side."""
    if not changed or version == proposal.edit_version:
        return
    differences = [
        Difference(LABELS[name], str(getattr(proposal, name) or ""), str(value or ""))
        for name, value in answers.items()
        if getattr(proposal, name) != value
    ]
    differences += [
        Difference(requirement.text, _kept(proposal, requirement).text, proof.text) for requirement, proof in changed
    ]
    raise StaleEdit(differences, version=proposal.edit_version)


def _keep_proof(proposal: Proposal, requirement: Requirement, proof: Proof) -> None:
    row = proposal.evidence_for(requirement)
    if row is None:
        row = RequirementEvidence(requirement_id=requirement.id)
        proposal.evidence.append(row)
    own = {project.id for project in proposal.profile.projects}
    row.text, row.project_id = proof.text, proof.project_id if proof.project_id in own else None
