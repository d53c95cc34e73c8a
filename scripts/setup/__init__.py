"""Sets up and starts Ieum on a machine that has Python and nothing else; uses only the standard library."""
