"""Pressing buttons as a browser does, and pressing them twice."""

from __future__ import annotations

from typing import Any
from uuid import uuid4


def press(browser: Any, url: str, **data: Any) -> Any:
    """One press; it must be answered by going on to another page."""
    answer = browser.post(url, data=data)
    assert answer.status_code in (302, 303), (url, answer.status_code, answer.get_data(as_text=True)[:3000])
    return answer


def press_twice(browser: Any, url: str, **data: Any) -> Any:
    """The same press sent twice with one key, as a double click does: one effect, the same answer."""
    headers = {"Idempotency-Key": uuid4().hex}
    first, second = (browser.post(url, data=data, headers=headers) for _ in range(2))
    assert first.status_code in (302, 303), (url, first.status_code, first.get_data(as_text=True)[:3000])
    assert (second.status_code, second.location) == (first.status_code, first.location)
    return first


def text_of(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def look_again(world: Any) -> None:
    """See what the pages changed: a new transaction, and nothing remembered."""
    world.rollback()
    world.expire_all()
