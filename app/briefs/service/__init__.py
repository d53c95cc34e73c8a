"""What people do with briefs: write them, publish them, end them."""

from app.briefs.service.ending import cancel_brief, close_at_deadline, close_brief, withdraw_brief
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
    "autosave_step",
    "cancel_brief",
    "close_at_deadline",
    "close_brief",
    "draft_brief",
    "draft_for",
    "override_verdict",
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
