"""Reads a workbook's values with openpyxl, read-only: formulas are not run, macros and links are not opened."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from app.core.language import _
from app.scoping.rules.samples.archives import BROKEN, SWELLS, open_archive
from app.scoping.rules.samples.findings import Inspection
from app.scoping.rules.samples.limits import LIMITS, Limits, Refused
from app.scoping.rules.samples.survey import survey
from app.scoping.rules.words import Words

MACROS = "xl/vbaProject.bin"
STRINGS = "xl/sharedStrings.xml"
EMPTY = _("기록이 없는 빈 파일이에요.")
HAS_MACROS = Words(
    "매크로가 들어 있어요. 실행하지 않고 값만 읽었어요.", "It holds macros; they were not run, only values were read."
)
MORE_SHEETS = Words(
    "시트가 %(count)s개라 기록이 있는 첫 시트만 보았어요.",
    "It has %(count)s sheets; only the first with records was looked at.",
)
CUT = Words(
    "칸이 너무 많아서 앞쪽 %(rows)s줄만 보았어요.", "It is too large; only the first %(rows)s rows were looked at."
)


def inspect_workbook(file: BinaryIO, name: str, limits: Limits = LIMITS) -> Inspection:
    with open_archive(file, limits) as archive:
        _check_parts(archive, limits)
        has_macros = MACROS in archive.namelist()
    file.seek(0)
    workbook = _open(file)
    try:
        found, sheets, is_cut = _first_with_records(workbook, name, limits)
    except (zipfile.BadZipFile, KeyError, SyntaxError, ValueError, TypeError, IndexError) as error:
        raise Refused(BROKEN) from error
    finally:
        workbook.close()
    notes = [
        *([HAS_MACROS] if has_macros else []),
        *([MORE_SHEETS.filled(count=sheets)] if sheets > 1 else []),
        *([CUT.filled(rows=f"{found.size:,}")] if is_cut else []),
    ]
    return replace(found, notes=(*found.notes, *notes))


def _check_parts(archive: zipfile.ZipFile, limits: Limits) -> None:
    for entry in archive.infolist():
        most = limits.strings_bytes if entry.filename == STRINGS else limits.sheet_bytes
        if entry.file_size > most:
            raise Refused(SWELLS)


def _open(file: BinaryIO) -> Any:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which are not read
            return load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl lets many kinds through for a damaged file; none of them is ours
        raise Refused(BROKEN) from error


def _first_with_records(workbook: Any, name: str, limits: Limits) -> tuple[Inspection, int, bool]:
    found = None
    for sheet in workbook.worksheets:
        rows = _Rows(sheet, limits)
        found = survey(iter(rows), name=name, form=f"XLSX · {sheet.title}", limits=limits)
        if found.size:
            return found, len(workbook.worksheets), rows.is_cut
    if found is None or not found.columns:
        raise Refused(EMPTY)
    return found, len(workbook.worksheets), False


class _Rows:
    """The rows of a sheet until too many cells have gone by; what the sheet says of its own size is not believed."""

    def __init__(self, sheet: Any, limits: Limits) -> None:
        sheet.reset_dimensions()
        self._sheet = sheet
        self._limits = limits
        self.is_cut = False

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        cells = 0
        for row in self._sheet.iter_rows(values_only=True):
            cells += len(row) + 1
            if cells > self._limits.sheet_cells:
                self.is_cut = True
                return
            if any(cell is not None for cell in row):
                yield row
