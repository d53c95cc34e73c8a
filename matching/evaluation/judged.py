"""Reads a folder of judged pairs: briefs.jsonl, profiles.jsonl, qrels.tsv and, where there is one, hard_negatives.tsv."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matching.documents import Document, Kind, Text

Grades = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class JudgedPairs:
    """Whole briefs and the owners' raw sentences under the same ids, profiles, and grades from 0 to 3."""

    briefs: tuple[Document, ...]
    raw: tuple[Document, ...]
    profiles: tuple[Document, ...]
    grades: Grades
    hard_negatives: Mapping[str, frozenset[str]]


def read_judged(folder: Path, judgements: Path | None = None) -> JudgedPairs:
    """`judgements`: where the grades stand if not beside the texts, as where one set of them judges several languages."""
    judgements = judgements or folder
    rows = list(_lines(folder / "briefs.jsonl"))
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for brief, profile, grade, *_ in _table(judgements / "qrels.tsv"):
        grades[brief][profile] = int(grade)
    traps: dict[str, set[str]] = defaultdict(set)
    if (judgements / "hard_negatives.tsv").is_file():
        for brief, profile, *_ in _table(judgements / "hard_negatives.tsv"):
            traps[brief].add(profile)
    return JudgedPairs(
        briefs=tuple(_brief(row) for row in rows),
        raw=tuple(Document(row["id"], (Text(Kind.RAW, row["raw"]),)) for row in rows),
        profiles=tuple(_profile(row) for row in _lines(folder / "profiles.jsonl")),
        grades=grades,
        hard_negatives={brief: frozenset(profiles) for brief, profiles in traps.items()},
    )


def _brief(row: Mapping[str, Any]) -> Document:
    texts = [Text(Kind.TITLE, row["title"], "title"), Text(Kind.PROBLEM, row["problem"], "problem")]
    for kind, key in ((Kind.ESSENTIAL, "essential"), (Kind.NICE, "nice")):
        texts += [Text(kind, text, f"{key}:{place}") for place, text in enumerate(row.get(key, ()))]
    return Document(row["id"], tuple(texts))


def _profile(row: Mapping[str, Any]) -> Document:
    texts = [Text(Kind.HEADLINE, row["headline"], "headline"), Text(Kind.SUMMARY, row["summary"], "summary")]
    for place, project in enumerate(row.get("projects", ())):
        texts.append(Text(Kind.PROJECT, f"{project['title']}. {project['text']}", f"project:{place}"))
    for place, skill in enumerate(row.get("skills", ())):
        texts.append(Text(Kind.SKILL, skill["name"], f"skill:{place}"))
    for kind, key in ((Kind.COURSE, "courses"), (Kind.CERTIFICATE, "certificates")):
        texts += [Text(kind, text, f"{kind}:{place}") for place, text in enumerate(row.get(key, ()))]
    return Document(row["id"], tuple(texts))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)


def _table(path: Path) -> Iterator[list[str]]:
    """Rows without the header, which is known by its first word."""
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        cells = line.split("\t")
        if line.strip() and cells[0] != "brief_id":
            yield cells
