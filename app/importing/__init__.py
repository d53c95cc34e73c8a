"""Briefs and profiles from files: checked row by row, all or nothing, safe to repeat."""
