"""A state changes only by `move`: nobody assigns one, and every lifecycle is whole."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from app.core.workflow import Workflow
from app.features import FEATURES

ROOT = Path(__file__).parent.parent.parent
ALLOWED = {"app/core/workflow.py", "app/core/jobs.py", "app/home/service.py"}  # job rows have no lifecycle of people


def _assignments(path: Path) -> list[int]:
    targets = []
    for node in ast.walk(ast.parse(path.read_text())):
        named = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, (ast.AugAssign, ast.AnnAssign))
            else []
        )
        flat = [part for target in named for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
        targets += [part.lineno for part in flat if isinstance(part, ast.Attribute) and _is_a_things_state(part)]
    return targets


def _is_a_things_state(target: ast.Attribute) -> bool:
    """Counter-offers answer one another inside a proposal and have no lifecycle of their own."""
    return target.attr == "state" and not ast.unparse(target.value).endswith("offer")


def test_nobody_assigns_a_state():
    found = {
        str(path.relative_to(ROOT)): lines for path in (ROOT / "app").rglob("*.py") if (lines := _assignments(path))
    }
    assert {path: lines for path, lines in found.items() if path not in ALLOWED} == {}


def _workflows() -> list[Workflow]:
    import importlib
    import importlib.util

    modules = [
        importlib.import_module(f"app.{name}.models")
        for name in FEATURES
        if importlib.util.find_spec(f"app.{name}.models")
    ]
    return [flow for module in modules for flow, _table in getattr(module, "LIFECYCLES", ())]


@pytest.mark.parametrize("flow", _workflows(), ids=lambda flow: flow.name)
def test_a_lifecycle_is_whole(flow: Workflow):
    known = set(flow.states)
    for action in flow.actions:
        assert set(action.sources) <= known, action.name
        assert action.target in known, action.name
        assert bool(action.tells) == bool(action.told), f"{action.name} tells somebody nothing, or nobody something"
    reached = {next(iter(flow.states))} | {action.target for action in flow.actions}
    assert reached == known, "a state that nothing leads to"
