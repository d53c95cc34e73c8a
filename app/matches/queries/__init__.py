"""Reading for matching: who may be matched, what was read of them, the index, lists and runs."""
