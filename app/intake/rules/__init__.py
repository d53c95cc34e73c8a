"""Plain rules of intake: kinds of work in an owner's words, what is kept of a sample, and the draft's answers."""
