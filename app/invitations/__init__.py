"""Invitations: a firm asks a talent to look at its brief."""
