"""Sixteen families of problems, each said as an owner, as a requirement, as a project and as a skill, in two languages."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from matching.documents import Role
from matching.language import LANGUAGES, Language

FILE = Path(__file__).with_name("families.json")
VOICES = {Role.BRIEF: ("lay", "requirement"), Role.PROFILE: ("project", "skill")}


@dataclass(frozen=True)
class Prototype:
    """One neutral text: who would say it, in which language, and the family it speaks of."""

    family: str
    role: Role
    language: Language
    text: str


def family_names() -> tuple[str, ...]:
    return tuple(_read())


def families_hash() -> str:
    return hashlib.sha256(FILE.read_bytes()).hexdigest()


def prototypes(role: Role, language: Language) -> Sequence[Prototype]:
    return [
        Prototype(family, role, language, pair[LANGUAGES.index(language)])
        for family, voices in _read().items()
        for voice in VOICES[role]
        for pair in voices[voice]
    ]


@lru_cache(maxsize=1)
def _read() -> dict[str, dict[str, list[list[str]]]]:
    content: dict[str, dict[str, list[list[str]]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return content
