"""What a page says of each pair on it: score, requirements with their proof, what is missing, plain facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from app.briefs.models import Brief
from app.briefs.rules import without_firm
from app.core.language import Text, _
from app.matches.models import Judgement, Mode, Side
from app.matches.queries.documents import documents_by_id, encoded_documents
from app.matches.queries.lists import Listing, seeker_key
from app.matches.queries.weights import find_weights
from app.matches.rules.documents import number_of
from app.matches.rules.scores import ReasonLine, Score, anchor_of, reason_lines, score_of, source_of
from app.matches.rules.wording import EVIDENCE_NAMES
from app.talents.models import Profile
from app.talents.rules import hider_for
from matching.encoded import EncodedDocument
from matching.explanation import Explanation, Label, explain_each
from matching.language import language_of
from matching.terms import BriefTerms, TalentTerms
from matching.weights import DEFAULT_WEIGHTS

ExplainAll: TypeAlias = Callable[
    [EncodedDocument, Sequence[EncodedDocument], Sequence[tuple[BriefTerms, TalentTerms]]], list[Explanation]
]


@dataclass(frozen=True)
class Card:
    """One line of a list; `heading` names nobody. Without a score (plain or lexical lists, texts still being read)
    `score` is None.
    """

    key: str
    rank: int
    thing: Any
    heading: str
    brief_terms: BriefTerms
    talent_terms: TalentTerms
    score: Score | None = None
    requirements: Sequence[Mapping[str, Any]] = ()
    reasons: Sequence[ReasonLine] = ()
    judgement: Judgement | None = None
    is_offered: bool = False

    @property
    def id(self) -> int:
        return number_of(self.key)

    @property
    def language(self) -> str:
        return language_of(self.heading)

    @property
    def missing(self) -> list[Text]:
        """Essential requirements that nothing shows yet; where that is all of several, so much in a word."""
        essentials = [one for one in self.requirements if one["is_essential"]]
        missing: list[Text] = [one["text"] for one in essentials if one["label"] == Label.NOT_MET]
        return [_("필수 요건 모두")] if len(missing) == len(essentials) > 1 else missing


def cards_for(
    session: Session,
    listing: Listing,
    keys: Sequence[str],
    judgements: Mapping[str, Judgement] | None = None,
    *,
    reasons: bool = True,
) -> list[Card]:
    """Cards in the order of `keys`; a list needs no reasons, each of which is a scoring of its own."""
    things = things_behind(session, listing, keys)
    explained = explanations(session, listing, keys, reasons=reasons)
    ranks = {key: rank for rank, key in enumerate(listing.run.order, 1)}
    found = []
    for key in keys:
        thing, judgement = things[key], (judgements or {}).get(key)
        card = Card(
            key,
            ranks[key],
            thing,
            heading_of(thing),
            *listing.market.pair(key),
            judgement=judgement,
            is_offered=key in listing.run.offered,
        )
        found.append(_explained(card, *explained[key]) if key in explained else card)
    return found


def heading_of(thing: Brief | Profile) -> str:
    """What a list calls it, without naming the person or the firm."""
    if isinstance(thing, Brief):
        return without_firm(thing.heading, thing.organisation.name, thing.organisation.name_en)
    return hider_for(thing)(thing.headline)


def explanations(
    session: Session, listing: Listing, keys: Sequence[str], *, reasons: bool = True
) -> dict[str, tuple[Explanation, EncodedDocument]]:
    """By key, with the profile each speaks of; nobody where the list is not ranked in full."""
    run = listing.run
    if run.mode is not Mode.FULL or listing.words is None:
        return {}
    scored = {line["key"] for line in run.ranked}
    wanted = [run.inputs["documents"][key] for key in keys if key in scored]
    encoded = encoded_documents(session, documents_by_id(session, [run.inputs["subject"], *wanted]))
    own, others = encoded[seeker_key(run)], [key for key in keys if key in scored and key in encoded]
    explain_all = explainer(session, listing, reasons=reasons)
    if run.side is Side.TALENT:
        return {key: (explain_all(encoded[key], [own], [listing.market.pair(key)])[0], own) for key in others}
    profiles = [encoded[key] for key in others]
    explained = explain_all(own, profiles, [listing.market.pair(key) for key in others])
    return {key: (one, encoded[key]) for key, one in zip(others, explained, strict=True)}


def explainer(session: Session, listing: Listing, *, reasons: bool) -> ExplainAll:
    """Explains a brief with many profiles at once by what this list was made with."""
    weights = find_weights(session, listing.run.weights_version) or DEFAULT_WEIGHTS
    words, as_of = listing.words, listing.run.as_of
    if words is None:
        raise ValueError("only a list ranked in full can be explained")
    return lambda brief, profiles, terms: explain_each(
        brief, profiles, words=words, terms=terms, weights=weights, as_of=as_of, reasons=reasons
    )


def _explained(card: Card, explanation: Explanation, profile: EncodedDocument) -> Card:
    lines = [requirement_line(fit, profile) for fit in explanation.requirements]
    return replace(card, score=score_of(explanation), requirements=lines, reasons=reason_lines(explanation))


def requirement_line(fit: Any, profile: EncodedDocument) -> dict[str, Any]:
    line = {"text": fit.text, "label": fit.label.value, "is_essential": fit.is_essential, "quote": None}
    if fit.quote is None:
        return line
    source = next(text for text in profile.texts if text.ref == fit.quote.ref)
    return {
        **line,
        "quote": fit.quote.text,
        "quote_lang": source.language,
        "source": source_of(source.kind, source.text, fit.quote.text),
        "anchor": anchor_of(source.ref),
        "evidence": EVIDENCE_NAMES[source.evidence],
    }


def things_behind(session: Session, listing: Listing, keys: Sequence[str]) -> dict[str, Any]:
    """The rows behind the keys, in one query."""
    ids = [number_of(key) for key in keys]
    if listing.run.side is Side.CLIENT:
        profiles = session.scalars(sa.select(Profile).options(joinedload(Profile.user)).where(Profile.id.in_(ids)))
        return {f"profile:{profile.id}": profile for profile in profiles}
    briefs = session.scalars(sa.select(Brief).options(selectinload(Brief.requirements)).where(Brief.id.in_(ids)))
    return {f"brief:{brief.id}": brief for brief in briefs.unique()}
