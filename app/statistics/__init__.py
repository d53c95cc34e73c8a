"""Figures the office reports: each opens the very rows it counts."""
