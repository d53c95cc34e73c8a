"""Money: the vectors of the tax office, and amounts as contracts write them."""

from __future__ import annotations

import pytest

from app.core.money import late_interest, vat_on, withhold, won_in_words


@pytest.mark.parametrize(
    ("gross", "income", "local", "net"),
    [
        (1_000_000, 30_000, 3_000, 967_000),
        (1_234_567, 37_030, 3_700, 1_193_837),
        (7_777_777, 233_330, 23_330, 7_521_117),
        (33_000, 990, 90, 31_920),
        (0, 0, 0, 0),
    ],
)
def test_withholding_cuts_each_tax_to_ten_won(gross: int, income: int, local: int, net: int) -> None:
    paid = withhold(gross)
    assert (paid.income_tax_won, paid.local_tax_won, paid.net_won) == (income, local, net)


def test_vat_is_a_tenth_in_whole_won() -> None:
    assert vat_on(1_234_567) == 123_456


def test_late_interest_is_cut_to_whole_won() -> None:
    assert late_interest(10_000_000, 30) == 127_397


@pytest.mark.parametrize(
    ("won", "words"),
    [
        (12_000_000, "일금 일천이백만원정"),
        (1_234_567, "일금 일백이십삼만사천오백육십칠원정"),
        (100_000_000, "일금 일억원정"),
        (0, "일금 영원정"),
    ],
)
def test_an_amount_is_written_in_words(won: int, words: str) -> None:
    assert won_in_words(won) == words
