"""What changes in matching: texts are read and encoded, the index is written, lists are kept, people judge."""

from app.matches.queries.index import check_index
from app.matches.service.judgements import exclude, judge, undo_exclusion, undo_judgement
from app.matches.service.lists import keep_list, note_opened, note_shown, rank_for_brief
from app.matches.service.refreshing import ask_for_refresh, rebuild_index

__all__ = [
    "ask_for_refresh",
    "check_index",
    "exclude",
    "judge",
    "keep_list",
    "note_opened",
    "note_shown",
    "rank_for_brief",
    "rebuild_index",
    "undo_exclusion",
    "undo_judgement",
]
