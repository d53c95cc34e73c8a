"""Finds whom to score first; everyone else eligible follows in the order found here."""
