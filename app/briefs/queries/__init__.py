"""Reading briefs: each reader finds what is theirs to see and nothing else."""

from app.briefs.queries.alike import others_alike, own_alike
from app.briefs.queries.joint import find_joint_of, find_open_joint, get_joint, joints, joints_to_expire, others_to_join
from app.briefs.queries.reading import (
    Change,
    Wanted,
    brief_history,
    briefs_of,
    difference,
    get_brief,
    get_own_brief,
    last_reason,
    open_briefs,
    past_deadline,
    people_in,
    review_queue,
    submitted_at,
    versions_of,
    warnings,
    wording,
)

__all__ = [
    "Change",
    "Wanted",
    "brief_history",
    "briefs_of",
    "difference",
    "find_joint_of",
    "find_open_joint",
    "get_brief",
    "get_joint",
    "get_own_brief",
    "joints",
    "joints_to_expire",
    "last_reason",
    "open_briefs",
    "others_alike",
    "others_to_join",
    "own_alike",
    "past_deadline",
    "people_in",
    "review_queue",
    "submitted_at",
    "versions_of",
    "warnings",
    "wording",
]
