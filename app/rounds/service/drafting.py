"""Preparing a round: which briefs and talents take part, how much each can take, and what counts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from app.core.actors import Actor, Kind
from app.core.errors import Forbidden, Invalid, WrongState, require
from app.core.language import Text, _, said
from app.core.workflow import begin, move
from app.rounds import queries
from app.rounds.models import AssignmentRound, RoundBrief, RoundTalent
from app.rounds.rules import MOST_BRIEFS, MOST_PLACES, Weight
from app.rounds.workflow import ROUND
from app.talents.models import Profile

_LINE = re.compile(r"(?P<number>[A-Z]-\d{1,9})(?:\s*[:=×x]?\s*(?P<places>\d{1,3}))?", re.IGNORECASE)


def draft_round(
    session: Session,
    office: Actor,
    *,
    title: str,
    brief_ids: Collection[int],
    weight: Weight = Weight.SCORE,
    talent_places: int = 1,
    numbers: str = "",
    follows: AssignmentRound | None = None,
) -> AssignmentRound:
    """Begin a round with these briefs, each with its open places; `numbers` names the talents, empty means everybody."""
    if office.kind is not Kind.OFFICE:
        raise Forbidden()
    require(title, "title", _("라운드 이름을 적어 주세요. 예: 11월 4주 정기 라운드"))
    talents = _talents(session, numbers, "numbers")
    round_ = AssignmentRound(
        title=title,
        weight=weight,
        talent_places=talent_places,
        takes_everybody=not talents,
        follows_id=follows.id if follows else None,
        briefs=_briefs(session, brief_ids),
        talents=[RoundTalent(profile_id=profile.id, places=places) for profile, places in talents],
    )
    begin(session, ROUND, office, round_)
    return round_


def change_round(
    session: Session,
    office: Actor,
    round_: AssignmentRound,
    *,
    weight: Weight,
    talent_places: int,
    brief_places: Mapping[int, int],
    exceptions: str,
) -> None:
    """Set what counts and how much each can take; 0 places take a brief out. The solution no longer stands."""
    different = _talents(session, exceptions, "exceptions")
    if unwanted := [one.number for one, _places in different if not _takes_part(round_, one)]:
        sentence = said(_("이 라운드에 없는 인재예요: %(numbers)s"), numbers=", ".join(unwanted))
        raise Invalid(sentence, {"exceptions": sentence})
    move(session, ROUND, "change", office, round_, what="conditions")
    round_.weight, round_.talent_places = weight, talent_places
    for line in list(round_.briefs):
        line.places = brief_places.get(line.brief_id, line.places)
        if not line.places:
            round_.briefs.remove(line)
    _set_talent_places(round_, {profile.id: places or 1 for profile, places in different})
    session.flush()


def follow_up(session: Session, office: Actor, round_: AssignmentRound) -> AssignmentRound:
    """A new round of what this one left: its briefs that still want somebody, its talents under the same conditions."""
    if office.kind is not Kind.OFFICE:
        raise Forbidden()
    if not round_.is_sent:
        raise WrongState(_("기업에 보낸 라운드만 이어서 할 수 있어요."))
    if queries.following(session, round_):
        raise WrongState(_("이미 이어진 라운드가 있어요."))
    ours = {line.brief_id for line in round_.briefs}
    left = [brief.id for brief in queries.open_places(session) if brief.id in ours]
    if not left:
        raise WrongState(_("남은 자리가 있는 과제가 없어요. 기업과 인재의 답이 온 뒤에 다시 해 주세요."))
    return draft_round(
        session,
        office,
        title=str(said(_("%(title)s · 남은 자리"), title=round_.title))[-80:],
        brief_ids=left,
        weight=round_.weight,
        talent_places=round_.talent_places,
        numbers="" if round_.takes_everybody else _numbers_still_listed(session, round_),
        follows=round_,
    )


def _briefs(session: Session, brief_ids: Collection[int]) -> list[RoundBrief]:
    wanted = {brief.id: places for brief, places in queries.open_places(session).items() if brief.id in set(brief_ids)}
    require(list(wanted), "brief_ids", _("과제를 하나 이상 골라 주세요."))
    if len(wanted) > MOST_BRIEFS:
        sentence = said(_("한 라운드에는 과제를 %(most)s개까지 넣을 수 있어요."), most=MOST_BRIEFS)
        raise Invalid(sentence, {"brief_ids": sentence})
    return [RoundBrief(brief_id=brief_id, places=min(places, MOST_PLACES)) for brief_id, places in wanted.items()]


def _talents(session: Session, text: str, field: str) -> list[tuple[Profile, int | None]]:
    """ "A-1042, A-1043 2": numbers as people say them, with how many briefs each can take where that is written."""
    found = {match["number"].upper(): match["places"] for match in _LINE.finditer(text)}
    _refuse_rest(text, field)
    listed = queries.listed_numbered(session, found)
    if unknown := sorted(found.keys() - listed.keys()):
        _refuse(said(_("지금 추천을 받지 않거나 없는 번호예요: %(numbers)s"), numbers=", ".join(unknown)), field)
    places = {number: int(typed) if typed else None for number, typed in found.items()}
    if any(count is not None and not 0 < count <= MOST_PLACES for count in places.values()):
        _refuse(said(_("한 인재가 맡을 과제는 1부터 %(most)s까지 적을 수 있어요."), most=MOST_PLACES), field)
    return [(listed[number], count) for number, count in places.items()]


def _refuse_rest(text: str, field: str) -> None:
    if left := _LINE.sub("", text).strip(" ,;\n\r\t"):
        word = left.split()[0][:20]
        _refuse(said(_("‘%(word)s’을(를) 읽지 못했어요. 인재 번호를 ‘A-1042’처럼 적어 주세요."), word=word), field)


def _refuse(sentence: Text, field: str) -> None:
    raise Invalid(sentence, {field: sentence})


def _takes_part(round_: AssignmentRound, profile: Profile) -> bool:
    return round_.takes_everybody or any(line.profile_id == profile.id for line in round_.talents)


def _set_talent_places(round_: AssignmentRound, places: Mapping[int, int]) -> None:
    known = {line.profile_id: line for line in round_.talents}
    for profile_id, line in known.items():
        line.places = places.get(profile_id)
        if round_.takes_everybody and line.places is None:
            round_.talents.remove(line)
    round_.talents += [RoundTalent(profile_id=one, places=places[one]) for one in places.keys() - known.keys()]


def _numbers_still_listed(session: Session, round_: AssignmentRound) -> str:
    listed = queries.listed_named(session, [line.profile_id for line in round_.talents])
    if not listed:
        raise WrongState(_("이 라운드의 인재가 모두 시장을 떠났어요. 새 라운드를 시작해 주세요."))
    return ", ".join(sorted(profile.number for profile in listed.values()))
