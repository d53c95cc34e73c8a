"""Lays out the first page of a list so that the same few do not stand on all of them; scores and the order stay."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil

OFFERED_SHARE = 0.1  # of the first page, for people without history
DRAWN_FROM = 10  # the next best of them take part in the draw: chance chooses among those who fit


@dataclass(frozen=True)
class FirstPage:
    """Who stands on it, in order; who was drawn onto it, and who made room because they stand on enough of them."""

    keys: tuple[str, ...]
    offered: tuple[str, ...] = ()
    resting: tuple[str, ...] = ()

    def over(self, order: Sequence[str]) -> list[str]:
        """The whole list with this first page: nobody is lost and nobody stands twice."""
        first = set(self.keys)
        return [*self.keys, *(key for key in order if key not in first)]


def lay_out(order: Sequence[str], *, full: Collection[str], new: Collection[str], seed: str, size: int) -> FirstPage:
    """`full` stand on enough first pages already and make room while others can take it; `new` have no history yet.

    Where too few of the new stand on the page by themselves, some of the next best are drawn onto its last places.
    The same arguments give the same page.
    """
    rested = _without_full(order, full, size)
    offered = _drawn(order, rested, full, new, seed)
    kept = _making_room(rested, new, len(offered))
    return FirstPage(
        keys=(*kept, *offered),
        offered=tuple(offered),
        resting=tuple(key for key in order[:size] if key in full and key not in rested),
    )


def _without_full(order: Sequence[str], full: Collection[str], size: int) -> list[str]:
    """Who is alone keeps the place: the full come back, best first, where nobody else is left to fill the page."""
    others = [key for key in order if key not in full][:size]
    back = [key for key in order if key in full][: size - len(others)]
    chosen = {*others, *back}
    return [key for key in order if key in chosen]


def _drawn(
    order: Sequence[str], page: Sequence[str], full: Collection[str], new: Collection[str], seed: str
) -> list[str]:
    missing = ceil(len(page) * OFFERED_SHARE) - sum(key in new for key in page)
    if missing <= 0:
        return []
    standing = set(page)
    waiting = [key for key in order if key in new and key not in full and key not in standing][:DRAWN_FROM]
    return sorted(waiting, key=lambda key: (_lot(seed, key), key))[:missing]


def _making_room(page: Sequence[str], new: Collection[str], places: int) -> list[str]:
    """The last ones with history go to the top of the next page."""
    leaving = set([key for key in page if key not in new][::-1][:places])
    return [key for key in page if key not in leaving]


def _lot(seed: str, key: str) -> bytes:
    """Drawn by digest, not by a generator: the same on every machine and in every version of a library."""
    return hashlib.sha256(f"{seed}\0{key}".encode()).digest()
