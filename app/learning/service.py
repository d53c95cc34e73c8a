"""Fits candidate weights to what happened, measures them on later lists, and leaves the choice to people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import Database
from app.core.errors import Invalid
from app.core.language import _, said
from app.learning.queries.histories import seen_lists
from app.learning.rules import FEWEST_OUTCOMES, MATURE_DAYS
from app.matches.queries.index import open_newest
from app.matches.queries.weights import weights_in_use
from app.matches.service import propose_weights
from app.settings import Settings
from matching.learning.comparing import Comparison, compare
from matching.learning.fitting import Fit, fit, graded
from matching.learning.histories import SeenList, outcomes_in, split_by_time
from matching.lexical import WordStatistics
from matching.retrieval.generation import IndexUnusable
from matching.weights import Weights


def fit_weights(database: Database, settings: Settings) -> dict[str, Any]:
    """Keeps a candidate and returns its report. Raises Invalid where too little happened to learn from.

    Always starts from the weights that came with the product: many small fits in a row must not drift away.
    """
    with database.reading() as session:
        in_use = weights_in_use(session)
        lists = seen_lists(session, _words(session, settings), until=_mature())
    if outcomes_in(lists) < FEWEST_OUTCOMES:
        raise Invalid(_too_few(outcomes_in(lists)))
    earlier, later = split_by_time(lists)
    if outcomes_in(earlier) == 0:
        raise Invalid(_("앞선 목록에서 초대한 사람이 아직 없어, 배울 것이 없어요."))
    learnt = fit(earlier, version="candidate")
    compared = compare(later, in_use, learnt.weights, learnt.steepness)
    if compared is None:
        raise Invalid(_("나중 목록에서 아직 아무도 열어 보지 않아, 견줄 수 없어요."))
    report = _report(earlier, later, learnt, compared, in_use)
    with database.writing.begin() as session:
        row = propose_weights(session, learnt.weights, report=report)
        return {**report, "version": row.version}


def _words(session: Session, settings: Settings) -> WordStatistics:
    try:
        return open_newest(session, settings).retriever.words
    except IndexUnusable:
        raise Invalid(_("쓸 수 있는 색인이 없어요. 먼저 flask index rebuild를 해 주세요.")) from None


def _mature() -> datetime:
    return clock.now() - timedelta(days=MATURE_DAYS)


def _too_few(outcomes: int) -> Any:
    sentence = _(
        "초대까지 이어진 사람이 %(outcomes)s명이에요. %(fewest)s명부터 맞춰 볼 수 있어요. "
        "목록을 처음 본 지 %(days)s일이 지난 과제만 세요."
    )
    return said(sentence, outcomes=outcomes, fewest=FEWEST_OUTCOMES, days=MATURE_DAYS)


def _report(
    earlier: Sequence[SeenList], later: Sequence[SeenList], learnt: Fit, compared: Comparison, in_use: Weights
) -> dict[str, Any]:
    """Everything the office reads beside the candidate, as it was at this moment."""
    lists = [*earlier, *later]
    return {
        "learnt_from": len(earlier),
        "measured_on": compared.lists,
        "since": lists[0].at.isoformat(),
        "split_at": later[0].at.isoformat(),
        "until": lists[-1].at.isoformat(),
        "grades": graded(lists),
        "outcomes": outcomes_in(lists),
        "choices": learnt.choices,
        "steepness": round(learnt.steepness, 2),
        "against": in_use.version,
        **{name: round(getattr(compared, name), 4) for name in ("before", "after", "gain", "low", "high")},
    }
