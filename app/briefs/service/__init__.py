"""What people do with briefs: write them, publish them, end them."""

from app.briefs.service.ending import cancel_brief, close_at_deadline, close_brief, end_unfilled, withdraw_brief
from app.briefs.service.joining import agree_to_join, decline_to_join, expire_joint, propose_joint
from app.briefs.service.places import open_places
from app.briefs.service.reviewing import (
    override_verdict,
    publish_brief,
    reject_brief,
    request_changes,
    resume_brief,
    submit_brief,
    suspend_brief,
)
from app.briefs.service.revising import revise_published
from app.briefs.service.writing import autosave_step, draft_brief, draft_for, save_step, set_requirements

__all__ = [
    "agree_to_join",
    "autosave_step",
    "cancel_brief",
    "close_at_deadline",
    "close_brief",
    "decline_to_join",
    "draft_brief",
    "draft_for",
    "end_unfilled",
    "expire_joint",
    "open_places",
    "override_verdict",
    "propose_joint",
    "publish_brief",
    "reject_brief",
    "request_changes",
    "resume_brief",
    "revise_published",
    "save_step",
    "set_requirements",
    "submit_brief",
    "suspend_brief",
    "withdraw_brief",
]
