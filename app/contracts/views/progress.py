"""Where a contract stands and whose turn it is, in words for its page."""

from __future__ import annotations

from typing import Any

from app.contracts.models import Contract, Side
from app.contracts.workflow import ContractState, MilestoneState
from app.core.actors import Actor, Kind
from app.core.language import Text, _, said
from app.web.templating import day

ORDER = (ContractState.DRAFT, ContractState.PENDING_SIGNATURE, ContractState.SIGNED, ContractState.ACTIVE)
STAND: dict[ContractState, int] = {
    ContractState.DRAFT: 0,
    ContractState.PENDING_SIGNATURE: 1,
    ContractState.PARTIALLY_SIGNED: 1,
    ContractState.SIGNED: 2,
    ContractState.ACTIVE: 2,
    ContractState.COMPLETED: 4,
}


def steps_of(contract: Contract) -> list[dict[str, Any]]:
    """Draft, signature, work, end: done, now or next. A contract given up has no line."""
    if contract.state not in STAND:
        return []
    now = STAND[contract.state]
    facts: tuple[tuple[Text, str, Text], ...] = (
        (_("계약서 쓰기"), day(contract.created_at), _("기업")),
        (_("서명"), day(contract.signed_at) if contract.signed_at else "", _waiting_signer(contract)),
        (_("이행"), f"{day(contract.starts_on)} – {day(contract.ends_on)}", _("인재와 기업")),
        (_("완료와 성과"), "", _("인재와 기업")),
    )
    words = ["done" if place < now else "now" if place == now else "next" for place in range(len(facts))]
    return [
        {"label": label, "status": word, "at": at, "who": who if word == "now" else ""}
        for (label, at, who), word in zip(facts, words, strict=True)
    ]


def _waiting_signer(contract: Contract) -> Text:
    signed = {signature.side for signature in contract.valid_signatures}
    if signed == {Side.CLIENT}:
        return _("인재의 서명을 기다려요")
    return _("기업 대표의 서명을 기다려요") if signed == {Side.TALENT} else _("기업 대표와 인재")


def next_step(actor: Actor, contract: Contract) -> Text:
    """What happens next, and whose turn it is."""
    is_client = actor.kind is Kind.CLIENT
    sentences: dict[ContractState, Text] = {
        ContractState.DRAFT: _("기업이 계약서를 쓰고 있어요. 읽어 보고 서명을 요청하면 두 사람에게 알려요."),
        ContractState.PENDING_SIGNATURE: _(
            "두 사람이 같은 계약서에 서명할 차례예요. 14일 안에 서명하지 않으면 폐기돼요."
        ),
        ContractState.PARTIALLY_SIGNED: _("한쪽이 서명했어요. 나머지 한 사람이 서명하면 체결돼요."),
        ContractState.SIGNED: said(_("체결됐어요. %(day)s에 일을 시작해요."), day=day(contract.starts_on)),
        ContractState.ACTIVE: _next_in_work(contract, is_client),
        ContractState.COMPLETED: _(
            "모든 마일스톤이 합격해 계약이 끝났어요. 이제 무엇이 달라졌는지 성과를 알려 주세요."
        ),
        ContractState.VOIDED: _("폐기된 계약이에요. 과제는 다시 선정중이 됐어요."),
    }
    return sentences[contract.state]


def _next_in_work(contract: Contract, is_client: bool) -> Text:
    for milestone in contract.milestones:
        if milestone.state is MilestoneState.SUBMITTED:
            sentence = (
                _("‘%(title)s’ 산출물을 %(day)s까지 검수해 주세요.")
                if is_client
                else _("‘%(title)s’ 산출물을 기업이 %(day)s까지 검수해요.")
            )
            return said(sentence, title=milestone.title, day=day(milestone.inspect_by))
        if not milestone.is_accepted:
            sentence = (
                _("‘%(title)s’ 산출물을 인재가 %(day)s까지 내요.")
                if is_client
                else _("‘%(title)s’ 산출물을 %(day)s까지 내 주세요.")
            )
            return said(sentence, title=milestone.title, day=day(milestone.due_on))
    return _("대금 지급과 확인이 남았어요.")
