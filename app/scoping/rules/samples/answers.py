"""Guesses which column holds the answer one would want to know beforehand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.scoping.rules.samples.columns import ColumnTally
from app.scoping.rules.samples.findings import Target

CALLED_SO = re.compile(
    r"불량|합격|판정|결과|등급|고장|이상\s?(유무|여부)|양부|정상|여부|해지|이탈|탈퇴|반품|연체|부도|분류|라벨|유형|진단"
    r"|label|target|class|result|grade|defect|fail|churn|default|outcome|status|returned|is_",
    re.IGNORECASE,
)
SAYS_SO = re.compile(
    r"ok|ng|pass|fail|합격|불합격|정상|비정상|불량|양품|이상|y|n|yes|no|true|false|o|x|상|중|하|a|b|c", re.IGNORECASE
)
MOST_CLASSES = 20


def likely_target(columns: Sequence[ColumnTally]) -> Target | None:
    """By its heading first, then by values such as OK and NG; the rightmost of equals, as people write results last."""
    ranked = [(_points(column), place) for place, column in enumerate(columns) if _may_be(column)]
    best = max(ranked, default=(0, 0))
    if best[0] == 0:
        return None
    column = columns[best[1]]
    return Target(column.name, tuple(sorted(column.values.items(), key=lambda pair: (-pair[1], pair[0]))))


def _may_be(column: ColumnTally) -> bool:
    return not column.is_varied and 1 < len(column.values) <= MOST_CLASSES and not column.personal() and not column.days


def _points(column: ColumnTally) -> int:
    says = all(SAYS_SO.fullmatch(value) for value in column.values)
    flags = set(column.values) <= {"0", "1"}
    return 4 * bool(CALLED_SO.search(column.name)) + 2 * says + flags
