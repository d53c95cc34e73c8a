"""Sheets people open in a spreadsheet program: UTF-8 with a byte order mark, and no cell that the program would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

BYTE_ORDER_MARK = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: Any) -> Any:
    """Text that would start a formula gets an apostrophe in front; numbers of ours stay numbers."""
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.startswith(DANGEROUS) or cell.lstrip().startswith(DANGEROUS) else cell


def sheet(heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> str:
    """A CSV file of these rows, every cell made harmless."""
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([harmless(str(head)) for head in heads])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return file.getvalue()
