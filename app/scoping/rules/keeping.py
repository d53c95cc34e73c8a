"""Turns findings and diagnoses into plain JSON and back, so that a client who returns finds everything again."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def as_data(thing: Any) -> Any:
    """Dictionaries, lists, text and numbers only."""
    if is_dataclass(thing):
        return {field.name: as_data(getattr(thing, field.name)) for field in fields(thing)}
    if isinstance(thing, (list, tuple)):
        return [as_data(item) for item in thing]
    return thing.isoformat() if isinstance(thing, date) else thing


def from_data(kind: type[T], data: Any) -> T:
    """What `as_data` made a `kind` into; raises KeyError or TypeError where the data is of another shape."""
    restored: T = _restored(kind, data)
    return restored


def _restored(kind: Any, data: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        return None if data is None else _restored(next(one for one in get_args(kind) if one is not type(None)), data)
    if get_origin(kind) is tuple:
        return _restored_tuple(get_args(kind), data)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{field.name: _restored(hints[field.name], data[field.name]) for field in fields(kind)})  # type: ignore[operator]
    return date.fromisoformat(data) if kind is date else kind(data)


def _restored_tuple(kinds: tuple[Any, ...], data: list[Any]) -> tuple[Any, ...]:
    if kinds[1:] == (...,):
        return tuple(_restored(kinds[0], item) for item in data)
    return tuple(_restored(kind, item) for kind, item in zip(kinds, data, strict=True))
