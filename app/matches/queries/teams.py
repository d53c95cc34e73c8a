"""Teams for a brief that nobody covers alone: who brings what, what each one's going would leave open, hours and cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.briefs.models import Brief
from app.matches.models import Verdict
from app.matches.queries.cards import explanations, heading_of, requirement_line, things_behind
from app.matches.queries.judged import judgements_of
from app.matches.queries.lists import Listing, list_in_market
from app.matches.queries.market import market_of_brief
from app.matches.rules.documents import number_of
from app.settings import Settings
from matching.clones import originals
from matching.encoded import EncodedDocument
from matching.explanation import Explanation, Label, RequirementFit
from matching.pool import Pool
from matching.teams import POOL, Member, Need, Team, propose_teams
from matching.terms import TalentTerms
from matching.weights import DEFAULT_WEIGHTS


@dataclass(frozen=True)
class Person:
    """One whom a team may hold, as a page without names calls them, with each requirement as their profile shows it."""

    key: str
    number: str
    heading: str
    terms: TalentTerms
    lines: Mapping[str, Mapping[str, Any]]

    @property
    def id(self) -> int:
        return number_of(self.key)


@dataclass(frozen=True)
class ProposedTeam:
    """`only_they` are the requirements nobody else in the team shows; `hours` each one's even share of a week."""

    people: Sequence[Person]
    only_they: Mapping[str, Sequence[str]]
    hours: int | None
    cost_won: int | None


@dataclass(frozen=True)
class Teams:
    """What there is to say about teams for one brief.

    `is_partial` where not all is met and what is partly met counts too; `unshown` are the essentials nobody shows even so.
    """

    listing: Listing
    teams: Sequence[ProposedTeam]
    alone: Sequence[Person]
    is_partial: bool
    unshown: Sequence[str]


FULLY = frozenset({Label.MET})
AT_LEAST_PARTLY = FULLY | {Label.PARTLY}


def teams_for_brief(session: Session, brief: Brief, settings: Settings, as_of: date) -> Teams:
    """Looked for among all who fit, and among those too whose hours or rate are too much to ask of one person alone."""
    market = market_of_brief(session, brief, as_of)
    shared = market.changed(hours_per_week=None, budget_won=None)
    listing = list_in_market(session, brief, shared, settings, as_of)
    explained = explanations(session, listing, _looked_at(session, brief, listing), reasons=False)
    people = _people(session, listing, explained)
    asked = {fit.ref: fit for explanation, _profile in explained.values() for fit in explanation.requirements}
    need = _need(brief, asked)
    for labels in (FULLY, AT_LEAST_PARTLY):
        members = _members(people, explained, labels)
        covering = {member.id for member in members if member.shows.issuperset(need.essentials)}
        alone = [key for key in people if key in covering and key in market.screening.eligible]
        found = [] if alone else propose_teams(members, need)
        if alone or found:
            break
    shown = frozenset[str]().union(*(member.shows for member in members))
    return Teams(
        listing,
        teams=[_proposed(team, people, brief) for team in found],
        alone=[people[key] for key in alone],
        is_partial=labels is AT_LEAST_PARTLY,
        unshown=[asked[ref].text for ref in need.essentials if ref not in shown],
    )


def _looked_at(session: Session, brief: Brief, listing: Listing) -> list[str]:
    """The best scored, without those whom the firm has hidden."""
    hidden = {key for key, word in judgements_of(session, brief).items() if word.verdict is Verdict.HIDE}
    return [line["key"] for line in listing.run.ranked if line["key"] not in hidden][:POOL]


def _need(brief: Brief, asked: Mapping[str, RequirementFit]) -> Need:
    return Need(
        essentials=tuple(ref for ref, fit in asked.items() if fit.is_essential),
        nices=tuple(ref for ref, fit in asked.items() if not fit.is_essential),
        hours_per_week=brief.hours_per_week,
        weeks=brief.weeks,
        budget_won=brief.budget_won,
    )


def _people(
    session: Session, listing: Listing, explained: Mapping[str, tuple[Explanation, EncodedDocument]]
) -> dict[str, Person]:
    things = things_behind(session, listing, list(explained))
    return {
        key: Person(
            key,
            things[key].number,
            heading_of(things[key]),
            listing.market.others[key],
            {fit.ref: requirement_line(fit, profile) for fit in explanation.requirements},
        )
        for key, (explanation, profile) in explained.items()
    }


def _members(
    people: Mapping[str, Person],
    explained: Mapping[str, tuple[Explanation, EncodedDocument]],
    labels: frozenset[Label],
) -> list[Member]:
    """What each shows by one of these labels; whose profile repeats another's is marked."""
    keys = list(people)
    if not keys:
        return []
    firsts = originals(Pool.of([explained[key][1] for key in keys], DEFAULT_WEIGHTS), range(len(keys)))
    return [
        Member(
            key,
            explained[key][0].score,
            frozenset(fit.ref for fit in explained[key][0].requirements if fit.label in labels),
            people[key].terms.hours_per_week,
            people[key].terms.rate_won,
            copy_of=None if first == place else keys[first],
        )
        for place, (key, first) in enumerate(zip(keys, firsts, strict=True))
    ]


def _proposed(team: Team, people: Mapping[str, Person], brief: Brief) -> ProposedTeam:
    return ProposedTeam(
        people=[people[key] for key in team.members],
        only_they={key: [people[key].lines[ref]["text"] for ref in refs] for key, refs in team.contribution.items()},
        hours=None if brief.hours_per_week is None else -(-brief.hours_per_week // len(team.members)),
        cost_won=team.cost_won,
    )
