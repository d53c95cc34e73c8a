"""The reader is loaded once a process, in the background."""

from __future__ import annotations

from app.scoping.rules.kinds import get_ready, read_trouble


def test_the_reader_is_loaded_once_and_then_answers():
    first = get_ready()
    first.join(60)
    assert get_ready() is first
    assert read_trouble("재고가 언제 떨어질지 미리 알고 싶어요").first
