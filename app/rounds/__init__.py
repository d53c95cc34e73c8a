"""Rounds: the office assigns talents to many briefs at once, two people agree, and each firm decides whom to invite."""
