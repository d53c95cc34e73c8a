"""Making a list: who is eligible, in which order, by which means; the same inputs find the run made before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.matches.backends import OpenedIndex
from app.matches.models import MatchDocument, MatchRun, Mode, Side
from app.matches.queries import documents as read
from app.matches.queries.exposure import exposure_of
from app.matches.queries.index import name_of, open_newest
from app.matches.queries.market import market_of_brief, market_of_profile
from app.matches.queries.plainly import plain_texts, public_numbers
from app.matches.queries.weights import weights_in_use
from app.matches.rules.documents import brief_key, digest_of, number_of, profile_key
from app.matches.rules.exposure import page_for
from app.matches.rules.market import Market
from app.matches.rules.runs import inputs_of, lines_of
from app.matches.rules.wording import counted_aloud
from app.matches.rules.words import by_overlap
from app.settings import Settings
from app.talents.models import Profile
from matching.encoded import EncodedDocument
from matching.lexical import WordStatistics
from matching.pipeline import Ranking, rank, rank_briefs, rank_by_words
from matching.retrieval.generation import IndexUnusable
from matching.retrieval.retriever import Retriever
from matching.weights import Weights

UNREAD = "unread"  # the seeker's own texts have not been encoded yet


@dataclass(frozen=True)
class Seeker:
    """Whose list it is: a brief among profiles, or a profile among briefs."""

    side: Side
    key: str
    market: Market
    as_of: date

    @property
    def owner(self) -> dict[str, int]:
        return {"brief_id" if self.side is Side.CLIENT else "profile_id": number_of(self.key)}


@dataclass(frozen=True)
class Listing:
    """A list ready to be shown; `run` may not be stored yet.

    `problem` says why it is not ranked in full, `behind` whose documents must be read again, and `words` is what an
    explanation needs to say the same scores.
    """

    run: MatchRun
    market: Market
    problem: str | None = None
    behind: Sequence[str] = ()
    words: WordStatistics | None = None

    @property
    def unread(self) -> int:
        """How many have no place by score because their texts are still being read."""
        return len(set(self.run.rest) & set(self.behind))


def list_for_brief(
    session: Session,
    brief: Brief,
    settings: Settings,
    as_of: date,
    *,
    plain: bool = False,
    weights: Weights | None = None,
) -> Listing:
    """Talents for a brief, by the weights in use or by others that are being tried."""
    seeker = Seeker(Side.CLIENT, brief_key(brief.id), market_of_brief(session, brief, as_of), as_of)
    return _list(session, seeker, settings, plain, weights)


def list_in_market(
    session: Session, brief: Brief, market: Market, settings: Settings, as_of: date, *, plain: bool = False
) -> Listing:
    """The same where the brief's terms are not those of one person alone."""
    return _list(session, Seeker(Side.CLIENT, brief_key(brief.id), market, as_of), settings, plain)


def list_for_profile(
    session: Session, profile: Profile, settings: Settings, as_of: date, *, plain: bool = False
) -> Listing:
    """Open briefs for a talent."""
    seeker = Seeker(Side.TALENT, profile_key(profile.id), market_of_profile(session, profile, as_of), as_of)
    return _list(session, seeker, settings, plain)


def _list(session: Session, seeker: Seeker, settings: Settings, plain: bool, weights: Weights | None = None) -> Listing:
    if plain or not settings.matching_on:
        return _by_number(session, seeker)
    weights = weights or weights_in_use(session)
    own = read.current_document(session, **seeker.owner)
    if own is None:
        return _by_overlap(session, seeker)
    try:
        index = open_newest(session, settings, own.model_hash)
        return _by_matching(session, seeker, own, index, None, weights)  # an engine may fall silent half-way, too
    except IndexUnusable as problem:
        nobody = not seeker.market.screening.eligible  # then there is nothing to index and nothing to tell
        return _by_matching(session, seeker, own, None, None if nobody else name_of(problem), weights)


def _by_matching(
    session: Session,
    seeker: Seeker,
    own: MatchDocument,
    index: OpenedIndex | None,
    problem: str | None,
    weights: Weights,
) -> Listing:
    """Scored in full with an index, by words in common without one."""
    documents = read.current_documents(session, Profile if seeker.side is Side.CLIENT else Brief, own.model_hash)
    run = _new_run(seeker, Mode.FULL if index else Mode.LEXICAL, inputs_of(seeker.market, documents, own.id))
    run.model_hash, run.weights_version = own.model_hash, weights.version
    if index:
        run.corpus_digest, run.index_generation = index.corpus_digest, index.retriever.generation
        if seeker.side is Side.CLIENT:
            run.inputs["exposure"] = exposure_of(session, seeker.key, run.inputs["eligible"], seeker.as_of)
    words = index.retriever.words if index else None
    behind = [key for key in seeker.market.screening.eligible if key not in documents]
    found = find_run(session, _named(run).inputs_digest)
    if found is not None:
        return Listing(found, seeker.market, problem, behind, words)
    texts = InputDocuments(session, run)
    if not texts([seeker.key]):
        return _by_overlap(session, seeker)
    ranking = make_ranking(run, texts, seeker.market, index.retriever if index else None, weights)
    behind += sorted(texts.missing)
    run.ranked, run.rest = lines_of(ranking), list(ranking.rest)
    run.first_page = page_for(seeker.key, run.inputs, run.by_score)
    return Listing(run, seeker.market, problem, behind, words)


class InputDocuments:
    """The documents a run is made from, the seeker's own among them, read as they are asked for.

    Of thousands eligible a few hundred are scored. Whoever was asked for and has texts that are not whole is `missing`.
    """

    def __init__(self, session: Session, run: MatchRun) -> None:
        self._session = session
        self._rows: Mapping[str, int] = {seeker_key(run): run.inputs["subject"], **run.inputs["documents"]}
        self.missing: set[str] = set()

    def __call__(self, keys: Sequence[str]) -> Mapping[str, EncodedDocument]:
        known = [key for key in keys if key in self._rows]
        rows = read.documents_by_id(self._session, [self._rows[key] for key in known])
        found = read.encoded_documents(self._session, rows)
        self.missing.update(key for key in known if key not in found)
        return found


def make_ranking(
    run: MatchRun,
    texts: InputDocuments,
    market: Market,
    retriever: Retriever | None,
    weights: Weights,
) -> Ranking:
    """The library's answer for these documents, facts and weights; replay asks it again."""
    key, ids = seeker_key(run), run.inputs["eligible"]
    subject = texts([key])[key]
    if retriever is None:
        return rank_by_words(subject, ids, texts)
    if run.side is Side.CLIENT:
        return rank(subject, ids, texts, retriever=retriever, terms=market.pair, weights=weights, as_of=run.as_of)
    return rank_briefs(subject, ids, texts, words=retriever.words, terms=market.pair, weights=weights, as_of=run.as_of)


def seeker_key(run: MatchRun) -> str:
    return brief_key(run.brief_id) if run.brief_id is not None else profile_key(run.profile_id or 0)


def _by_number(session: Session, seeker: Seeker) -> Listing:
    """Everybody eligible by number, no score."""
    inputs = inputs_of(seeker.market, {}, None)
    inputs["numbers"] = public_numbers(session, inputs["eligible"])
    run = _new_run(seeker, Mode.PLAIN, inputs)
    run.rest = in_order_of_numbers(inputs["numbers"])
    return Listing(_named(run), seeker.market)


def in_order_of_numbers(numbers: Mapping[str, str]) -> list[str]:
    """A-999 stands before A-1000."""
    return sorted(numbers, key=lambda key: (len(numbers[key]), numbers[key]))


def _by_overlap(session: Session, seeker: Seeker) -> Listing:
    """Until the seeker's own texts have been read: everybody eligible, by pieces of words in common."""
    inputs = inputs_of(seeker.market, {}, None)
    inputs["offered"] = plain_texts(session, inputs["eligible"])
    inputs["asked"] = plain_texts(session, [seeker.key])[seeker.key]
    run = _new_run(seeker, Mode.LEXICAL, inputs)
    run.rest = by_overlap(inputs["asked"], inputs["offered"])
    return Listing(_named(run), seeker.market, UNREAD, [seeker.key])


def _new_run(seeker: Seeker, mode: Mode, inputs: dict[str, Any]) -> MatchRun:
    counts = {str(reason): count for reason, count in seeker.market.screening.counts.items()}
    return MatchRun(
        side=seeker.side,
        **seeker.owner,
        mode=mode,
        as_of=seeker.as_of,
        inputs=inputs,
        ranked=[],
        rest=[],
        excluded=counted_aloud(counts),
    )


def _named(run: MatchRun) -> MatchRun:
    """With the digest of everything it is made from: the same inputs are the same run."""
    named = (run.side, run.brief_id, run.profile_id, run.mode, run.as_of.isoformat(), run.inputs, run.excluded)
    run.inputs_digest = digest_of([*named, run.model_hash, run.corpus_digest, run.weights_version])
    return run


def find_run(session: Session, inputs_digest: str) -> MatchRun | None:
    return session.scalars(sa.select(MatchRun).where(MatchRun.inputs_digest == inputs_digest)).first()
