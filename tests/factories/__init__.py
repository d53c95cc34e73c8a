"""Small worlds for tests: people, firms, briefs and profiles, built as rows with sensible defaults."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from app.accounts.models import Membership, Organisation, Role, User
from app.accounts.workflow import OrganisationState
from app.briefs.models import Brief, Need, Requirement
from app.briefs.workflow import BriefState
from app.core import clock
from app.core.actors import Actor, Kind
from app.talents.models import Profile, ProfileSkill, Project
from app.talents.workflow import ProfileState

_numbers = count(1)


def business_number(serial: int) -> str:
    """A valid number under the prefix no real firm has."""
    nine = f"99981{serial:04d}"
    total = sum(int(d) * w for d, w in zip(nine, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True)) + int(nine[8]) * 5 // 10
    return f"999-81-{nine[5:]}{(10 - total % 10) % 10}"


def make_user(session: Session, kind: Kind, **facts: Any) -> User:
    n = next(_numbers)
    user = User(
        **{
            "email": f"{kind.value}{n}@ieum.example",
            "name_ko": f"김시험{n}",
            "kind": kind,
            "email_confirmed_at": clock.now(),
            **facts,
        }
    )
    session.add(user)
    session.flush()
    return user


def make_office(session: Session, **facts: Any) -> Actor:
    return make_user(session, Kind.OFFICE, **facts).as_actor()


def make_organisation(session: Session, **facts: Any) -> Organisation:
    n = next(_numbers)
    defaults = {
        "name": f"가람정밀{n}",
        "business_number": business_number(n % 10_000),
        "industry_ksic": "C25",
        "size_band": "small",
        "region_code": "41",
        "state": OrganisationState.VERIFIED,
    }
    organisation = Organisation(**{**defaults, **facts})
    session.add(organisation)
    session.flush()
    return organisation


def make_client(
    session: Session, organisation: Organisation | None = None, *, role: Role = Role.OWNER, **facts: Any
) -> Actor:
    """A person acting for a (verified) firm."""
    organisation = organisation or make_organisation(session)
    user = make_user(session, Kind.CLIENT, **facts)
    session.add(Membership(user_id=user.id, organisation_id=organisation.id, role=role))
    session.flush()
    session.refresh(user, ["membership"])
    session.refresh(organisation, ["memberships"])
    return user.as_actor()


def make_talent(session: Session, **facts: Any) -> Actor:
    """A talent without a profile."""
    return make_user(session, Kind.TALENT, **facts).as_actor()


def make_profile(session: Session, talent: Actor | None = None, **facts: Any) -> Profile:
    """A listed profile with one project and one skill."""
    talent = talent or make_talent(session)
    defaults = {
        "number": f"A-{1000 + next(_numbers)}",
        "state": ProfileState.LISTED,
        "headline": "공정 자료로 이상을 찾는 사람",
        "summary": "프레스 공정 센서 자료로 불량이 나기 전의 신호를 찾았습니다.",
        "availability_hours": 40,
        "starts_on": clock.today(),
        "rate_won_per_hour": 30_000,
        "regions": ["41"],
        "remote": "any",
        "projects": [
            Project(
                title="프레스 하중 이상 탐지",
                text="하중 곡선 12만 건으로 이상을 찾아 불량률을 3.1%에서 1.2%로 낮췄습니다.",
                role="모형을 만들었습니다.",
            )
        ],
        "skills": [ProfileSkill(name="이상탐지", skill_id="anomaly-detection", level=3, evidence="프레스 과제")],
    }
    profile = Profile(user_id=talent.user_id, **{**defaults, **facts})
    session.add(profile)
    session.flush()
    return profile


def make_brief(
    session: Session,
    client: Actor | None = None,
    *,
    essentials: tuple[str, ...] = ("센서 자료로 이상 탐지를 해 본 경험",),
    nices: tuple[str, ...] = (),
    **facts: Any,
) -> Brief:
    """A published brief with everything filled in."""
    client = client or make_client(session)
    n = next(_numbers)
    defaults: dict[str, Any] = {
        "number": f"B-{n:04d}",
        "state": BriefState.PUBLISHED,
        "title": "프레스 불량을 미리 알기",
        "problem": "프레스 다섯 대에서 금형이 닳을 때 불량이 몰려 나옵니다. 하중 기록은 남지만 볼 사람이 없습니다.",
        "data_text": "하중 기록 14개월, CSV, 개인정보 없음",
        "kpi_name": "불량률",
        "kpi_baseline": Decimal("3.1"),
        "kpi_target": Decimal("1.5"),
        "kpi_unit": "%",
        "industry_ksic": "C25",
        "region_code": "41",
        "budget_won": 12_000_000,
        "weeks": 10,
        "hours_per_week": 20,
        "starts_on": clock.today() + timedelta(days=30),
        "deadline_on": clock.today() + timedelta(days=14),
        "published_at": clock.now(),
    }
    lines = [Requirement(need=Need.ESSENTIAL, position=i, text=text) for i, text in enumerate(essentials)]
    lines += [Requirement(need=Need.NICE, position=i, text=text) for i, text in enumerate(nices, len(lines))]
    brief = Brief(
        organisation_id=client.organisation_id, author_id=client.user_id, requirements=lines, **{**defaults, **facts}
    )
    session.add(brief)
    session.flush()
    return brief


def a_day(text: str) -> date:
    return date.fromisoformat(text)
