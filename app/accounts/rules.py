"""Plain rules of accounts: business numbers, e-mail addresses, passwords, and digests of secret links."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata

WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
PASSWORD_MIN = 10
PASSWORD_MAX = 200


def normal_business_number(typed: str) -> str | None:
    """`123-45-67891` in its written form, None where length or check digit is wrong.

    Weights 1,3,7,1,3,7,1,3,5 on the first nine digits plus ⌊ninth × 5 / 10⌋; the tenth makes the sum a multiple of ten.
    """
    digits = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", typed))
    if not re.fullmatch(r"[0-9]{10}", digits):
        return None
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=False)) + int(digits[8]) * 5 // 10
    if (10 - total % 10) % 10 != int(digits[9]):
        return None
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"


def normal_email(typed: str) -> str:
    return unicodedata.normalize("NFC", typed).strip().lower()


def normal_password(typed: str) -> str:
    """NFC, so that a password typed on macOS (NFD) is the same everywhere."""
    return unicodedata.normalize("NFC", typed)


class Hashed(str):
    """A password that has been hashed already: the demo's people share one, and are many."""


def new_token() -> str:
    """A secret for one link or one sign-in."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What the database keeps of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()
