"""One brief and lists of briefs, the way each has gone, and what the office looks at before it publishes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from app.accounts.queries import names_of
from app.accounts.workflow import OrganisationState
from app.briefs.models import Brief, BriefVersion
from app.briefs.rules import LABELS, has_too_many_essentials
from app.briefs.workflow import BRIEF, BriefState, is_client_or_office, is_held_back
from app.core import clock
from app.core.actors import Actor, Kind
from app.core.errors import NotFound
from app.core.history import History, history_of
from app.core.language import Text, _
from app.core.pages import Page, paginate
from app.core.reference import REGIONS
from app.scoping.rules import WordingWarning, wording_warnings

WORDS_MOST = 6


def get_brief(session: Session, actor: Actor, brief_id: int) -> Brief:
    """A brief this person may see. Raises NotFound for a missing one and for another firm's alike."""
    brief = session.get(Brief, brief_id, options=[selectinload(Brief.requirements)])
    if brief is None or not BRIEF.sees(actor, brief):
        raise NotFound()
    return brief


def get_own_brief(session: Session, actor: Actor, brief_id: int) -> Brief:
    """A brief of this person's firm (or any, for the office): its inner pages."""
    brief = get_brief(session, actor, brief_id)
    if not is_client_or_office(actor, brief):
        raise NotFound()
    return brief


def briefs_of(session: Session, client: Actor, page: int = 1) -> Page[Brief]:
    """All briefs of this person's firm, the newest first."""
    query = sa.select(Brief).where(Brief.organisation_id == client.organisation_id)
    return paginate(session, query.order_by(Brief.id.desc()), page)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for among the open briefs; an empty answer asks nothing."""

    words: str = ""
    industry: str = ""
    region: str = ""
    task_type: str = ""

    @property
    def count(self) -> int:
        return sum(bool(value) for value in (self.words, self.industry, self.region, self.task_type))


def open_briefs(
    session: Session, wanted: Wanted = Wanted(), page: int = 1, *, by_deadline: bool = False
) -> Page[Brief]:
    """Published briefs that fit, the newest (or the soonest to close) first."""
    query = sa.select(Brief).where(Brief.state == BriefState.PUBLISHED, *_conditions(wanted))
    order = (Brief.deadline_on, Brief.id) if by_deadline else (Brief.published_at.desc(), Brief.id.desc())
    return paginate(session, query.order_by(*order), page)


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    for word in wanted.words.split()[:WORDS_MOST]:
        texts = (Brief.title, Brief.problem, Brief.raw, Brief.data_text)
        found.append(sa.or_(*(text.icontains(word, autoescape=True) for text in texts)))
    if wanted.industry:
        found.append(Brief.industry_ksic.startswith(wanted.industry, autoescape=True))
    if wanted.region:
        found.append(Brief.region_code.in_(_codes_of(wanted.region)))
    if wanted.task_type:
        found.append(Brief.task_type == wanted.task_type)
    return found


def _codes_of(region: str) -> list[str]:
    """A region's code with those it took over from: briefs keep the code of their day."""
    return [region, *(code.code for code in REGIONS.values() if code.successor == region)]


def review_queue(session: Session, page: int = 1) -> Page[Brief]:
    """What waits for the office, the longest waiting first."""
    asked_at = (
        sa.select(sa.func.max(History.id))
        .where(History.thing == BRIEF.name, History.thing_id == Brief.id, History.move == "submit")
        .scalar_subquery()
    )
    return paginate(
        session, sa.select(Brief).where(Brief.state == BriefState.SUBMITTED).order_by(asked_at, Brief.id), page
    )


def submitted_at(session: Session, briefs: Sequence[Brief]) -> Mapping[int, Any]:
    """When each brief last asked for review."""
    query = (
        sa.select(History.thing_id, sa.func.max(History.at))
        .where(
            History.thing == BRIEF.name, History.move == "submit", History.thing_id.in_([brief.id for brief in briefs])
        )
        .group_by(History.thing_id)
    )
    return dict(session.execute(query).all())


def past_deadline(session: Session) -> Sequence[int]:
    """Ids of published briefs whose last day has ended: from 23:59:59 on, in Korea."""
    first_open_day = clock.day_of(clock.now() + timedelta(seconds=1))
    query = sa.select(Brief.id).where(Brief.state == BriefState.PUBLISHED, Brief.deadline_on < first_open_day)
    return session.scalars(query.order_by(Brief.id)).all()


# -- the way a brief has gone -------------------------------------------------------------------------------------


def brief_history(session: Session, actor: Actor, brief: Brief) -> Sequence[History]:
    """Every move of a brief, the oldest first; for its firm and the office."""
    if not is_client_or_office(actor, brief):
        raise NotFound()
    return history_of(session, BRIEF.name, brief.id)


def people_in(session: Session, actor: Actor, brief: Brief, rows: Sequence[History]) -> Mapping[int, str]:
    """Names for a history: the office reads all, a firm its own people's."""
    ids = {row.actor_id for row in rows if row.actor_id is not None}
    if actor.kind is not Kind.OFFICE:
        ids &= {membership.user_id for membership in brief.organisation.memberships}
    return names_of(session, ids)


def last_reason(session: Session, brief: Brief) -> str | None:
    """What the office wrote when it sent the brief back, while that still stands."""
    rows = history_of(session, BRIEF.name, brief.id)
    return rows[-1].facts.get("reason") if rows else None


def versions_of(session: Session, brief: Brief) -> Sequence[BriefVersion]:
    query = sa.select(BriefVersion).where(BriefVersion.brief_id == brief.id)
    return session.scalars(query.order_by(BriefVersion.version)).all()


@dataclass(frozen=True)
class Change:
    """One field that two published versions say differently; values as they were kept."""

    field: str
    before: Any
    after: Any

    @property
    def label(self) -> Text:
        return LABELS[self.field]


def difference(session: Session, brief: Brief, old: int, new: int) -> list[Change]:
    """What a newer published version says differently."""
    content = {row.version: row.content for row in versions_of(session, brief)}
    before, after = content.get(old), content.get(new)
    if before is None or after is None:
        raise NotFound()
    return [Change(name, before.get(name), after.get(name)) for name in LABELS if before.get(name) != after.get(name)]


# -- what the office looks at before it publishes -----------------------------------------------------------------


def wording(brief: Brief) -> tuple[WordingWarning, ...]:
    """What the brief says about people that the law does not allow: told to its writer and to the office."""
    texts = [brief.raw, brief.title, brief.problem, brief.tried, brief.data_text, brief.deliverables]
    return wording_warnings("\n".join([*texts, *(row.text for row in brief.requirements)]))


def warnings(brief: Brief) -> list[Text]:
    """What a reviewer should notice; none of it decides."""
    noticed = (
        (
            brief.organisation.state is not OrganisationState.VERIFIED,
            _("기업 확인이 아직 끝나지 않았어요. 확인이 끝나야 게시할 수 있어요."),
        ),
        (brief.kpi_baseline is None or brief.kpi_target is None, _("지금 값이나 바라는 값이 숫자로 적혀 있지 않아요.")),
        (
            has_too_many_essentials(len(brief.essentials)),
            _("꼭 필요한 것이 다섯 가지를 넘어요. 맞는 사람이 줄어들 수 있어요."),
        ),
        (
            is_held_back(brief),
            _("진단 결과가 보류예요. 게시하려면 판정을 바꾸는 이유를 남겨야 해요."),
        ),
        (brief.verdict == "adjust", _("진단 결과가 조정이에요. 범위나 자료를 줄일 수 있는지 살펴봐 주세요.")),
        (brief.verdict is None, _("진단 없이 쓴 과제예요.")),
        (brief.is_late, _("모집 마감일이 지났어요.")),
    )
    return [sentence for holds, sentence in noticed if holds]
