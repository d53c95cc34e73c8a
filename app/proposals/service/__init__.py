"""What people do with proposals: write them, negotiate, select, and end what is left."""

from app.proposals.service.ending import (
    cancel_brief,
    disqualify,
    end_unfilled,
    keep_time,
    lapse_proposals,
    tell_of_change,
    withdraw_published_brief,
)
from app.proposals.service.negotiating import agree, make_offer, refuse, take_back
from app.proposals.service.selecting import (
    give_up_free_places,
    open_proposal,
    reconsider,
    select,
    shortlist,
    turn_down,
    undo_selection,
    undo_unsigned,
)
from app.proposals.service.writing import (
    autosave_proposal,
    revise_proposal,
    save_proposal,
    start_proposal,
    submit_proposal,
    withdraw_proposal,
)

__all__ = [
    "agree",
    "autosave_proposal",
    "cancel_brief",
    "disqualify",
    "end_unfilled",
    "give_up_free_places",
    "keep_time",
    "lapse_proposals",
    "make_offer",
    "open_proposal",
    "reconsider",
    "refuse",
    "revise_proposal",
    "save_proposal",
    "select",
    "shortlist",
    "start_proposal",
    "submit_proposal",
    "take_back",
    "tell_of_change",
    "turn_down",
    "undo_selection",
    "undo_unsigned",
    "withdraw_proposal",
    "withdraw_published_brief",
]
