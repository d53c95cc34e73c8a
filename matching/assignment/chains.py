"""Chains of changes that end where there is room: as many beside each other as one search finds (Dinic 1970)."""

from collections.abc import Iterable

import numpy as np

from matching.assignment.pairs import Ints


class Ways:
    """Changes that lead from point to point, never in a circle, and how many chains may end at each point."""

    def __init__(self, start: Ints, end: Ints, change: Ints, room: Ints) -> None:
        order = np.argsort(start, kind="stable")
        counts = np.bincount(start, minlength=len(room))
        last = np.cumsum(counts)
        self._end, self._change = end[order].tolist(), change[order].tolist()
        self._next, self._last = (last - counts).tolist(), last.tolist()
        self.room: list[int] = room.tolist()

    def chains(self, starts: Iterable[int]) -> list[int]:
        """The changes of a chain from each start that finds one; none is made twice."""
        return [change for start in starts for change in self._chain(start)]

    def _chain(self, point: int) -> list[int]:
        passed: list[int] = []
        while not self.room[point]:
            if self._next[point] < self._last[point]:
                passed.append(point)
                point = self._end[self._next[point]]
            elif passed:
                point = passed.pop()
                self._next[point] += 1  # it leads nowhere
            else:
                return []
        self.room[point] -= 1
        changes = [self._change[self._next[point]] for point in passed]
        for point in passed:
            self._next[point] += 1
        return changes
