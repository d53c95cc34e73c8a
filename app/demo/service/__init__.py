"""The demo world, made by its people: `seed_demo`."""

from app.demo.service.firms import PASSWORD
from app.demo.service.seeding import seed_demo

__all__ = ["PASSWORD", "seed_demo"]
