"""What changes in matching: texts are read and encoded, the index is written, lists are kept, people judge."""

from app.matches.queries.index import check_index
from app.matches.service.exposure import note_first_page
from app.matches.service.judgements import exclude, judge, undo_exclusion, undo_judgement
from app.matches.service.lists import keep_list, note_opened, note_shown, rank_for_brief
from app.matches.service.refreshing import ask_for_refresh, rebuild_index
from app.matches.service.weights import propose_weights, switch_on

__all__ = [
    "ask_for_refresh",
    "check_index",
    "exclude",
    "judge",
    "keep_list",
    "note_first_page",
    "note_opened",
    "note_shown",
    "propose_weights",
    "rank_for_brief",
    "rebuild_index",
    "switch_on",
    "undo_exclusion",
    "undo_judgement",
]
