"""Plain rules of matching: what the matcher may read, the facts that filter, and the words for both."""
