"""A brief's milestones: what is handed over step by step, when each counts as done, and its share of the pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from app.core.language import Text, _, said

MILESTONES_MOST = 8
MILESTONE_TITLE_LENGTH = 80
ACCEPT_LENGTH = 500
WHOLE = 100  # per cent: the shares of a brief's milestones add up to it


@dataclass(frozen=True)
class Milestone:
    """One step as it is written: its name, what must hold to accept it, its share in per cent, and its weeks."""

    title: str
    accept: str
    share: int
    weeks: int

    def __str__(self) -> str:
        return str(
            said(
                _("%(title)s (%(weeks)s주, 대금의 %(share)s%%): %(accept)s"),
                title=self.title,
                weeks=self.weeks,
                share=self.share,
                accept=self.accept,
            )
        )


def kept(milestones: Sequence[Milestone]) -> list[dict[str, Any]]:
    """As JSON keeps them."""
    return [asdict(one) for one in milestones]


def restored(plain: Sequence[Mapping[str, Any]]) -> list[Milestone]:
    return [Milestone(**one) for one in plain]


def bad_milestones(milestones: Sequence[Milestone]) -> Text | None:
    """The first thing wrong with a plan that is not empty."""
    if len(milestones) > MILESTONES_MOST:
        return said(_("단계는 %(most)s개까지 적을 수 있어요."), most=MILESTONES_MOST)
    if any(not one.title or not one.accept for one in milestones):
        return _("단계마다 이름과 마친 것으로 볼 기준을 적어 주세요.")
    if any(len(one.title) > MILESTONE_TITLE_LENGTH or len(one.accept) > ACCEPT_LENGTH for one in milestones):
        return _("단계의 이름이나 기준이 너무 길어요. 줄여 주세요.")
    if any(one.share < 1 or one.weeks < 1 for one in milestones):
        return _("단계마다 대금의 몫은 1% 이상, 기간은 1주 이상으로 적어 주세요.")
    total = sum(one.share for one in milestones)
    sentence = _("대금의 몫을 더하면 %(total)s%%예요. 100%%가 되게 맞춰 주세요.")
    return None if total == WHOLE else said(sentence, total=total)
