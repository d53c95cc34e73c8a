"""Briefs: written page by page, reviewed, published, and ended where nobody was chosen."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from app.briefs import service as briefs
from app.briefs.models import Brief, Remote
from app.briefs.rules import STEPS, Line, Milestone
from app.demo.rules.pace import Pace
from app.demo.rules.plan import PUBLISHED, STARTS, WRITTEN
from app.demo.rules.texts import Row
from app.demo.service.choosing import choosing
from app.demo.service.inviting import invitation_story
from app.demo.service.proposing import Call, call_for, proposal_story
from app.demo.service.world import Firm, Story, World
from app.proposals import service as proposals

PAGES_OF_A_DRAFT = 4
ENDED_EARLY = -9  # days before the deadline
FOUND_NOBODY = 5  # days after it
SAME = "두 곳 모두 종이로 온 주문을 손으로 옮겨 적다가 틀립니다. 함께 풀면 한 번 만든 것을 나누어 쓸 수 있습니다."


def brief_story(world: World, text: Row) -> Story:
    """From the first sentence to wherever this brief has come by today."""
    pace, last_day, wish = world.pace(text["key"]), world.last_day(text), text["state_wish"]
    yield pace.on(last_day + timedelta(days=WRITTEN))
    firm = world.firms[text["organisation"]]
    brief = _write(world, firm, text, last_day)
    if wish == "draft":
        return
    yield pace.after(1)
    briefs.submit_brief(world.session, firm.writer, brief)
    if wish == "submitted":
        return
    if wish == "merged":
        world.submitted[text["key"]] = brief
        if "joins" in text:
            yield from _join(world, pace, firm, brief, text["joins"])
        return
    yield pace.on(last_day + timedelta(days=PUBLISHED))
    office = world.somebody_of_office(pace)
    if wish == "changes_requested":
        briefs.request_changes(world.session, office, brief, reason=text["reason"])
    elif wish == "rejected":
        briefs.reject_brief(world.session, office, brief, reason=text["reason"])
    else:
        briefs.publish_brief(world.session, office, brief)
        yield from _open_call(world, pace, call_for(world, text, brief, firm, last_day))


def _write(world: World, firm: Firm, text: Row, last_day: date) -> Brief:
    """The pages of the form in their order; a draft has not come to the last of them."""
    answers = _answers(text, world.texts.deal_of(text["key"]), last_day)
    first, *others = (step for step in STEPS if step.fields)
    brief = briefs.draft_brief(world.session, firm.writer, **{name: answers[name] for name in first.fields})
    pages = others[: PAGES_OF_A_DRAFT - 1] if text["state_wish"] == "draft" else others
    for page in pages:
        page_answers = {name: answers[name] for name in page.fields}
        briefs.save_step(world.session, firm.writer, brief, version=brief.edit_version, **page_answers)
    return brief


def _answers(text: Row, deal: Row | None, last_day: date) -> dict[str, Any]:
    kpi = text["kpi"]
    measure = {f"kpi_{name}": kpi[name] for name in ("name", "unit", "how")}
    numbers = {f"kpi_{name}": Decimal(kpi[name]) for name in ("baseline", "target")}
    needs = {need: [Line(row["text"]) for row in text[need]] for need in ("essential", "nice")}
    terms = {
        "remote": Remote(text["remote"]),
        "deadline_on": last_day,
        "starts_on": last_day + timedelta(days=STARTS),
    }
    plan = {"milestones": [_milestone(row, text["weeks"]) for row in deal["milestones"]] if deal else []}
    return {**text, **measure, **numbers, **needs, **plan, **terms}


def _milestone(row: Row, weeks: int) -> Milestone:
    share = row["share_percent"]
    return Milestone(row["title"], row["criteria"], share, max(1, weeks * share // 100))


def _open_call(world: World, pace: Pace, call: Call) -> Generator[datetime, None, None]:
    """People are invited and propose; then the call ends, or the choosing begins."""
    text = call.text
    for row in world.texts.invitations_to(text["key"]):
        world.begin(invitation_story(world, call, row))
    for part in call.parts:
        if not part.is_invited:
            world.begin(proposal_story(world, call, part))
    if text["state_wish"] in _ENDINGS:
        yield from _ENDINGS[text["state_wish"]](world, pace, call)
    elif call.deal is not None:
        yield from choosing(world, pace, call)


def _join(world: World, pace: Pace, lead: Firm, brief: Brief, other: str) -> Story:
    """The office reads two briefs of one trouble and asks; both firms agree within two days."""
    yield pace.after(2)
    joint = briefs.propose_joint(
        world.session, world.somebody_of_office(pace), brief, [world.submitted[other]], note=SAME
    )
    yield pace.after(1)
    briefs.agree_to_join(world.session, lead.owner, joint)
    yield pace.after(1)
    briefs.agree_to_join(world.session, world.firms[world.texts.brief(other)["organisation"]].owner, joint)


def _suspend(world: World, pace: Pace, call: Call) -> Story:
    yield pace.on(call.last_day + timedelta(days=ENDED_EARLY))
    briefs.suspend_brief(world.session, world.office[0], call.brief, reason=call.text["reason"])


def _withdraw(world: World, pace: Pace, call: Call) -> Story:
    yield pace.on(call.last_day + timedelta(days=ENDED_EARLY))
    proposals.withdraw_published_brief(world.session, call.firm.owner, call.brief, **_why(call.text))


def _cancel(world: World, pace: Pace, call: Call) -> Story:
    yield pace.on(call.last_day + timedelta(days=ENDED_EARLY))
    proposals.cancel_brief(world.session, call.firm.owner, call.brief, **_why(call.text))


def _why(text: Row) -> dict[str, str]:
    return {"stop_reason": text["stop_reason"], "reason": text["reason"]}


def _end_unfilled(world: World, pace: Pace, call: Call) -> Story:
    yield pace.on(call.last_day + timedelta(days=FOUND_NOBODY))
    proposals.end_unfilled(world.session, call.firm.owner, call.brief, reason=call.text["reason"])


_ENDINGS = {"suspended": _suspend, "withdrawn": _withdraw, "cancelled": _cancel, "no_suitable": _end_unfilled}
