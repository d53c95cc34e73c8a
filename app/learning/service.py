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
from app.learning.queries.histories import outcomes_between, seen_lists
from app.learning.queries.talents import lists_of_talents
from app.learning.queries.versions import find_last_fit
from app.learning.rules import FEWEST_OUTCOMES, FIT_AGAIN, MATURE_DAYS
from app.matches.queries.index import open_newest
from app.matches.queries.weights import weights_in_use
from app.matches.service import propose_weights
from app.settings import Settings
from matching.learning.comparing import Comparison, compare
from matching.learning.fitting import Fit, fit, graded
from matching.learning.histories import SeenList, outcomes_in, split_by_time
from matching.learning.position import steepness_in
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
    with database.reading() as session:
        seen_by_talents = lists_of_talents(session, _words(session, settings), after=later[0].at, until=_mature())
    report = {
        **_report(earlier, later, learnt, compared, in_use),
        "talents": _on_the_other_side(seen_by_talents, in_use, learnt),
    }
    with database.writing.begin() as session:
        row = propose_weights(session, learnt.weights, report=report)
        return {**report, "version": row.version}


def fit_if_due(database: Database, settings: Settings) -> dict[str, Any] | None:
    """The same without being asked: at most once a month, and once enough came of lists that no fit knew.

    Harmless when repeated, since the candidate it keeps is what the next one waits on.
    """
    with database.reading() as session:
        last = find_last_fit(session)
        if last is not None and clock.now() - last.made_at < FIT_AGAIN:
            return None
        known_until = datetime.fromisoformat(last.report["until"]) if last and last.report else None
        if outcomes_between(session, known_until, _mature()) < FEWEST_OUTCOMES:
            return None
    return fit_weights(database, settings)


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


def _on_the_other_side(lists: Sequence[SeenList], in_use: Weights, learnt: Fit) -> dict[str, Any] | None:
    """What the candidate does to the talents' lists, whose order it would change, too."""
    if not lists:
        return None
    compared = compare(lists, in_use, learnt.weights, steepness_in(lists, in_use))
    return {"grades": graded(lists), **_in_figures(compared)} if compared else None


def _in_figures(compared: Comparison) -> dict[str, Any]:
    names = ("before", "after", "gain", "low", "high")
    return {"measured_on": compared.lists, **{name: round(getattr(compared, name), 4) for name in names}}


def _report(
    earlier: Sequence[SeenList], later: Sequence[SeenList], learnt: Fit, compared: Comparison, in_use: Weights
) -> dict[str, Any]:
    """Everything the office reads beside the candidate, as it was at this moment."""
    lists = [*earlier, *later]
    return {
        "learnt_from": len(earlier),
        "since": lists[0].at.isoformat(),
        "split_at": later[0].at.isoformat(),
        "until": lists[-1].at.isoformat(),
        "grades": graded(lists),
        "outcomes": outcomes_in(lists),
        "choices": learnt.choices,
        "steepness": round(learnt.steepness, 2),
        "against": in_use.version,
        **_in_figures(compared),
    }
