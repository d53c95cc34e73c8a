"""The blueprint that the pages of contracts hang on."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint

from app.core import clock

bp = Blueprint("contracts", __name__)


@bp.app_template_global("kst")
def kst(moment: datetime) -> str:
    """An instant to the second in Korean time, as a signature tells it."""
    return moment.astimezone(clock.KST).strftime("%Y-%m-%d %H:%M:%S")
