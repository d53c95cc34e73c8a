"""The blueprint that the pages of profiles hang on."""

from flask import Blueprint

bp = Blueprint("talents", __name__)
