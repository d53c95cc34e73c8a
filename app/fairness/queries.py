"""How declared groups fare: shown on first pages, invited, selected; and one's own declaration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.language import Text, _
from app.fairness.models import DeclaredGroup
from app.fairness.rules import AGE_BANDS, GENDERS, Impact, impacts
from app.invitations.models import Invitation
from app.matches.queries.exposure import profiles_shown
from app.matches.rules.exposure import WEEKS_LOOKED_BACK, week_of
from app.proposals.models import Proposal
from app.proposals.workflow import ProposalState
from app.talents.models import Profile
from app.talents.queries import listed_profiles

STAGES: Mapping[str, Text] = {
    "shown": _("과제 목록의 첫 쪽에 오름"),
    "invited": _("초대를 받음"),
    "selected": _("선정됨"),
}


@dataclass(frozen=True)
class Comparison:
    """The groups of one kind, at each stage in the order of STAGES."""

    kind: Text
    names: Mapping[str, Text]
    stages: Mapping[str, Sequence[Impact]]

    @property
    def lines(self) -> list[tuple[Text, Sequence[Impact]]]:
        """Group by group, what happened to it at each stage."""
        return list(zip(self.names.values(), zip(*self.stages.values(), strict=True), strict=True))


def find_declaration(session: Session, profile: Profile) -> DeclaredGroup | None:
    return session.scalars(sa.select(DeclaredGroup).where(DeclaredGroup.profile_id == profile.id)).first()


def since_of(today: date) -> date:
    """The first day of the weeks compared: as far back as exposure is told."""
    return week_of(today) - timedelta(weeks=WEEKS_LOOKED_BACK - 1)


def comparisons(session: Session, today: date) -> list[Comparison]:
    """Of those who declared a group and can be found now: who of each was reached at least once since then."""
    since = since_of(today)
    start = clock.start_of_day(since)
    reached: dict[str, set[int]] = {
        "shown": profiles_shown(session, since),
        "invited": set(session.scalars(sa.select(Invitation.profile_id).where(Invitation.sent_at >= start))),
        "selected": set(session.scalars(_selected_since(start))),
    }
    members = _members(session)
    kinds = ((_("성별"), GENDERS, members["gender"]), (_("나이대"), AGE_BANDS, members["age_band"]))
    return [
        Comparison(
            kind,
            names,
            {stage: impacts({name: groups[name] for name in names}, reached[stage]) for stage in STAGES},
        )
        for kind, names, groups in kinds
    ]


def _members(session: Session) -> Mapping[str, Mapping[str, list[int]]]:
    listed = listed_profiles().with_only_columns(Profile.id)
    found: dict[str, dict[str, list[int]]] = {"gender": defaultdict(list), "age_band": defaultdict(list)}
    for row in session.scalars(sa.select(DeclaredGroup).where(DeclaredGroup.profile_id.in_(listed))):
        found["gender"][row.gender].append(row.profile_id)
        found["age_band"][row.age_band].append(row.profile_id)
    return found


def _selected_since(start: datetime) -> sa.Select[int]:
    return sa.select(Proposal.profile_id).where(Proposal.state == ProposalState.SELECTED, Proposal.answered_at >= start)
