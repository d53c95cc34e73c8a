"""Neutral texts written for the purpose: what a similarity is measured against, and the families of problems."""
