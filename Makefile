# The everyday commands; each is a script that sets up what it needs.
.PHONY: demo test fast lint format

demo:
	./scripts/demo

test:
	./scripts/test

fast:
	./scripts/test --fast

lint:
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/djlint templates --lint --quiet

format:
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
