"""Several firms with one problem: the office proposes, each firm answers, and when all agree one draft takes over."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.briefs import queries
from app.briefs.models import Brief, JointBrief, JointPart
from app.briefs.rules.fields import problems
from app.briefs.rules.joining import ANSWER_DAYS, NOTE_LENGTH, joint_answers
from app.briefs.service.writing import draft_for
from app.briefs.workflow import BRIEF, JOINABLE, JOINT, JointState
from app.core import clock
from app.core.actors import CLOCK, Actor, is_office
from app.core.db import lock
from app.core.errors import Forbidden, Invalid, Taken, WrongState
from app.core.language import _, said, speaking
from app.core.numbers import next_number
from app.core.workflow import begin, move, permitted


def propose_joint(
    session: Session, office: Actor, lead: Brief, others: Sequence[Brief], *, note: str = ""
) -> JointBrief:
    """Ask the firms of these briefs whether they want to solve their problem together, the first leading.

    Raises Invalid, WrongState, and Taken where one of them is being asked already.
    """
    if not is_office(office, lead):
        raise Forbidden()
    briefs = [lead, *others]
    _check_may_join(session, briefs, note)
    year = clock.today().year
    joint = JointBrief(
        number=f"J-{year}-{next_number(session, f'joint:{year}'):04d}",
        proposed_by_id=office.user_id,
        note=note.strip(),
        answer_by=clock.add_business_days(clock.today(), ANSWER_DAYS),
        parts=[JointPart(brief=brief, is_lead=brief is lead) for brief in briefs],
    )
    begin(session, JOINT, office, joint)
    move(session, JOINT, "ask", office, joint)
    return joint


def _check_may_join(session: Session, briefs: Sequence[Brief], note: str) -> None:
    if len({brief.organisation_id for brief in briefs}) < max(2, len(briefs)):
        raise Invalid(_("서로 다른 기업의 과제를 둘 이상 골라 주세요."))
    if len(note) > NOTE_LENGTH:
        sentence = said(_("%(limit)s자 안으로 줄여 주세요."), limit=NOTE_LENGTH)
        raise Invalid(sentence, {"note": sentence})
    for brief in sorted(briefs, key=lambda one: one.id):  # always in one order: two proposals never wait for each other
        lock(session, brief)
        if brief.state not in JOINABLE:
            raise WrongState(said(_("‘%(title)s’ 과제는 지금 합칠 수 있는 때가 아니에요."), title=brief.heading))
        if (open_one := queries.find_open_joint(session, brief)) is not None:
            sentence = _("‘%(title)s’ 과제는 이미 공동 과제 제안(%(number)s)에 들어 있어요.")
            raise Taken(said(sentence, title=brief.heading, number=open_one.number))


def agree_to_join(session: Session, client: Actor, joint: JointBrief) -> None:
    """One firm says yes; the last yes makes the joint draft. Raises Taken where the firm has answered already."""
    part = _own_part(session, "agree", client, joint)
    is_last = all(other.agreed for other in joint.parts if other is not part)
    move(session, JOINT, "agree_last" if is_last else "agree", client, joint)
    _answer(part, client, agreed=True)
    session.flush()
    if is_last:
        _join(session, joint)


def decline_to_join(session: Session, client: Actor, joint: JointBrief, *, reason: str = "") -> None:
    """One firm says no: every brief goes on by itself. The reason is read by the office only."""
    part = _own_part(session, "decline", client, joint)
    move(session, JOINT, "decline", client, joint)
    _answer(part, client, agreed=False)
    part.reason = reason.strip()
    _release(session, joint)


def expire_joint(session: Session, joint: JointBrief) -> None:
    """The clock's way: the days to answer are over, or one of the briefs went another way."""
    move(session, JOINT, "expire", CLOCK, joint)
    _release(session, joint)


def _own_part(session: Session, name: str, client: Actor, joint: JointBrief) -> JointPart:
    permitted(JOINT, name, client, joint)
    lock(session, joint)
    session.refresh(joint, ["parts"])
    part = next(part for part in joint.parts if part.brief.organisation_id == client.organisation_id)
    session.refresh(part)
    if joint.state is JointState.PROPOSED and part.answered_at is not None:
        when = part.answered_at.astimezone(clock.KST)
        raise Taken(said(_("우리 회사는 %(when)s에 이미 답했어요."), when=f"{when:%Y-%m-%d %H:%M}"))
    return part


def _answer(part: JointPart, client: Actor, *, agreed: bool) -> None:
    part.agreed, part.answered_by_id, part.answered_at = agreed, client.user_id, clock.now()


def _join(session: Session, joint: JointBrief) -> None:
    """A draft under the leading firm; every brief it is made of ends with a word on where it went."""
    lead = joint.lead.brief
    with speaking(lead.language):
        answers = joint_answers(lead, [part.brief for part in joint.others])
        refused = problems(answers, today=clock.today())
        sound = {name: value for name, value in answers.items() if name not in refused}
        draft = draft_for(session, CLOCK, lead.organisation, author_id=lead.author_id, **sound)
    joint.brief = draft
    move(session, JOINT, "join", CLOCK, joint, brief=draft.number)
    for part in joint.parts:
        with speaking(part.brief.language):
            reason = str(said(_("함께하기로 해서 이제 공동 과제 %(number)s에서 이어져요."), number=draft.number))
        move(session, BRIEF, "merge", CLOCK, part.brief, reason=reason)
    _release(session, joint)


def _release(session: Session, joint: JointBrief) -> None:
    """Its briefs may be part of another proposal from now on."""
    for part in joint.parts:
        part.is_open = False
    session.flush()
