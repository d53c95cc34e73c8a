"""The blueprint that the pages of proposals hang on."""

from flask import Blueprint

bp = Blueprint("proposals", __name__)
