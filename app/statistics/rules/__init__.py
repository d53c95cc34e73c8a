"""Plain rules of figures: what each one counts, how it is computed and when it is mature, and what may be published."""
