"""Briefs: a firm's problem, written so that somebody can solve it, from draft to publication and its end."""
