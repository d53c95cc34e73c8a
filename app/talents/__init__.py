"""Talents: what a person can do, the evidence of it, and when they are free."""
