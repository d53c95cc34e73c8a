"""The stand-in encoder of matching's tests, and a small market that has been read."""

from __future__ import annotations

import pytest

from tests.factories.rounds import Office, make_world
from tests.matches.conftest import encoder, fake, settings  # noqa: F401  (fixtures)


@pytest.fixture
def office(database, settings) -> Office:  # noqa: F811
    return make_world(database, settings)
