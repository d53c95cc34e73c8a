"""The shape of the house: import contracts hold and a planted violation breaks them; nothing unsafe is used."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
_OTHER_ORIGIN = re.compile(r"""(?:src|href|action|url)\s*[=(]\s*["']?https?://""")


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run([program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


PLANTED = {
    "an upstream feature asks a downstream one": (
        "app/briefs/queries/reading.py",
        "from app.proposals import models as _planted\n",
    ),
    "a service knows Flask": ("app/briefs/rules/fields.py", "import flask as _planted\n"),
    "the library knows the app": ("matching/documents.py", "import app.settings as _planted\n"),
    "a stranger opens the library": ("app/contracts/queries.py", "import matching.documents as _planted\n"),
}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for name in ("app", "matching"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("static", "data", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_import_contracts_hold(copied: Path):
    answer = _lint(copied)
    assert answer.returncode == 0, answer.stdout[-3000:]


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_import_is_found(copied: Path, name: str):
    path, line = PLANTED[name]
    target = copied / path
    before = target.read_text()
    target.write_text(before + "\n" + line)
    try:
        assert _lint(copied).returncode == 1
    finally:
        target.write_text(before)


def test_nothing_is_unpickled():
    found = [
        path
        for folder in ("app", "matching", "scripts")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"^\s*(import|from) (pickle|joblib|dill)\b|allow_pickle=True", path.read_text(), re.M)
    ]
    assert found == []


def test_no_page_asks_another_origin():
    pages = [
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "app/static/css").rglob("*.css"),
        *(ROOT / "app/static/js").rglob("*.js"),
    ]
    assert [path for path in pages if _OTHER_ORIGIN.search(path.read_text())] == []


def test_no_template_styles_or_scripts_inline():
    inline = re.compile(r"""\sstyle="|\son[a-z]+="|<script(?![^>]*nonce)""")
    said = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
    pages = {
        path: said.sub("", path.read_text().replace('nonce="{{ csp_nonce }}"', "nonce"))
        for path in (ROOT / "templates").rglob("*.html")
    }
    assert [path for path, page in pages.items() if inline.search(page)] == []


def test_the_web_process_starts_without_the_model_libraries():
    code = "import sys; from app.factory import create_app; create_app(); print([m for m in ('torch', 'sentence_transformers', 'kiwipiepy', 'transformers') if m in sys.modules])"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"IEUM_ENV": "test", "DATABASE_URL": "sqlite://", "SECRET_KEY": "k" * 40, "PATH": "/usr/bin"},
    )
    assert answer.stdout.strip() == "[]"
