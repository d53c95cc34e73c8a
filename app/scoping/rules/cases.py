"""What became of earlier work like this, failures included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.language import Text, _, said
from app.scoping.rules.tables import table
from app.scoping.rules.words import Words, words


@dataclass(frozen=True, slots=True)
class PastCase:
    """A published case or a closed brief; `stop_reason` names why it ended early, empty where it did not."""

    id: str
    title: str
    stop_reason: str = ""


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """How many were alike, how many of them ended early, and the reason most often given."""

    count: int
    stopped: int
    reason: Words | None
    reason_count: int

    def sentence(self) -> Text:
        if not self.count:
            return _("아직 비슷한 과제가 없어요.")
        if not self.stopped:
            return said(_("유사 과제 %(count)s건은 끝까지 갔어요."), count=self.count)
        line = _("유사 과제 %(count)s건 중 %(stopped)s건이 중단됐어요. 가장 많은 까닭: %(reason)s(%(reason_count)s건)")
        return said(line, count=self.count, stopped=self.stopped, reason=self.reason, reason_count=self.reason_count)


def stop_reasons() -> Mapping[str, Words]:
    """Why work ends early, by the code that is kept: what owners choose from and what is counted later."""
    return {code: words(cell) for code, cell in table("verdict")["stop_reasons"].items()}


def summarise(cases: Sequence[PastCase]) -> CaseSummary:
    names = stop_reasons()
    reasons = Counter(one.stop_reason if one.stop_reason in names else "other" for one in cases if one.stop_reason)
    first = min(reasons, key=lambda name: (-reasons[name], name), default=None)
    return CaseSummary(
        count=len(cases),
        stopped=reasons.total(),
        reason=names[first] if first else None,
        reason_count=reasons[first] if first else 0,
    )
