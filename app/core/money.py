"""Whole won: tax as the law rounds it, and the ways Korean papers write an amount."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

VAT_PERCENT = 10
LATE_INTEREST_PER_YEAR = Fraction(155, 1000)


@dataclass(frozen=True)
class Withheld:
    """What a business-income payment of `gross_won` leaves after 3.3 % withholding."""

    gross_won: int
    income_tax_won: int
    local_tax_won: int

    @property
    def net_won(self) -> int:
        return self.gross_won - self.income_tax_won - self.local_tax_won


def _cut_to_ten(won: int) -> int:
    return won // 10 * 10


def withhold(gross_won: int) -> Withheld:
    """3 % income tax and a tenth of that as local tax, each cut to 10 won (소득세법 §129, 국고금관리법 §47)."""
    income = _cut_to_ten(gross_won * 3 // 100)
    return Withheld(gross_won, income, _cut_to_ten(income // 10))


def vat_on(net_won: int) -> int:
    """10 % of the supply price, cut to whole won."""
    return net_won * VAT_PERCENT // 100


def late_interest(won: int, days: int, rate: Fraction = LATE_INTEREST_PER_YEAR) -> int:
    """Simple interest for late payment, cut to whole won."""
    return int(won * rate * days / 365)


def format_won(won: int) -> str:
    return f"{won:,}"


_DIGITS = "영일이삼사오육칠팔구"
_PLACES = ("", "십", "백", "천")
_GROUPS = ("", "만", "억", "조")


def _group_words(value: int) -> str:
    words = ""
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            words += _DIGITS[digit] + _PLACES[place]
    return words


def won_in_words(won: int) -> str:
    """As contracts write it: 12,000,000 is 일금 일천이백만원정."""
    words, rest, group = "", won, 0
    while rest:
        rest, part = divmod(rest, 10_000)
        words = (_group_words(part) + _GROUPS[group] if part else "") + words
        group += 1
    return f"일금 {words or '영'}원정"
