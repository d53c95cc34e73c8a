"""Turns text into the words that the lexical score compares: morphemes for Korean, plain words for English."""

import re
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from matching.hygiene import folded
from matching.language import language_of

# nouns, verbs, adjectives, roots, Latin words and numbers carry the meaning; particles and endings do not
MEANINGFUL = ("NN", "VV", "VA", "XR", "SL", "SN")
WORD = re.compile(r"[a-z][a-z0-9+#]*|\d+")
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be but by can could did do does for from had has have he her his how i if in into is it"
        " its may me more my no not of on one or our she so some such than that the their them then there these they"
        " this to up us was we were what when which who will with would you your",
    )
)


def analyser_version() -> str:
    return f"kiwipiepy {version('kiwipiepy')}"


def tokens_of(text: str) -> list[str]:
    text = folded(text)
    if language_of(text) == "ko":
        return [token.form.lower() for token in _kiwi().tokenize(text) if token.tag.startswith(MEANINGFUL)]
    return [_singular(word) for word in WORD.findall(text.lower()) if word not in STOP_WORDS]


def _singular(word: str) -> str:
    """Enough for "models" to meet "model"; real stemming gained nothing on short texts."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=1)
def _kiwi() -> Any:
    from kiwipiepy import Kiwi  # 145 MB and seconds to load: the worker's matter

    return Kiwi(num_workers=1)
