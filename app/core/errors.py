"""Refusals, as types: a service raises one, and web/errors.py answers it in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.language import Text, _, said


class Refusal(Exception):
    """Anything we refuse, with the status a browser gets and a sentence for the reader."""

    status = 400
    title: Text = _("요청을 처리할 수 없어요")

    def __init__(self, message: Text) -> None:
        super().__init__(message)
        self.message = message


class NotFound(Refusal):
    """There is no such thing, or it is not this person's to see: the two look the same."""

    status = 404
    title = _("찾는 내용이 없어요")

    def __init__(self, message: Text = "") -> None:
        super().__init__(message or _("주소가 바뀌었거나, 볼 수 있는 권한이 없는 내용이에요."))


class Forbidden(Refusal):
    status = 403
    title = _("이 일을 할 권한이 없어요")

    def __init__(self, message: Text = "") -> None:
        super().__init__(message or _("다른 역할의 사람이 하는 일이에요."))


class WrongState(Refusal):
    """The thing has moved on; says where it stands, who moved it and when, and what is possible now."""

    status = 409
    title = _("그사이 상태가 바뀌었어요")

    def __init__(self, message: Text, *, allowed: Sequence[Text] = ()) -> None:
        super().__init__(message)
        self.allowed = allowed


class Taken(Refusal):
    """Somebody was first at a thing that can happen once."""

    status = 409
    title = _("이미 처리된 일이에요")


@dataclass(frozen=True)
class Difference:
    """One field of a stale save: its name on screen, the text saved meanwhile, the text just typed."""

    label: Text
    theirs: str
    mine: str


class StaleEdit(Refusal):
    """Saved over a version that is no longer the newest: both texts are shown, nothing is lost."""

    status = 409
    title = _("다른 사람이 먼저 저장했어요")

    def __init__(self, differences: Sequence[Difference], *, version: int) -> None:
        super().__init__(_("아래에서 두 내용을 견주고, 남길 것을 고르세요. 적은 내용은 그대로 있어요."))
        self.differences = differences
        self.version = version


class Invalid(Refusal):
    """Input that a service cannot accept; `fields` maps a form field's name to its sentence."""

    status = 422
    title = _("고쳐야 할 내용이 있어요")

    def __init__(self, message: Text, fields: Mapping[str, Text] | None = None) -> None:
        super().__init__(message)
        self.fields = dict(fields or {})


class TooMany(Refusal):
    status = 429
    title = _("요청이 너무 잦아요")

    def __init__(self, seconds: int) -> None:
        super().__init__(said(_("%(seconds)s초 뒤에 다시 해 주세요."), seconds=seconds))
        self.seconds = seconds


def require(value: Any, field: str, sentence: Text) -> None:
    """Refuse an empty answer with a sentence beside its field."""
    if value in (None, "", [], ()):
        raise Invalid(sentence, {field: sentence})
