"""One page of a long list: counted, sliced, and able to say what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

T = TypeVar("T")

PAGE_SIZE = 20
MAX_PAGE = 10_000


@dataclass(frozen=True)
class Page(Generic[T]):
    """Items of page `number` (from 1) out of `total`."""

    items: Sequence[T]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first_rank(self) -> int:
        return (self.number - 1) * self.size + 1

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def page_number(text: str | None) -> int:
    """The page a query string asks for; nonsense is page 1."""
    return min(int(text), MAX_PAGE) if text and text.isascii() and text.isdigit() and int(text) > 0 else 1


def paginate(session: Session, query: sa.Select[Any], number: int, *, size: int = PAGE_SIZE) -> Page[Any]:
    """Run a select of one entity for one page, with its total."""
    total = session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
    items = session.scalars(query.limit(size).offset((number - 1) * size)).unique().all()
    return Page(items, number, size, total)


def slice_page(items: Sequence[T], number: int, *, size: int = PAGE_SIZE) -> Page[T]:
    """The same for a list already in memory."""
    start = (number - 1) * size
    return Page(items[start : start + size], number, size, len(items))
