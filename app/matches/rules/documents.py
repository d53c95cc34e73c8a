"""Briefs and profiles as the matcher reads them: a few texts with references back, and nothing of the person or firm."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from app.briefs.rules import without_firm
from app.talents.rules import hider_for, mask
from matching.documents import Document, Evidence, Kind, Text

Hide: TypeAlias = Callable[[str], str]


def brief_key(brief_id: int) -> str:
    return f"brief:{brief_id}"


def profile_key(profile_id: int) -> str:
    return f"profile:{profile_id}"


def number_of(key: str) -> int:
    return int(key.partition(":")[2])


def document_of_brief(brief: Any) -> Document:
    """Title, problem, the owner's own sentence and the requirements; nothing that names the firm."""

    def bare(text: str) -> str:
        return mask(without_firm(text, brief.organisation.name, brief.organisation.name_en))

    texts = [
        Text(Kind.TITLE, bare(brief.title), ref="title"),
        Text(Kind.PROBLEM, bare(brief.problem), ref="problem"),
        Text(Kind.RAW, bare(brief.raw), ref="raw"),
        *(Text(Kind.ESSENTIAL, bare(one.text), ref=f"requirement:{one.id}") for one in brief.essentials),
        *(Text(Kind.NICE, bare(one.text), ref=f"requirement:{one.id}") for one in brief.nices),
    ]
    return Document(brief_key(brief.id), tuple(texts))


def document_of_profile(profile: Any) -> Document:
    """What the person can do and how it is proven; no name, number, address or school."""
    hide = hider_for(profile)
    texts = [
        Text(Kind.HEADLINE, hide(profile.headline), ref="headline"),
        Text(Kind.SUMMARY, hide(profile.summary), ref="summary"),
        *(_project(project, hide) for project in profile.projects),
        *(_skill(skill, hide) for skill in profile.skills),
        *(Text(Kind.COURSE, hide(course.title), ref=f"course:{course.id}") for course in profile.courses),
        *(Text(Kind.CERTIFICATE, hide(one.title), ref=f"certificate:{one.id}") for one in profile.certificates),
    ]
    return Document(profile_key(profile.id), tuple(texts))


def _project(project: Any, hide: Hide) -> Text:
    told = (project.title, project.text, project.data, project.method, project.role, project.metric)
    return Text(Kind.PROJECT, hide("\n".join(filter(None, told))), ref=f"project:{project.id}")


def _skill(skill: Any, hide: Hide) -> Text:
    return Text(
        Kind.SKILL,
        hide(f"{skill.name}: {skill.evidence}" if skill.evidence else skill.name),
        ref=f"skill:{skill.id}",
        evidence=Evidence(skill.evidence_level),
        last_used_on=skill.last_used_on,
    )


# -- as rows of JSON, so that what was read can be read again ------------------------------------------------------


def texts_as_json(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "kind": text.kind.value,
            "text": text.text,
            "ref": text.ref,
            "evidence": int(text.evidence),
            "last_used_on": text.last_used_on.isoformat() if text.last_used_on else None,
        }
        for text in document.texts
    ]


def document_from_json(key: str, texts: Iterable[Mapping[str, Any]]) -> Document:
    return Document(key, tuple(_texts(texts)))


def _texts(texts: Iterable[Mapping[str, Any]]) -> Iterator[Text]:
    for text in texts:
        used = text["last_used_on"]
        yield Text(
            Kind(text["kind"]),
            text["text"],
            ref=text["ref"],
            evidence=Evidence(text["evidence"]),
            last_used_on=date.fromisoformat(used) if used else None,
        )


def digest_of(content: Any) -> str:
    """One name for the same content: of texts, of facts, of a run's inputs."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
