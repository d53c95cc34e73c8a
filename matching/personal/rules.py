"""How a rule is written: the ways in which one thing is told, any of which is enough."""

import re


def any_of(*ways: str) -> re.Pattern[str]:
    return re.compile("|".join(ways), re.MULTILINE)
