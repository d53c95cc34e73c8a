"""Contracts: what was agreed, signed over one document, delivered by milestones, inspected and paid."""
