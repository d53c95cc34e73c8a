"""What one skill of the vocabulary is: its names, how people say it, and which skills lie near it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a skill is; a certificate proves skills and is listed beside them."""

    METHOD = "method"
    TOOL = "tool"
    MODALITY = "modality"
    DOMAIN = "domain"
    PROCESS = "process"
    SOFT = "soft"
    CERTIFICATE = "certificate"


class UnknownSkill(KeyError):
    """No skill of the vocabulary has this id."""


# A description: for each word, in order, the beginnings by which it is known ("녹음 글로 바꾸/바꿔").
Stems = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Skill:
    """One row of the reviewed data files."""

    id: str
    kind: Kind
    area: str
    name_ko: str
    name_en: str
    aliases: tuple[str, ...]
    spoken: tuple[str, ...]  # how an ordinary person says it
    heard: tuple[Stems, ...]  # by what a sentence is known to say it
    broader: tuple[str, ...]
    related: tuple[tuple[str, float], ...]
    task_types: tuple[str, ...]
    ncs_units: tuple[str, ...]
    esco_uri: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """Every way of writing it, the two names first."""
        return tuple(dict.fromkeys((self.name_ko, self.name_en, *self.aliases)))

    def name(self, language: str) -> str:
        return self.name_en if language == "en" else self.name_ko
