"""The one blueprint these pages hang on, and what they all need."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, request

from app.statistics.queries.histories import Registry

bp = Blueprint("statistics", __name__)

FILTERS = ("since", "until", "by", "industry", "region")


def registry() -> Registry:
    """Every lifecycle of the product with its table."""
    known: Registry = current_app.extensions["ieum"].workflows
    return known


def asked() -> dict[str, Any]:
    """The filters of this address, to be carried on in links."""
    return {name: request.args[name] for name in FILTERS if request.args.get(name)}
