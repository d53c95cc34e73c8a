"""What everybody may see: no cell of one to four, and none that subtraction would give away."""

from __future__ import annotations

from itertools import combinations

import pytest

from app.statistics.rules.figures import FIGURES
from app.statistics.rules.measuring import EVERYTHING, Counted, Measured
from app.statistics.rules.publishing import SMALLEST_SHOWN, may_publish, suppress
from tests.factories.statistics import NOW, ago


def measured(figure_id: str, hits: int, misses: int, pending: int = 0) -> Measured:
    def rows(count: int, *, is_hit: bool) -> list[Counted]:
        return [Counted("brief", n, "C", "11", ago(50), is_hit, days=3 if is_hit else None) for n in range(count)]

    numerator = rows(hits, is_hit=True)
    late = [Counted("brief", n, "C", "11", ago(50), False, matures_at=ago(-3)) for n in range(pending)]
    return Measured(FIGURES[figure_id], NOW, EVERYTHING, numerator, numerator + rows(misses, is_hit=False), late)


@pytest.mark.parametrize(
    ("hits", "misses", "is_shown"),
    [
        (5, 5, True),
        (0, 5, True),
        (5, 0, True),
        (4, 10, False),
        (10, 4, False),
        (1, 0, False),
        (0, 0, False),
        (0, 4, False),
    ],
)
def test_a_share_is_shown_only_when_both_its_cells_are_none_or_five(hits, misses, is_shown):
    assert may_publish(measured("M8", hits, misses), {}) is is_shown


def test_a_median_is_shown_only_of_five_or_more():
    assert may_publish(measured("M4", 5, 2), {})
    assert not may_publish(measured("M4", 4, 20), {})


def test_an_immature_figure_is_never_shown():
    assert not may_publish(measured("M3", 0, 0, pending=50), {})


def test_a_figure_is_hidden_when_another_one_subtracted_from_it_leaves_a_small_cell():
    approvals, fills = measured("M1", 20, 6), measured("M3", 10, 8)
    assert may_publish(fills, {"M1": approvals, "M3": fills})
    assert not may_publish(approvals, {"M1": approvals, "M3": fills})  # 20 published, 18 mature: 2 are not
    assert may_publish(approvals, {"M1": approvals, "M3": measured("M3", 10, 5)})


@pytest.mark.parametrize(
    ("cells", "hidden"),
    [
        ({"a": 9, "b": 7}, set()),
        ({"a": 9, "b": 0}, set()),
        ({"a": 9, "b": 3}, {"a", "b"}),
        ({"a": 9, "b": 7, "c": 3}, {"b", "c"}),
        ({"a": 9, "b": 3, "c": 2}, {"b", "c"}),
        ({"a": 9, "b": 1, "c": 1}, {"a", "b", "c"}),
        ({"a": 9, "b": 6, "c": 0, "d": 4}, {"b", "d"}),
    ],
)
def test_a_small_cell_takes_the_next_smallest_with_it(cells, hidden):
    assert {name for name, count in suppress(cells).items() if count is None} == hidden


def test_in_no_table_can_a_hidden_cell_be_computed_from_the_total():
    sizes = (0, 1, 2, 4, 5, 8)
    for values in combinations(sizes * 2, 4):
        cells = dict(zip("abcd", values, strict=True))
        shown = suppress(cells)
        hidden = [name for name, count in shown.items() if count is None]
        assert all(count is None or count == 0 or count >= SMALLEST_SHOWN for count in shown.values())
        total = sum(values)
        if hidden and total >= SMALLEST_SHOWN:  # a smaller total is not shown itself
            assert len(hidden) >= 2
            assert total - sum(count or 0 for count in shown.values()) >= SMALLEST_SHOWN
