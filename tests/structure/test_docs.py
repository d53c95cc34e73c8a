"""Generated documents say what the code says, and say it of every lifecycle and figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.statistics.rules.figures import FIGURES
from scripts.docs import DOCUMENTS, workflows

DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_generated_document_is_current(name):
    assert (DOCS / f"{name}.md").read_text() == DOCUMENTS[name](), f"run: python scripts/docs.py {name}"


def test_every_lifecycle_and_every_figure_is_in_its_document():
    lifecycles, figures = DOCUMENTS["lifecycles"](), DOCUMENTS["figures"]()
    for workflow in workflows():
        assert f"(`{workflow.name}`)" in lifecycles
        for action in workflow.actions:
            assert f"`{action.name}`" in lifecycles
    assert all(f"## {figure_id} " in figures for figure_id in FIGURES)


def test_every_move_of_every_lifecycle_names_somebody_who_may_make_it():
    for line in DOCUMENTS["lifecycles"]().splitlines():
        if line.startswith("| `"):
            assert line.split(" | ")[4].strip(), line
