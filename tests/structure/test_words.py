"""Every Korean sentence has its English, every gap is kept, and no template speaks unmarked Korean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.core.language import CATALOGUES, catalogue
from scripts.translations import missing

ROOT = Path(__file__).parent.parent.parent
_GAP = re.compile(r"%\((\w+)\)s")
_HANGUL = re.compile(r"[가-힣]")
PAPER = "contracts/_paper.html"  # the contract's own text is Korean, whoever reads the page around it
_SAID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def test_every_sentence_has_its_english():
    assert missing([]) == {}


def test_a_sentence_has_one_translation():
    """Catalogues of all features are read as one: two translations of a sentence would depend on the order of files."""
    told: dict[str, set[str]] = {}
    for path in (CATALOGUES / "en").glob("*.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="en"):
                source = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
                told.setdefault(source, set()).add(str(message.string))
    assert {source: words for source, words in told.items() if source and len(words) > 1} == {}


@pytest.mark.parametrize("source", sorted(catalogue("en")))
def test_a_translation_keeps_the_gaps(source: str):
    for target in catalogue("en")[source]:
        assert set(_GAP.findall(target)) <= set(_GAP.findall(source))
        assert not _HANGUL.search(target) or "한국어" in target, target


@pytest.mark.parametrize(
    "path",
    sorted(set((ROOT / "templates").rglob("*.html")) - {ROOT / "templates" / PAPER}),
    ids=lambda p: str(p.relative_to(ROOT / "templates")),
)
def test_a_template_speaks_only_marked_korean(path: Path):
    left = _SAID.sub("", path.read_text())
    left = re.sub(r'lang="ko"[^>]*>[^<]*한국어', "", left).replace("한국어", "")
    assert not _HANGUL.search(left), _HANGUL.findall(left)[:20]
