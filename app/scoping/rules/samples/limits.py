"""How much of a sample is read, and the sentence for one that is not."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.language import Text

MEGABYTE = 1024 * 1024


class Refused(Exception):
    """The sample cannot be looked at; the message says why and what to do, in the reader's language."""

    def __init__(self, message: Text) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Limits:
    """What one look may take, whatever the file claims."""

    table_bytes: int = 10 * MEGABYTE
    archive_bytes: int = 50 * MEGABYTE
    unpacked_bytes: int = 400 * MEGABYTE
    sheet_bytes: int = 120 * MEGABYTE  # one part of a workbook, unpacked
    strings_bytes: int = 40 * MEGABYTE  # a workbook's shared texts, which are held in memory
    ratio: int = 200  # unpacked to packed, of a part larger than a megabyte
    entries: int = 20_000
    columns: int = 200
    cell_characters: int = 2_000
    sheet_cells: int = 3_000_000
    first_rows: int = 50_000  # looked at one by one; of the rest, one row in `every`
    every: int = 40
    picture_heads: int = 1_000


LIMITS = Limits()
