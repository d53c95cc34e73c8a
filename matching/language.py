"""Tells Korean text from English by its letters."""

from typing import Literal

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")

HANGUL = ("\uac00", "\ud7a3")
# Korean technical text is full of Latin names ("LightGBM 기반 예측"): a fifth of Hangul is enough
KOREAN_SHARE = 0.2


def language_of(text: str) -> Language:
    letters = [character for character in text if character.isalpha()]
    hangul = sum(HANGUL[0] <= character <= HANGUL[1] for character in letters)
    return "ko" if hangul > KOREAN_SHARE * len(letters) else "en"
