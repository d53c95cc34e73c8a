"""A sheet opens in a spreadsheet program as text: nothing in it runs."""

from __future__ import annotations

import csv
import io

import pytest

from app.statistics.rules.sheets import harmless, sheet


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+82", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "  =1", "=cmd|' /C calc'!A0"],
)
def test_a_cell_that_would_start_a_formula_is_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["프레스 불량", "3-4월", "a=b", "", 5, -5, 2.5, None])
def test_any_other_cell_stays_as_it_is(cell):
    assert harmless(cell) == cell


def test_a_sheet_has_a_byte_order_mark_and_keeps_commas_quotes_and_lines():
    text = sheet(["이름", "값"], [['프레스, "큰 것"', 3], ["두\n줄", "=1"]])
    assert text.encode().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows == [["이름", "값"], ['프레스, "큰 것"', "3"], ["두\n줄", "'=1"]]
