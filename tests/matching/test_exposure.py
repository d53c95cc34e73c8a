"""The first page leaves room: for others where somebody stands on enough of them, and for people without history."""

from __future__ import annotations

from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.exposure import FirstPage, lay_out

ORDER = tuple(f"p{place:02d}" for place in range(40))


def laid_out(order=ORDER, full=(), new=(), seed="brief:1 2026-11-16", size=20) -> FirstPage:
    return lay_out(order, full=set(full), new=set(new), seed=seed, size=size)


def test_with_nothing_to_mend_the_page_is_the_ranking_s():
    assert laid_out().keys == ORDER[:20]
    assert laid_out(new=ORDER[:2]) == FirstPage(ORDER[:20])


def test_who_stands_on_enough_first_pages_makes_room():
    page = laid_out(full=["p00", "p07"])
    assert page.resting == ("p00", "p07")
    assert page.keys == tuple(key for key in ORDER[:22] if key not in ("p00", "p07"))
    assert page.over(ORDER)[20:22] == ["p00", "p07"]


def test_who_is_alone_keeps_the_place():
    assert laid_out(order=ORDER[:3], full=ORDER[:3]) == FirstPage(ORDER[:3])
    page = laid_out(order=ORDER[:21], full=["p00", "p01"])
    assert page.keys == tuple(key for key in ORDER[:21] if key != "p01")
    assert page.resting == ("p01",)


def test_a_tenth_of_the_page_is_drawn_for_people_without_history_at_its_end():
    new = ORDER[25:35]
    page = laid_out(new=new)
    assert page.keys[:18] == ORDER[:18]
    assert len(page.offered) == 2
    assert page.keys[18:] == page.offered
    assert set(page.offered) <= set(new)


def test_who_stands_there_by_rank_counts_and_keeps_the_rank():
    page = laid_out(new=["p05", *ORDER[25:35]])
    assert page.keys.index("p05") == 5
    assert len(page.offered) == 1


def test_the_draw_is_the_same_again_and_another_for_another_list():
    new = ORDER[25:35]
    assert laid_out(new=new) == laid_out(new=new)
    drawn = {laid_out(new=new, seed=f"brief:{n}").offered for n in range(30)}
    assert len(drawn) > 10


def test_chance_chooses_only_among_the_next_best():
    new = ORDER[20:]
    drawn = {key for n in range(200) for key in laid_out(new=new, seed=f"brief:{n}").offered}
    assert drawn == set(ORDER[20:30])


def test_a_place_is_not_offered_to_who_stands_on_enough_first_pages():
    assert laid_out(new=ORDER[25:35], full=ORDER[25:35]).offered == ()


KEYS = st.lists(st.sampled_from(ORDER), unique=True)


@settings(max_examples=300, deadline=None)
@given(KEYS, st.sets(st.sampled_from(ORDER)), st.sets(st.sampled_from(ORDER)), st.integers(1, 20))
def test_nobody_is_lost_and_the_promises_hold(order, full, new, size):
    page = laid_out(order, full, new, size=size)
    whole = page.over(order)
    assert sorted(whole) == sorted(order)
    assert len(page.keys) == min(size, len(order))
    in_reach = [key for key in order if key in new and key not in full]
    due = min(ceil(len(page.keys) * 0.1), len(in_reach))
    assert sum(key in new for key in page.keys) >= due
    if any(key in full for key in page.keys):  # only where nobody else is left
        assert all(key in page.keys for key in order if key not in full)
    by_rank = [key for key in page.keys if key not in page.offered]
    assert by_rank == [key for key in order if key in set(by_rank)]
