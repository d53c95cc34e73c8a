"""Looks at a client's sample safely: bounded memory and work, no formula, macro or program in it is ever run."""

from app.scoping.rules.samples.findings import Inspection
from app.scoping.rules.samples.limits import Refused
from app.scoping.rules.samples.opening import inspect_sample

__all__ = ["Inspection", "Refused", "inspect_sample"]
