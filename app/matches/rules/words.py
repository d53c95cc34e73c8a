"""A plain order by words in common, for a brief that has not been read yet: no model, no morphemes."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORD = re.compile(r"[a-z0-9+#]+|[가-힣]+")


def pieces_of(text: str) -> set[str]:
    """Latin words, and Korean in pairs of syllables so that particles do not part equal words."""
    found: set[str] = set()
    for word in _WORD.findall(text.lower()):
        found |= {word[at : at + 2] for at in range(len(word) - 1)} if word[0] >= "가" else {word}
    return found


def by_overlap(asked: str, offered: Mapping[str, str]) -> list[str]:
    """All keys, those with the most pieces in common first, ties by key."""
    wanted = pieces_of(asked)
    shared = {key: len(wanted & pieces_of(text)) for key, text in offered.items()}
    return sorted(shared, key=lambda key: (-shared[key], key))
