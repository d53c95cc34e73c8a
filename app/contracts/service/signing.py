"""Signing: each side once, over the very text it was shown; the second signature makes the contract."""

from __future__ import annotations

import unicodedata

from sqlalchemy.orm import Session

from app.accounts.models import User
from app.contracts.models import Contract, Side, Signature
from app.contracts.workflow import CONTRACT, ContractState
from app.core import clock
from app.core.actors import CLOCK, Actor, Kind
from app.core.db import lock
from app.core.errors import Invalid, Taken, WrongState
from app.core.language import Text, _, said
from app.core.workflow import move, permitted
from app.talents.service import commit_hours


def sign(
    session: Session, signer: Actor, contract: Contract, *, name: str, is_agreed: bool, document_sha256: str
) -> None:
    """Sign the text whose hash the signer saw. Raises Taken for a second signature of the same side."""
    permitted(CONTRACT, "sign_first", signer, contract)
    _check_typed(session, signer, name, is_agreed)
    lock(session, contract)
    side = Side.CLIENT if signer.kind is Kind.CLIENT else Side.TALENT
    _refuse_second(contract, side)
    is_first = contract.state is ContractState.PENDING_SIGNATURE
    if is_first or contract.state is ContractState.PARTIALLY_SIGNED:
        _check_same_text(contract, document_sha256)
        _add_signature(session, signer, contract, side, name)
    move(session, CONTRACT, "sign_first" if is_first else "sign_second", signer, contract, sha256=document_sha256)
    if not is_first:
        _conclude(session, contract)


def start_if_due(session: Session, contract: Contract) -> None:
    """Begin the work when its first day has come."""
    if contract.state is ContractState.SIGNED and contract.starts_on <= clock.today():
        move(session, CONTRACT, "start", CLOCK, contract)


def source_of(contract: Contract) -> str:
    """How other tables name this contract."""
    return f"contract:{contract.id}"


def _add_signature(session: Session, signer: Actor, contract: Contract, side: Side, name: str) -> None:
    session.add(
        Signature(
            contract=contract,
            version=contract.version,
            side=side,
            user_id=signer.user_id,
            signer_name=_plain(name),
            document_sha256=contract.document_sha256,
            signed_at=clock.now(),
        )
    )
    session.flush()


def _conclude(session: Session, contract: Contract) -> None:
    contract.signed_at = clock.now()
    commit_hours(
        session,
        contract.profile,
        source=source_of(contract),
        hours=contract.hours_per_week,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
    )
    start_if_due(session, contract)
    session.flush()


def _check_typed(session: Session, signer: Actor, name: str, is_agreed: bool) -> None:
    user = session.get_one(User, signer.user_id)
    own = {_plain(known) for known in (user.name_ko, user.name_en) if known}
    found: dict[str, Text] = {}
    if not is_agreed:
        found["is_agreed"] = _("계약서를 읽고 동의한다는 칸에 표시해 주세요.")
    if _plain(name) not in own:
        found["name"] = said(_("가입한 이름(%(name)s)과 똑같이 적어 주세요."), name=user.name_ko)
    if found:
        raise Invalid(next(iter(found.values())), found)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _check_same_text(contract: Contract, document_sha256: str) -> None:
    if not contract.is_intact:
        raise WrongState(_("보관된 계약서가 처음 만든 것과 달라요. 서명하지 말고 사무국에 알려 주세요."))
    if document_sha256 != contract.document_sha256:
        raise WrongState(_("읽는 사이에 계약서가 바뀌었어요. 새 계약서를 다시 읽고 서명해 주세요."))


def _refuse_second(contract: Contract, side: Side) -> None:
    first = next((signature for signature in contract.valid_signatures if signature.side is side), None)
    if first is not None:
        when = first.signed_at.astimezone(clock.KST)
        sentence = _("%(who)s 님이 %(when)s에 이미 서명했어요.")
        raise Taken(said(sentence, who=first.signer_name, when=f"{when:%Y-%m-%d %H:%M}"))
