"""What a talent could change to be met by more briefs, said in at most three sentences, the most useful first."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.language import Text, _, said
from app.matches.rules.remedies import Remedy

MOST_CHANCES = 3


def chances(remedies: Sequence[Remedy], learnable: Sequence[tuple[str, int]]) -> list[Text]:
    """`learnable` are titles of courses and certificates with the number of briefs each would prove more of."""
    found = [(one.more, one.sentence) for one in remedies]
    found += [
        (count, said(_("‘%(title)s’ 수료나 자격이 있으면 과제 %(more)s건에서 충족하는 요건이 늘어요."), title=title, more=count))
        for title, count in learnable[:1]
    ]  # fmt: skip
    return [sentence for _more, sentence in sorted(found, key=lambda one: -one[0])[:MOST_CHANCES]]
