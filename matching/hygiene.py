"""Cleans text as people paste it: hidden characters dropped, length capped, one spelling for comparing."""

import re
import unicodedata

# characters that are letters to Unicode and blank to the eye: Hangul fillers, the braille blank
BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800"
KEPT_CONTROLS = "\n\t"
# format characters (zero-width, bidirectional, tags), controls, private use and unassigned ones
HIDDEN_CATEGORIES = {"Cf", "Cc", "Co", "Cn", "Cs"}
VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def visible(text: str, limit: int) -> str:
    """What a reader sees, at most `limit` characters; the words stay as they were written."""
    text = VARIATION_SELECTORS.sub("", unicodedata.normalize("NFC", text))
    return "".join(character for character in text if _is_visible(character)).strip()[:limit].rstrip()


def folded(text: str) -> str:
    """The form that is compared and encoded: compatibility forms and runs of space made one."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _is_visible(character: str) -> bool:
    if character in BLANK_LETTERS:
        return False
    return character in KEPT_CONTROLS or unicodedata.category(character) not in HIDDEN_CATEGORIES
