"""The models that turn text into vectors: how they are built, loaded and told apart."""
