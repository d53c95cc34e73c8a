"""The demo world: invented firms and people, produced by driving the services under a set clock."""
