"""Proposals: how a talent would solve a brief, requirement by requirement, up to the selection."""
