"""Some of a long, fixed roll of names: what is known of each name of the roll then needs to be looked up only once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

Names = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Drawn(Sequence[str]):
    """The names in these rows of the roll; 36,000 names cost 20 ms to look up in a dictionary, and here nothing."""

    roll: Names
    rows: NDArray[np.int64]

    @property
    def names(self) -> Names:
        return self.roll[self.rows]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> "Drawn": ...
    def __getitem__(self, place: int | slice) -> "str | Drawn":
        if isinstance(place, slice):
            return Drawn(self.roll, self.rows[place])
        name: str = self.roll[self.rows[place]]
        return name
