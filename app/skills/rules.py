"""Plain rules of skill words: when two spellings are one word, and how long a name may be."""

from __future__ import annotations

import unicodedata

NAME_LIMIT = 60


def folded(word: str) -> str:
    """One form for every spelling of a word: width, case and spaces make no difference."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


def listed(text: str) -> list[str]:
    """The names in a line where commas set them apart, each once."""
    names = (name.strip() for name in text.replace("、", ",").replace("，", ",").split(","))
    return list(dict.fromkeys(name for name in names if name))
