"""Briefs on their way: answers that pass every rule, and drafts driven by the services as people would."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.briefs import service
from app.briefs.models import Brief, Remote
from app.briefs.rules import Line
from app.core import clock
from app.core.actors import Actor


def answers(**changes: Any) -> dict[str, Any]:
    """Everything a brief needs before the office can read it."""
    complete = {
        "raw": "프레스 불량이 자꾸 나와서 골치예요",
        "title": "프레스 불량을 미리 알기",
        "problem": "프레스 다섯 대에서 금형이 닳을 때 불량이 몰려 나옵니다.",
        "data_text": "하중 기록 14개월, CSV, 개인정보 없음",
        "kpi_name": "불량률",
        "kpi_baseline": Decimal("3.1"),
        "kpi_target": Decimal("1.5"),
        "kpi_unit": "%",
        "essential": [Line("설비 기록으로 이상 탐지를 해 본 경험")],
        "nice": [Line("금속 가공 현장 경험")],
        "industry_ksic": "C25",
        "region_code": "41",
        "remote": Remote.REGION,
        "budget_won": 12_000_000,
        "weeks": 10,
        "hours_per_week": 20,
        "deadline_on": clock.today() + timedelta(days=21),
    }
    return {**complete, **changes}


def make_draft(session: Session, client: Actor, **changes: Any) -> Brief:
    return service.draft_brief(session, client, **answers(**changes))


def make_submitted(session: Session, client: Actor, **changes: Any) -> Brief:
    brief = make_draft(session, client, **changes)
    service.submit_brief(session, client, brief)
    return brief


def make_published(session: Session, client: Actor, office: Actor, **changes: Any) -> Brief:
    brief = make_submitted(session, client, **changes)
    service.publish_brief(session, office, brief)
    return brief
