"""Learning from what happens: lists and what followed them, candidates for the weights, and a person's choice."""
