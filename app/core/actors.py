"""Who is acting: a plain value that services, rules and lifecycles can ask, without knowing any table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    VISITOR = "visitor"
    CLIENT = "client"
    TALENT = "talent"
    OFFICE = "office"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Actor:
    """One person (or the clock) at one moment; `organisation_id` is the firm a client acts for."""

    kind: Kind
    user_id: int | None = None
    organisation_id: int | None = None
    is_owner: bool = False
    display_name: str = ""
    language: str = "ko"
    is_confirmed: bool = True

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None


VISITOR = Actor(Kind.VISITOR)
CLOCK = Actor(Kind.CLOCK)


def is_clock(actor: Actor, _thing: object) -> bool:
    return actor.kind is Kind.CLOCK


def is_office(actor: Actor, _thing: object) -> bool:
    return actor.kind is Kind.OFFICE
