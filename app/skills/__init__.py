"""The skill vocabulary as the product uses it: names for pages, words nobody knew yet for the office."""
