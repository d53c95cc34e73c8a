"""What is loaded for good is not looked through again, and new objects are looked through rarely."""

import gc

import pytest

from app.core.memory import YOUNG, settle


@pytest.fixture(autouse=True)
def as_it_was():
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_is_loaded_is_left_alone_and_the_rest_looked_at_rarely():
    kept: list[list[object]] = [[] for _ in range(10)]
    settle()

    assert gc.get_freeze_count() > len(kept)
    assert gc.get_threshold()[0] == YOUNG


def test_what_is_new_is_still_collected():
    settle()
    circle: list[object] = []
    circle.append(circle)
    del circle

    assert gc.collect() >= 1
