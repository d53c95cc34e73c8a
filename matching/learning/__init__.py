"""Learns the few weights of a score from what firms did with the lists they saw; slowly, and never on its own say."""
