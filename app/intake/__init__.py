"""Intake: from trouble in an owner's own words, through at most seven questions, to a draft brief."""
