"""Runs: found for those who may see them, and made again from what they were made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.core.actors import Actor, Kind
from app.core.errors import NotFound
from app.matches.models import MatchRun, Mode, Side
from app.matches.queries.documents import documents_by_id, encoded_documents, key_of
from app.matches.queries.index import contents_of
from app.matches.queries.lists import InputDocuments, in_order_of_numbers, make_ranking, seeker_key
from app.matches.queries.market import market_of_brief
from app.matches.queries.plainly import public_numbers
from app.matches.queries.weights import find_weights
from app.matches.rules.exposure import page_for
from app.matches.rules.runs import lines_of, market_from
from app.matches.rules.wording import UNSEEN
from app.matches.rules.words import by_overlap
from app.talents.models import Profile
from matching.encoded import EncodedDocument
from matching.retrieval.faiss_index import FaissIndex, open_index, write_delta, write_generation


class CannotReplay(RuntimeError):
    """Something the run was made of is gone: a person's data were erased, a model or shipped weights were given up."""


@dataclass(frozen=True)
class Replay:
    """The list made again, and whether it is the one that was shown."""

    ranked: Sequence[Mapping[str, Any]]
    rest: Sequence[str]
    is_same: bool


def get_run(session: Session, actor: Actor, run_id: int) -> MatchRun:
    """For the firm or the talent whose list it is, and the office. Raises NotFound."""
    run = session.get(MatchRun, run_id)
    if run is None or not (actor.kind is Kind.OFFICE or _is_own(session, actor, run)):
        raise NotFound()
    return run


def _is_own(session: Session, actor: Actor, run: MatchRun) -> bool:
    if run.side is Side.CLIENT:
        brief = session.get(Brief, run.brief_id)
        return actor.kind is Kind.CLIENT and brief is not None and brief.organisation_id == actor.organisation_id
    profile = session.get(Profile, run.profile_id)
    return actor.kind is Kind.TALENT and profile is not None and profile.user_id == actor.user_id


def replay(session: Session, run: MatchRun) -> Replay:
    """Make the list again from the documents, facts and index contents of its day. Raises CannotReplay."""
    ranked, rest = _again(session, run)
    first_page = page_for(seeker_key(run), run.inputs, [*(line["key"] for line in ranked), *rest])
    was = (run.ranked, run.rest, run.first_page)
    return Replay(ranked, rest, is_same=(ranked, rest, first_page) == was)


def _again(session: Session, run: MatchRun) -> tuple[list[dict[str, Any]], list[str]]:
    if run.mode is Mode.PLAIN:
        return [], in_order_of_numbers(run.inputs["numbers"])
    if "offered" in run.inputs:
        return [], by_overlap(run.inputs["asked"], run.inputs["offered"])
    weights = find_weights(session, run.weights_version)
    if weights is None:
        raise CannotReplay()
    texts = InputDocuments(session, run)
    if not texts([seeker_key(run)]):
        raise CannotReplay()
    market = market_from(run.inputs, is_client=run.side is Side.CLIENT)
    if run.mode is Mode.LEXICAL:
        ranking = make_ranking(run, texts, market, None, weights)
    else:
        with TemporaryDirectory() as folder:
            ranking = make_ranking(run, texts, market, _index_again(session, run, Path(folder)), weights)
    if texts.missing:
        raise CannotReplay()
    return lines_of(ranking), list(ranking.rest)


def _index_again(session: Session, run: MatchRun, folder: Path) -> FaissIndex:
    """The index of that day, written anew from the same documents: it is a function of its contents, whichever engine held it."""
    model = run.model_hash or ""
    contents = contents_of(session, run.corpus_digest or "", model)
    if contents is None:
        raise CannotReplay()
    write_generation(folder, _documents(session, contents.base), model)
    if contents.now != contents.base:
        gone = [key_of(row) for row in documents_by_id(session, contents.dropped)]
        write_delta(folder, _documents(session, contents.added), gone, model, contents.digest)
    return open_index(folder, model, run.corpus_digest)


def _documents(session: Session, row_ids: Collection[int]) -> list[EncodedDocument]:
    encoded = encoded_documents(session, documents_by_id(session, row_ids))
    if len(encoded) < len(row_ids):
        raise CannotReplay()
    return [encoded[key] for key in sorted(encoded)]


def numbers_now(session: Session, run: MatchRun) -> dict[str, str]:
    """Public numbers of those on the run who may still be shown: who has left the lists has left this one too."""
    keys = run.order
    if run.side is Side.CLIENT:
        brief = session.get_one(Brief, run.brief_id)
        market = market_of_brief(session, brief, run.as_of)
        gone = {key for key, reasons in market.screening.excluded.items() if UNSEEN & set(reasons)}
        keys = [key for key in keys if key in market.others and key not in gone]
    return public_numbers(session, keys)
