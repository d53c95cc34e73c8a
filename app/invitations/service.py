"""Inviting, answering, taking back, and what the clock does with invitations nobody answers."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.briefs.workflow import BRIEF, is_client
from app.core import clock
from app.core.actors import CLOCK, Actor
from app.core.db import lock
from app.core.errors import Forbidden, Invalid, NotFound, Taken, WrongState
from app.core.language import _, said
from app.core.workflow import begin, move
from app.invitations import queries
from app.invitations.models import Invitation
from app.invitations.rules import MESSAGE_LIMIT, MOST_OPEN, answer_day, is_suspended, reminder_day
from app.invitations.workflow import INVITATION, InvitationState
from app.matches.service import exclude
from app.talents.models import BlockedOrganisation, Profile
from app.talents.workflow import PROFILE, ProfileState

DECLINED = "invitation declined"


def invite(session: Session, client: Actor, brief: Brief, profile: Profile, *, message: str = "") -> Invitation:
    """Ask a listed talent to look at a published brief. Raises Taken when one is under way, WrongState when either cannot."""
    check_may_invite(session, client, brief, profile)
    if len(message) > MESSAGE_LIMIT:
        sentence = said(_("%(limit)s자 안으로 줄여 주세요."), limit=MESSAGE_LIMIT)
        raise Invalid(sentence, {"message": sentence})
    lock(session, brief)  # one invitation of a brief after another: the count and the check below stay true
    if not brief.is_open:
        raise WrongState(_("지금 제안을 받는 과제가 아니라서 초대할 수 없어요."))
    _refuse_second(session, brief, profile)
    if queries.open_count(session, brief) >= MOST_OPEN:
        raise WrongState(
            said(
                _("답을 기다리는 초대는 과제마다 %(limit)s건까지예요. 답이 온 뒤에 다시 초대해 주세요."),
                limit=MOST_OPEN,
            )
        )
    today = clock.today()
    invitation = Invitation(
        brief=brief, profile=profile, message=message, sent_at=clock.now(), answer_by=answer_day(today)
    )
    begin(session, INVITATION, client, invitation)
    move(session, INVITATION, "send", CLOCK, invitation)
    return invitation


def check_may_invite(session: Session, client: Actor, brief: Brief, profile: Profile) -> None:
    """Refuse whoever may not invite for this brief, and a talent who cannot be invited (without telling why)."""
    if not BRIEF.sees(client, brief):
        raise NotFound()
    if not is_client(client, brief):
        raise Forbidden()
    blocked = session.get(BlockedOrganisation, (profile.id, brief.organisation_id)) is not None
    if profile.state is not ProfileState.LISTED or profile.matching_refused_at is not None or blocked:
        raise WrongState(_("지금 초대를 받지 않는 인재예요. 다른 인재를 살펴봐 주세요."))


def _refuse_second(session: Session, brief: Brief, profile: Profile) -> None:
    first = queries.find_live(session, brief, profile)
    if first is not None:
        when = first.sent_at.astimezone(clock.KST)
        raise Taken(
            said(
                _("인재 %(number)s에게 이미 초대를 보냈어요(%(when)s, %(state)s)."),
                number=profile.number,
                when=f"{when:%Y-%m-%d %H:%M}",
                state=INVITATION.label_of(first.state),
            )
        )


def accept_invitation(session: Session, talent: Actor, invitation: Invitation) -> None:
    move(session, INVITATION, "accept", talent, invitation)


def decline_invitation(session: Session, talent: Actor, invitation: Invitation, *, reason: str) -> None:
    """Say no, and why; this brief and this talent are not suggested to each other again."""
    move(session, INVITATION, "decline", talent, invitation, reason=reason)
    exclude(session, invitation.brief, invitation.profile, DECLINED)


def withdraw_invitation(session: Session, client: Actor, invitation: Invitation) -> None:
    move(session, INVITATION, "withdraw", client, invitation)


def end_invitations(session: Session, brief: Brief) -> None:
    """Take back the unanswered invitations of a brief that no longer takes proposals."""
    waiting = sa.select(Invitation).where(Invitation.brief_id == brief.id, Invitation.state == InvitationState.SENT)
    for invitation in session.scalars(waiting).all():
        move(session, INVITATION, "end", CLOCK, invitation)


def keep_time(session: Session, invitation: Invitation) -> None:
    """What the clock asks of one unanswered invitation today: end, expire, remind, or nothing."""
    lock(session, invitation)
    if invitation.state is not InvitationState.SENT or is_suspended(invitation.brief):
        return
    today = clock.today()
    if not invitation.brief.is_open:
        move(session, INVITATION, "end", CLOCK, invitation)
    elif today > invitation.answer_by:
        move(session, INVITATION, "expire", CLOCK, invitation)
        _rest_silent_listing(session, invitation.profile)
    elif invitation.reminded_at is None and today >= reminder_day(clock.day_of(invitation.sent_at)):
        invitation.reminded_at = clock.now()
        move(session, INVITATION, "remind", CLOCK, invitation)


def _rest_silent_listing(session: Session, profile: Profile) -> None:
    lock(session, profile)
    if profile.state is ProfileState.LISTED and queries.ignored_in_a_row(session, profile):
        move(session, PROFILE, "pause_unanswered", CLOCK, profile)
