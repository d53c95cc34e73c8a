"""Matches documents with documents: plain dataclasses and arrays in, candidates and explanations out."""
