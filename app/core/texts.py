"""Text as people type or paste it: made clean on the way in, and looked at for what we may not keep."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_RESIDENT_NUMBER = re.compile(r"(?<!\d)\d{2}[01]\d[0-3]\d\s*[-–—.]\s*[1-8]\d{6}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_MOBILE = re.compile(r"(?<!\d)01[016789][-–. ]?\d{3,4}[-–. ]?\d{4}(?!\d)")


def clean(text: str | None) -> str | None:
    """NFC, no invisible characters, no space at the ends."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).replace("\r\n", "\n").strip() if text else text


def has_resident_number(text: str) -> bool:
    """Resident registration numbers are never accepted, in any text."""
    return bool(_RESIDENT_NUMBER.search(text))


def has_contact(text: str) -> bool:
    """An e-mail address or a mobile number: contacts are given at signature, not in a text everybody reads."""
    return bool(_EMAIL.search(text) or _MOBILE.search(text))
