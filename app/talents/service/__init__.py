"""What people do with profiles: write them, list them, prove skills, promise hours."""

from app.talents.service.hours import commit_hours, release_hours
from app.talents.service.listing import (
    agree_to_matching,
    allow_matching,
    claim_profile,
    list_profile,
    pause_profile,
    refuse_matching,
    withdraw_agreement,
)
from app.talents.service.proving import (
    approve_evidence,
    reject_evidence,
    revoke_evidence,
    revoke_skills,
    submit_evidence,
    verify_skills,
)
from app.talents.service.writing import (
    ensure_profile,
    remove_part,
    save_certificate,
    save_course,
    save_profile,
    save_project,
    save_skill,
)

__all__ = [
    "agree_to_matching",
    "allow_matching",
    "approve_evidence",
    "claim_profile",
    "commit_hours",
    "ensure_profile",
    "list_profile",
    "pause_profile",
    "refuse_matching",
    "reject_evidence",
    "release_hours",
    "remove_part",
    "revoke_evidence",
    "revoke_skills",
    "save_certificate",
    "save_course",
    "save_profile",
    "save_project",
    "save_skill",
    "submit_evidence",
    "verify_skills",
    "withdraw_agreement",
]
