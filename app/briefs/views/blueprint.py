"""The blueprint that the pages of briefs hang on."""

from flask import Blueprint

bp = Blueprint("briefs", __name__)
