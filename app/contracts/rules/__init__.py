"""Plain rules of contracts: the terms one may choose, how the amount is split, and the clauses every document carries."""
