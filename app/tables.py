"""Imports every module with tables, so that the metadata is whole (migrations, tests)."""

from __future__ import annotations

import importlib
import importlib.util

from app.core import files, history, jobs, numbers, once, rates  # noqa: F401
from app.core.db import Base
from app.features import FEATURES

for _feature in FEATURES:
    if importlib.util.find_spec(f"app.{_feature}.models"):
        importlib.import_module(f"app.{_feature}.models")

metadata = Base.metadata
