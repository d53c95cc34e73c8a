"""Plain rules of the demo world: its texts, and on which days things happen in it."""
