"""How near two skills are, so that a project in 결함검출 proves part of 이상탐지."""

from collections import defaultdict
from functools import cache

from matching.vocabulary.reader import skills

BROADER = 0.6  # between a skill and the one it belongs to; two skills under one parent come to its square
FLOOR = 0.25  # fainter than this, nearness proves nothing


def closeness(a: str, b: str) -> float:
    """1 for the same skill, the product of the steps along the best path between two, 0 for strangers."""
    return _near(a).get(b, 0.0)


@cache
def _near(skill_id: str) -> dict[str, float]:
    """Every skill within reach. Steps only weaken, so widening the best so far cannot miss a better path."""
    if skill_id not in _steps():
        return {}
    best = {skill_id: 1.0}
    frontier = [skill_id]
    while frontier:
        here = frontier.pop()
        for there, step in _steps()[here].items():
            value = best[here] * step
            if value >= FLOOR and value > best.get(there, 0.0):
                best[there] = value
                frontier.append(there)
    return best


@cache
def _steps() -> dict[str, dict[str, float]]:
    steps: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for skill in skills():
        steps[skill.id]  # a skill with no neighbours is still a skill
        for other, step in ((parent, BROADER) for parent in skill.broader):
            steps[skill.id][other] = steps[other][skill.id] = step
        for other, step in skill.related:
            steps[skill.id][other] = steps[other][skill.id] = max(step, steps[skill.id].get(other, 0.0))
    return dict(steps)
