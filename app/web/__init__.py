"""Flask's edge: how requests come in and answers go out, knowing no feature."""
