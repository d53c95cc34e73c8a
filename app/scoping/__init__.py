"""Scoping: from an owner's trouble to a diagnosis, by rules kept as data; knows no table and no page."""
