"""Outcomes: what the work changed, measured against where it started, and verified by the office."""
