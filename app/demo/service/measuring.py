"""Outcomes: measured for the days the text names, reported by one side, and answered by the office."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from app.contracts.models import Contract
from app.core import clock
from app.demo.rules.pace import Pace
from app.demo.service.proposing import Call
from app.demo.service.world import Story, World
from app.outcomes import queries
from app.outcomes import service as outcomes
from app.outcomes.models import Outcome

PERIOD = {"ko": "기간", "en": "Period"}
SKILLS_USED = 2  # of a profile, where no requirement names one


def measuring(world: World, pace: Pace, call: Call, contract: Contract) -> Story:
    text, wish = (call.deal or {})["outcome"], call.text["state_wish"]
    if text is None:
        return
    first = clock.today() + timedelta(days=1)
    last = first + timedelta(days=text["measured_days"] - 1)
    yield pace.on(last + timedelta(days=2))
    outcome = queries.find_for(world.session, contract)
    assert outcome is not None  # noqa: S101  (opened by the clock the night the contract ended)
    reporter = call.firm.owner if pace.some(0, 1) else call.cast[0].actor
    outcomes.report(
        world.session,
        reporter,
        outcome,
        version=outcome.edit_version,
        actual=Decimal(text["actual"]),
        method=f"{text['method']} {PERIOD[call.text['lang']]}: {text['period_text']}.",
        measured_from=first,
        measured_to=last,
        evidence=f"{text['evidence_text']} {text['note']}",
        skill_names=outcome.skill_names or [skill.name for skill in contract.profile.skills[:SKILLS_USED]],
    )
    if wish == "outcome_reported":
        return
    yield pace.after(3)
    _answer(world, outcome, wish, call.text["reason"])
    if wish == "outcome_revoked":
        yield pace.after(25)
        outcomes.revoke(world.session, world.office[0], outcome, reason=call.text["reason"])


def _answer(world: World, outcome: Outcome, wish: str, reason: str) -> None:
    office = world.office[1]
    if wish == "outcome_returned":
        outcomes.return_report(world.session, office, outcome, reason=reason)
    elif wish == "outcome_unverifiable":
        outcomes.mark_unverifiable(world.session, office, outcome, reason=reason)
    else:
        outcomes.verify(world.session, office, outcome, skill_names=outcome.skill_names)
