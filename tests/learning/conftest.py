"""Lists are made with the stand-in encoder of tests/matches."""

from tests.matches.conftest import encoder, fake, settings  # noqa: F401
