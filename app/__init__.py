"""이음 (Ieum): small firms' problems, the people who can solve them, and the proof."""
