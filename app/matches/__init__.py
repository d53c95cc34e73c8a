"""Matches: who fits which brief and why, on both sides; recommends, never decides."""
