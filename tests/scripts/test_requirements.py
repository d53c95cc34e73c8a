"""What is installed: pinned to the last digit, without one machine's peculiarities, and complete."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = ("requirements.txt", "requirements-dev.txt")
QDRANT = "requirements-qdrant.txt"  # for installations that chose that engine; its tests are among ours


def lines_of(name: str) -> list[str]:
    lines = (ROOT / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def pinned(*names: str) -> set[str]:
    found = (re.match(r"[\w.-]+", line) for name in names for line in lines_of(name) if not line.startswith("-r "))
    return {match[0].lower().replace("_", "-") for match in found if match}


def imported_by(folder: str) -> set[str]:
    trees = (ast.parse(path.read_text()) for path in (ROOT / folder).rglob("*.py"))
    nodes = [node for tree in trees for node in ast.walk(tree)]
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.split(".")[0] for name in whole | parts}


@pytest.mark.parametrize("name", [*FILES, QDRANT])
def test_every_package_is_pinned_to_one_version(name: str) -> None:
    exact = re.compile(r"^[\w.-]+(\[\w+\])?==[\w.]+$|^-r requirements\.txt$")
    assert [line for line in lines_of(name) if not exact.match(line)] == []


def test_torch_is_pinned_without_a_build() -> None:
    assert [line for line in lines_of("requirements.txt") if line.startswith("torch")] == ["torch==2.13.0"]


@pytest.mark.parametrize("name", [*FILES, QDRANT])
@pytest.mark.parametrize("peculiarity", ["+cpu", "nvidia", "triton", "cuda", "index-url", "find-links", "://"])
def test_no_platform_or_registry_is_named(name: str, peculiarity: str) -> None:
    assert peculiarity not in (ROOT / name).read_text().lower()


def test_no_package_is_pinned_twice() -> None:
    assert pinned("requirements.txt") & pinned("requirements-dev.txt") == set()


def test_what_qdrant_adds_is_what_it_is_tested_with() -> None:
    assert set(lines_of(QDRANT)) <= set(lines_of("requirements-dev.txt"))


@pytest.mark.parametrize(
    ("folders", "files"), [(("app", "matching"), ("requirements.txt", QDRANT)), (("tests", "scripts"), FILES)], ids=str
)
def test_everything_the_code_imports_is_pinned(folders: tuple[str, ...], files: tuple[str, ...]) -> None:
    ours = {"app", "matching", "scripts", "tests", "wsgi"} | sys.stdlib_module_names
    distributions = packages_distributions()
    imported = set().union(*map(imported_by, folders)) - ours
    needed = {module: {name.lower().replace("_", "-") for name in distributions.get(module, [])} for module in imported}
    assert sorted(module for module, names in needed.items() if not names & pinned(*files)) == []


def test_nothing_is_asked_for_that_the_code_does_not_use() -> None:
    by_name = {"gunicorn", "psycopg", "onnx"}  # a command, a database driver, what torch exports with
    asked = {
        re.split(r"[\[=]", line)[0]
        for line in (ROOT / "requirements.txt").read_text().split("\n\n")[0].splitlines()[2:]
    }
    distributions = packages_distributions()
    imported = set().union(*map(imported_by, ("app", "matching")))
    used = {name.lower().replace("_", "-") for module in imported for name in distributions.get(module, [])}
    assert sorted(asked - used - by_name) == []


def test_the_address_of_torchs_small_build_stands_in_one_place() -> None:
    places = [path for path in ROOT.joinpath("scripts").rglob("*.py") if "download.pytorch" in path.read_text()]
    assert [path.name for path in places] == ["environment.py"]
