"""The lifecycles of a contract and of its milestones."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.core.actors import Actor, Kind, is_clock
from app.core.language import Text, _
from app.core.workflow import Action, Rule, State, Workflow
from app.proposals.workflow import ProposalState


class ContractState(StrEnum):
    DRAFT = "draft"
    PENDING_SIGNATURE = "pending_signature"
    PARTIALLY_SIGNED = "partially_signed"
    SIGNED = "signed"
    ACTIVE = "active"
    COMPLETED = "completed"
    VOIDED = "voided"


class MilestoneState(StrEnum):
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    CHANGES_REQUESTED = "changes_requested"
    ACCEPTED = "accepted"
    DEEMED_ACCEPTED = "deemed_accepted"
    PAID = "paid"


MAX_ROUNDS = 3
ACCEPTED = (MilestoneState.ACCEPTED, MilestoneState.DEEMED_ACCEPTED, MilestoneState.PAID)


def is_client(actor: Actor, contract: Any) -> bool:
    return actor.kind is Kind.CLIENT and actor.organisation_id == contract.organisation_id


def is_client_owner(actor: Actor, contract: Any) -> bool:
    """Only the owner of a firm signs for it."""
    return is_client(actor, contract) and actor.is_owner


def is_talent(actor: Actor, contract: Any) -> bool:
    return actor.kind is Kind.TALENT and actor.user_id == contract.profile.user_id


def is_party(actor: Actor, contract: Any) -> bool:
    return is_client(actor, contract) or is_talent(actor, contract)


def is_signer(actor: Actor, contract: Any) -> bool:
    return is_client_owner(actor, contract) or is_talent(actor, contract)


def sees_contract(actor: Actor, contract: Any) -> bool:
    """Both parties and the office; the talent from the moment it is offered for signature."""
    if is_talent(actor, contract):
        return contract.state is not ContractState.DRAFT
    return is_client(actor, contract) or actor.kind in (Kind.OFFICE, Kind.CLOCK)


def _milestones_add_up(contract: Any) -> Text | None:
    if not contract.milestones:
        return _("마일스톤을 하나 이상 적어 주세요.")
    if sum(m.amount_won for m in contract.milestones) != contract.amount_won:
        return _("마일스톤 금액의 합이 계약 금액과 같아야 해요.")
    return None


def _both_signed_one_document(contract: Any) -> Text | None:
    return None if contract.is_signed_by_both else _("아직 두 사람의 서명이 모두 모이지 않았어요.")


def _all_accepted(contract: Any) -> Text | None:
    done = all(milestone.state in ACCEPTED for milestone in contract.milestones)
    return None if done else _("검수가 끝나지 않은 마일스톤이 있어요.")


def _ready_to_offer(contract: Any) -> Text | None:
    if contract.signs_of_employment is None:
        return _("일하는 방식에 관한 물음에 먼저 답해 주세요.")
    return _still_selected(contract) or _milestones_add_up(contract)


def _still_selected(contract: Any) -> Text | None:
    selected = contract.proposal.state is ProposalState.SELECTED
    return None if selected else _("이 제안의 선정이 취소돼 계약할 수 없어요.")


C = ContractState
UNSIGNED = (C.DRAFT, C.PENDING_SIGNATURE, C.PARTIALLY_SIGNED)


def _parties(contract: Any) -> dict[str, list[int]]:
    return {
        "client": [m.user_id for m in contract.organisation.memberships],
        "talent": [contract.profile.user_id],
    }


CONTRACT = Workflow(
    name="contract",
    label=_("도급 계약"),
    states={
        C.DRAFT: State(_("초안")),
        C.PENDING_SIGNATURE: State(_("서명대기"), "active"),
        C.PARTIALLY_SIGNED: State(_("일방서명"), "active"),
        C.SIGNED: State(_("체결"), "good"),
        C.ACTIVE: State(_("이행"), "good"),
        C.COMPLETED: State(_("완료"), "good"),
        C.VOIDED: State(_("폐기")),
    },
    actions=(
        Action(
            "offer",
            _("서명 요청"),
            (C.DRAFT,),
            C.PENDING_SIGNATURE,
            who=is_client,
            guard=_ready_to_offer,
            tells=("talent", "client"),
            told=_("‘%(title)s’ 계약서가 서명을 기다려요"),
            main=True,
        ),
        Action(
            "revise",
            _("고쳐 쓰기"),
            (C.PENDING_SIGNATURE, C.PARTIALLY_SIGNED),
            C.DRAFT,
            who=is_client,
            asks=("reason",),
            tells=("talent", "client"),
            told=_("‘%(title)s’ 계약서를 고치고 있어요. 서명은 새 계약서에 다시 해요: %(reason)s"),
        ),
        Action(
            "sign_first",
            _("계약 서명"),
            (C.PENDING_SIGNATURE,),
            C.PARTIALLY_SIGNED,
            who=is_signer,
            guard=_still_selected,
            tells=("client", "talent"),
            told=_("‘%(title)s’ 계약에 상대가 서명했어요. 이제 서명할 차례예요"),
            main=True,
        ),
        Action(
            "sign_second",
            _("계약 서명"),
            (C.PARTIALLY_SIGNED,),
            C.SIGNED,
            who=is_signer,
            guard=_both_signed_one_document,
            tells=("client", "talent"),
            told=_("‘%(title)s’ 계약이 체결됐어요"),
            main=True,
        ),
        Action(
            "start",
            _("이행 시작"),
            (C.SIGNED,),
            C.ACTIVE,
            who=is_clock,
            guard=_both_signed_one_document,
            tells=("client", "talent"),
            told=_("‘%(title)s’ 일을 시작하는 날이에요"),
        ),
        Action(
            "void_unsigned",
            _("기한 지나 폐기"),
            UNSIGNED,
            C.VOIDED,
            who=is_clock,
            tells=("client", "talent"),
            told=_("‘%(title)s’ 계약이 14일 안에 체결되지 않아 폐기됐어요"),
        ),
        Action(
            "void",
            _("계약 폐기"),
            UNSIGNED,
            C.VOIDED,
            who=is_party,
            asks=("reason",),
            tells=("client", "talent"),
            told=_("‘%(title)s’ 계약이 서명 전에 폐기됐어요: %(reason)s"),
            danger=True,
        ),
        Action(
            "complete",
            _("완료"),
            (C.ACTIVE,),
            C.COMPLETED,
            who=is_clock,
            guard=_all_accepted,
            tells=("client", "talent"),
            told=_("‘%(title)s’ 계약이 끝났어요. 성과를 알려 주세요"),
        ),
    ),
    sees=sees_contract,
    title=lambda contract: str(contract.title),
    parties=_parties,
    path=lambda contract: f"/contracts/{contract.id}",
)


def _of_contract(rule: Rule) -> Rule:
    """A rule about contracts, asked of a milestone."""
    return lambda actor, milestone: rule(actor, milestone.contract)


def _contract_is_active(milestone: Any) -> Text | None:
    return None if milestone.contract.state is C.ACTIVE else _("계약이 이행 중일 때 할 수 있어요.")


def _rounds_left(milestone: Any) -> Text | None:
    if milestone.rounds >= MAX_ROUNDS:
        return _("수정요청은 세 번까지예요. 사무국에 조정을 요청해 주세요.")
    return _contract_is_active(milestone)


def _may_be_deemed(milestone: Any) -> Text | None:
    if milestone.may_be_deemed_accepted:
        return _contract_is_active(milestone)
    return _("아직 검수 기간이거나, 두 번 알리기 전이에요.")


def _not_paid_yet(milestone: Any) -> Text | None:
    return _("이미 지급을 기록한 마일스톤이에요.") if milestone.payment else None


def _is_recorded(milestone: Any) -> Text | None:
    return None if milestone.payment else _("취소할 지급 기록이 없어요.")


def _is_paid(milestone: Any) -> Text | None:
    return None if milestone.payment else _("기업이 지급을 기록한 뒤에 확인할 수 있어요.")


def _record_payment(state: MilestoneState) -> Action:
    """Recording a payment leaves the state as it is; the talent's confirmation moves it."""
    return Action(
        "record_payment",
        _("지급 기록"),
        (state,),
        state,
        who=_of_contract(is_client),
        guard=_not_paid_yet,
        tells=("talent",),
        told=_("‘%(title)s’ 대금을 지급했다고 기업이 기록했어요. 받았으면 확인해 주세요"),
        main=True,
    )


def _withdraw_payment(state: MilestoneState) -> Action:
    """A wrong record is taken back, with a reason, while the talent has not confirmed it; then it is recorded anew."""
    return Action(
        "withdraw_payment",
        _("지급 기록 취소"),
        (state,),
        state,
        who=_of_contract(is_client),
        guard=_is_recorded,
        asks=("reason",),
        tells=("talent",),
        told=_("‘%(title)s’ 대금의 지급 기록을 기업이 취소했어요: %(reason)s"),
    )


def _remind_payment(state: MilestoneState) -> Action:
    return Action(
        "remind_payment",
        _("지급 알림"),
        (state,),
        state,
        who=is_clock,
        tells=("client",),
        told=_("‘%(title)s’ 대금의 지급 기한이 지났어요. 지급했으면 기록해 주세요"),
    )


M = MilestoneState

MILESTONE = Workflow(
    name="milestone",
    label=_("마일스톤"),
    states={
        M.PLANNED: State(_("대기")),
        M.IN_PROGRESS: State(_("진행"), "active"),
        M.SUBMITTED: State(_("제출"), "active"),
        M.CHANGES_REQUESTED: State(_("수정요청"), "attention"),
        M.ACCEPTED: State(_("합격"), "good"),
        M.DEEMED_ACCEPTED: State(_("간주합격"), "good"),
        M.PAID: State(_("지급확인"), "good"),
    },
    actions=(
        Action(
            "start",
            _("시작"),
            (M.PLANNED,),
            M.IN_PROGRESS,
            who=_of_contract(is_talent),
            guard=_contract_is_active,
            main=True,
        ),
        Action(
            "deliver",
            _("산출물 제출"),
            (M.IN_PROGRESS, M.CHANGES_REQUESTED),
            M.SUBMITTED,
            who=_of_contract(is_talent),
            guard=_contract_is_active,
            tells=("client",),
            told=_("‘%(title)s’ 산출물이 검수를 기다려요"),
            main=True,
        ),
        Action(
            "return",
            _("수정 요청"),
            (M.SUBMITTED,),
            M.CHANGES_REQUESTED,
            who=_of_contract(is_client),
            guard=_rounds_left,
            asks=("reason",),
            tells=("talent",),
            told=_("‘%(title)s’ 산출물을 고쳐 주세요: %(reason)s"),
        ),
        Action(
            "accept",
            _("검수 합격"),
            (M.SUBMITTED,),
            M.ACCEPTED,
            who=_of_contract(is_client),
            guard=_contract_is_active,
            tells=("talent",),
            told=_("‘%(title)s’ 산출물이 합격했어요"),
            main=True,
        ),
        Action(
            "remind",
            _("다시 알림"),
            (M.SUBMITTED,),
            M.SUBMITTED,
            who=is_clock,
            tells=("client",),
            told=_("‘%(title)s’ 산출물의 검수 기간이 곧 끝나요. 합격이나 수정 요청을 알려 주세요"),
        ),
        Action(
            "deem_accepted",
            _("간주합격"),
            (M.SUBMITTED,),
            M.DEEMED_ACCEPTED,
            who=is_clock,
            guard=_may_be_deemed,
            tells=("client", "talent"),
            told=_("‘%(title)s’ 검수 기간이 지나 합격으로 보게 됐어요"),
        ),
        _record_payment(M.ACCEPTED),
        _record_payment(M.DEEMED_ACCEPTED),
        *(_withdraw_payment(state) for state in (M.ACCEPTED, M.DEEMED_ACCEPTED)),
        *(_remind_payment(state) for state in (M.ACCEPTED, M.DEEMED_ACCEPTED)),
        Action(
            "confirm_payment",
            _("수령 확인"),
            (M.ACCEPTED, M.DEEMED_ACCEPTED),
            M.PAID,
            who=_of_contract(is_talent),
            guard=_is_paid,
            tells=("client",),
            told=_("‘%(title)s’ 대금 수령이 확인됐어요"),
            main=True,
        ),
    ),
    sees=_of_contract(sees_contract),
    title=lambda milestone: f"{milestone.contract.title} · {milestone.title}",
    parties=lambda milestone: _parties(milestone.contract),
    path=lambda milestone: f"/contracts/{milestone.contract_id}",
)
