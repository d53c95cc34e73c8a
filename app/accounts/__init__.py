"""People, their firms, and their rights to act."""
