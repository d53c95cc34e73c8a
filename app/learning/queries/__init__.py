"""Reading for learning: what firms saw and did, that as histories, and what a set of weights would change."""
