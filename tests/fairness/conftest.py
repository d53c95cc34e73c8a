"""The stand-in encoder of the tests of matching, for the one test here that makes lists."""

from tests.matches.conftest import encoder, fake

__all__ = ["encoder", "fake"]
