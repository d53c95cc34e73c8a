"""Keeping the index: what changed goes beside the generation within seconds, and a new generation when that has grown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock, jobs
from app.core.db import Database
from app.matches.backends import OpenedIndex, engine_for
from app.matches.models import IndexContents, MatchRun
from app.matches.queries.documents import documents_by_id, encoded_documents, key_of
from app.matches.queries.index import Contents, contents_of, indexable, open_newest
from app.matches.service.alone import alone
from app.matches.service.encoding import model_hash
from app.settings import Settings
from matching.encoded import EncodedDocument
from matching.retrieval.generation import IndexUnusable
from matching.retrieval.rows import gather

INDEX_JOB = "matches.index"
GENERATION_JOB = "matches.generation"
GROWN = 0.1  # of the generation: more beside it makes every question slower
MOST = 2000  # documents beside a generation; a delta in files is written whole each time, and this many take about a second
AT_ONCE = 500

State = tuple[OpenedIndex, Contents]


def ask_for_index(session: Session) -> None:
    jobs.enqueue(session, INDEX_JOB, {}, dedupe_key=INDEX_JOB)


def write_index(database: Database, settings: Settings) -> str | None:
    """Bring the index up to what is listed now: costs what changed since. The name of its new state, or None."""
    with alone(database, settings, INDEX_JOB), database.reading() as session:
        listed, state = _listed(session, settings), find_state(session, settings)
        if listed and state and state[1].base:
            return _write_changes(session, database, settings, state, listed)
    return write_generation(database, settings)


def write_generation(database: Database, settings: Settings) -> str | None:
    """Everything anew. Where there are many it takes minutes: what changes meanwhile goes on being written beside the old one."""
    name = model_hash(settings.model)
    with alone(database, settings, GENERATION_JOB), database.reading() as session:
        written: list[int] = []
        rows = gather(_encoded(session, indexable(session, name), written))
        if not written:
            engine_for(settings).clear(database)  # nobody is listed: nobody's vectors stay
            return None
        _tell_contents(database, name, Contents(rows.corpus, frozenset(written)), rows.corpus)
        made = engine_for(settings).write_generation(database, rows, name, rows.corpus)
        _forget_passing_states(database)
    with alone(database, settings, INDEX_JOB), database.reading() as session:
        listed, state = _listed(session, settings), find_state(session, settings)
        return (_write_changes(session, database, settings, state, listed) if state else None) or made


def _encoded(session: Session, wanted: Mapping[str, int], written: list[int]) -> Iterator[EncodedDocument]:
    """In the order of their keys, a few hundred in memory at a time; `written` notes the rows of those whose vectors are whole."""
    keys = sorted(wanted)
    for start in range(0, len(keys), AT_ONCE):
        rows = {
            key_of(row): row for row in documents_by_id(session, [wanted[key] for key in keys[start : start + AT_ONCE]])
        }
        found = encoded_documents(session, list(rows.values()))
        session.expunge_all()
        for key in sorted(found):
            written.append(rows[key].id)
            yield found[key]


def _write_changes(
    session: Session, database: Database, settings: Settings, state: State, listed: frozenset[int]
) -> str | None:
    (opened, contents), engine = state, engine_for(settings)
    since = contents.base if engine.deltas_replace else contents.now
    if listed == contents.now:
        return None
    rows = documents_by_id(session, sorted(listed - since))
    encoded = encoded_documents(session, rows)
    now = (since & listed) | {row.id for row in rows if key_of(row) in encoded}
    if now == contents.now:
        return None
    changed = Contents(contents.base_digest, contents.base, now - contents.base, contents.base - now)
    corpus = changed.digest
    _tell_contents(database, opened.model_hash, changed, corpus)
    gone = [key_of(row) for row in documents_by_id(session, sorted(since - now))]
    made = engine.write_delta(database, opened, [encoded[key] for key in sorted(encoded)], gone, corpus)
    if max(len(changed.added), len(changed.dropped)) > min(GROWN * len(changed.base), MOST):
        with database.writing.begin() as writer:
            jobs.enqueue(writer, GENERATION_JOB, {}, dedupe_key=GENERATION_JOB)
    return made


def find_state(session: Session, settings: Settings) -> State | None:
    """The index as it stands and what it was written from, where both are whole and of the model of now."""
    try:
        opened = open_newest(session, settings, model_hash(settings.model), patient=True)
    except IndexUnusable:
        return None
    contents = contents_of(session, opened.corpus_digest, opened.model_hash)
    return (opened, contents) if contents else None


def is_index_behind(session: Session, settings: Settings) -> bool:
    """Whether the index is unusable, or of other documents than those listed now. Compares numbers, reads no text."""
    listed, state = _listed(session, settings), find_state(session, settings)
    return state[1].now != listed if state else bool(listed)


def _listed(session: Session, settings: Settings) -> frozenset[int]:
    return frozenset(indexable(session, model_hash(settings.model)).values())


def _tell_contents(database: Database, model_hash: str, contents: Contents, corpus: str) -> None:
    """Before anybody can meet that state: what readers open is always known to the database."""
    with database.writing.begin() as session:
        row = IndexContents(corpus_digest=corpus, model_hash=model_hash, document_ids=contents.as_json())
        session.merge(row)


def _forget_passing_states(database: Database) -> None:
    """Whatever stood beside a generation for a while is named only as long as a list that was made with it is kept."""
    named = sa.select(MatchRun.corpus_digest).where(MatchRun.corpus_digest.is_not(None))
    beside = sa.cast(IndexContents.document_ids, sa.Text).startswith("{")
    passed = IndexContents.made_at < clock.now() - timedelta(days=1)
    with database.writing.begin() as session:
        session.execute(sa.delete(IndexContents).where(beside, passed, IndexContents.corpus_digest.not_in(named)))
