"""From the firm's request for review to publication, and the office's other answers."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.briefs.service.versions import keep_version
from app.briefs.workflow import BRIEF, may_override
from app.core import clock, history, jobs
from app.core.actors import Actor, is_office
from app.core.db import lock
from app.core.errors import Forbidden, Invalid
from app.core.language import _
from app.core.workflow import move

REFRESH_JOB = "matches.refresh"


def submit_brief(session: Session, client: Actor, brief: Brief) -> None:
    """Ask the office to review. Raises Invalid while something needed is missing."""
    move(session, BRIEF, "submit", client, brief)


def publish_brief(session: Session, office: Actor, brief: Brief) -> None:
    """Put the brief before everybody, keep what it says now as a version, and have candidates looked for."""
    move(session, BRIEF, "publish", office, brief)
    brief.published_at = clock.now()
    keep_version(session, brief)
    ask_for_candidates(session, brief)


def ask_for_candidates(session: Session, brief: Brief) -> None:
    jobs.enqueue(session, REFRESH_JOB, {"brief_id": brief.id}, dedupe_key=f"{REFRESH_JOB}:brief:{brief.id}")


def request_changes(session: Session, office: Actor, brief: Brief, *, reason: str) -> None:
    move(session, BRIEF, "request_changes", office, brief, reason=reason)


def reject_brief(session: Session, office: Actor, brief: Brief, *, reason: str) -> None:
    move(session, BRIEF, "reject", office, brief, reason=reason)


def suspend_brief(session: Session, office: Actor, brief: Brief, *, reason: str) -> None:
    move(session, BRIEF, "suspend", office, brief, reason=reason)


def resume_brief(session: Session, office: Actor, brief: Brief) -> None:
    move(session, BRIEF, "resume", office, brief)


def override_verdict(session: Session, office: Actor, brief: Brief, *, reason: str) -> None:
    """Let a brief with the verdict no-go be published after all; who and why stay in its history."""
    if not is_office(office, brief):
        raise Forbidden()
    lock(session, brief)
    if not may_override(brief):
        raise Invalid(_("판정을 바꿀 수 있는 과제가 아니에요."))
    if not reason.strip():
        sentence = _("판정을 바꾸는 이유를 적어 주세요.")
        raise Invalid(sentence, {"reason": sentence})
    brief.verdict_override_reason = reason.strip()
    state = str(brief.state)
    facts = {"reason": reason.strip()}
    history.record(
        session, office, BRIEF.name, brief.id, move="override_verdict", from_state=state, to_state=state, facts=facts
    )
