"""The invented firm that imported briefs belong to in a demo."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.accounts import service as accounts
from app.accounts.models import Membership, Organisation, Role, User
from app.accounts.queries import find_organisation_by_number
from app.accounts.workflow import ORGANISATION
from app.core import clock
from app.core.actors import Actor, Kind
from app.core.workflow import begin

NUMBER = "999-99-00010"  # 999 is given to no real firm
EMAIL = "briefs@imported.example"


def demo_firm(session: Session, office: Actor) -> Organisation:
    """The firm, made and verified by the office the first time it is asked for."""
    return find_organisation_by_number(session, NUMBER) or _make(session, office)


def _make(session: Session, office: Actor) -> Organisation:
    owner = User(kind=Kind.CLIENT, email=EMAIL, name_ko="시연담당", email_confirmed_at=clock.now())
    firm = Organisation(
        name="이음 시연기업",
        name_en="Ieum Demo Works",
        business_number=NUMBER,
        industry_ksic="C",
        size_band="small",
        region_code="11",
    )
    session.add(owner)
    session.flush()
    begin(session, ORGANISATION, office, firm)
    session.add(Membership(user_id=owner.id, organisation_id=firm.id, role=Role.OWNER))
    session.flush()
    session.refresh(owner, ["membership"])
    accounts.request_verification(session, owner.as_actor(), firm)
    accounts.verify_organisation(session, office, firm, how="시연용으로 만든 가상 기업")
    return firm
