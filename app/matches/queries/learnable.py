"""Which course or certificate would prove more of the briefs a talent reads: tried by explaining each pair again with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.matches.models import Mode
from app.matches.queries.cards import explainer
from app.matches.queries.documents import documents_by_id, encoded_documents, stored_texts
from app.matches.queries.lists import Listing, seeker_key
from app.talents.models import Certificate, Course, Profile
from app.talents.queries import listed_profiles
from app.talents.rules import mask
from matching.documents import Document, Kind, Text
from matching.encoded import EncodedDocument, EncodedText
from matching.explanation import Explanation, Label

HELD_BY = 3  # people at least: nobody is told apart by what they learnt
TRIED = 6  # the most common ones
LOOKED_AT = 20  # of the talent's list, best first


@dataclass(frozen=True)
class Learnable:
    """With `title` in the profile, each of these briefs has one requirement more that is met, and none fewer."""

    title: str
    briefs: Sequence[str]


def learnables(session: Session, listing: Listing) -> list[Learnable]:
    """The most useful first; none where the list is not ranked in full."""
    run = listing.run
    if run.mode is not Mode.FULL or not run.ranked:
        return []
    keys = [line["key"] for line in run.ranked[:LOOKED_AT]]
    rows = documents_by_id(session, [run.inputs["subject"], *(run.inputs["documents"][key] for key in keys)])
    documents = encoded_documents(session, rows)
    own = documents.pop(seeker_key(run))
    common = _common(session, run.model_hash or "", own)
    profiles = [own, *(_grown(own, text, encoded) for text, encoded in common)]
    explain_all = explainer(session, listing, reasons=False)
    helped: dict[str, list[str]] = defaultdict(list)
    for key, brief in documents.items():
        before, *after = map(_met, explain_all(brief, profiles, [listing.market.pair(key)] * len(profiles)))
        for (text, _encoded), met in zip(common, after, strict=True):
            if before < met:
                helped[text.text].append(key)
    return sorted((Learnable(title, briefs) for title, briefs in helped.items()), key=_most_useful)


def _most_useful(one: Learnable) -> tuple[int, str]:
    return -len(one.briefs), one.title


def _met(explanation: Explanation) -> frozenset[str]:
    return frozenset(fit.ref for fit in explanation.requirements if fit.label is Label.MET)


def _common(session: Session, model_hash: str, own: EncodedDocument) -> list[tuple[Text, EncodedText]]:
    """What several people have and this one has not; texts of others were read before, so nothing need be encoded."""
    texts = [Text(Kind.CERTIFICATE, title, ref="learnable") for title in _titles(session) if mask(title) == title]
    known = stored_texts(session, model_hash, {text.digest for text in texts})
    has = {text.text.casefold() for text in own.texts}
    fresh = [text for text in texts if text.digest in known and text.text.casefold() not in has]
    return [(text, known[text.digest]) for text in fresh[:TRIED]]


def _titles(session: Session) -> Sequence[str]:
    listed = listed_profiles().with_only_columns(Profile.id)
    both = sa.union_all(
        sa.select(Certificate.title, Certificate.profile_id), sa.select(Course.title, Course.profile_id)
    ).subquery()
    people = sa.func.count(sa.distinct(both.c.profile_id))
    query = sa.select(both.c.title).where(both.c.profile_id.in_(listed)).group_by(both.c.title)
    return session.scalars(query.having(people >= HELD_BY).order_by(people.desc(), both.c.title).limit(4 * TRIED)).all()


def _grown(own: EncodedDocument, text: Text, encoded: EncodedText) -> EncodedDocument:
    """The profile as it would be read with this text in it."""
    found: Mapping[str, EncodedText] = {one.digest: one for one in (*own.encoded, encoded)}
    return EncodedDocument.assemble(Document(own.id, (*own.texts, text)), found)
