"""Decides by content, not by name, what a sample is, and hands it to its reader."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import BinaryIO

from app.core.language import Text, _, said
from app.scoping.rules.samples.archives import BROKEN, LOCKED
from app.scoping.rules.samples.delimited import NOT_A_TABLE, inspect_delimited
from app.scoping.rules.samples.findings import Inspection
from app.scoping.rules.samples.limits import LIMITS, MEGABYTE, Limits, Refused
from app.scoping.rules.samples.pictures import inspect_pictures
from app.scoping.rules.samples.workbooks import inspect_workbook

ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EMPTY_ZIP = b"PK\x05\x06"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
FOREIGN = (
    b"%PDF",
    b"\x7fELF",
    b"MZ",
    b"\x80\x04",
    b"\x80\x03",
    b"\x80\x05",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x89PNG",
    b"\xff\xd8\xff",
)
EMPTY = _("빈 파일이에요. 기록이 든 파일을 올려 주세요.")
OLD_EXCEL = _("옛 엑셀 형식(.xls)이에요. 엑셀에서 .xlsx로 저장해 올려 주세요.")
TOO_LARGE = _("%(most)s MB까지 볼 수 있어요. 일부만 잘라서 올려 주세요.")


def inspect_sample(file: BinaryIO, name: str, limits: Limits = LIMITS) -> Inspection:
    """Everything found in a CSV, TSV, XLSX or a zip of pictures; `Refused` with a sentence for anything else."""
    shown = unicodedata.normalize("NFC", PurePath(name).name)
    size = file.seek(0, 2)
    file.seek(0)
    start = file.read(8)
    if not size or start.startswith(EMPTY_ZIP):
        raise Refused(EMPTY)
    if start.startswith(COMPOUND):
        raise Refused(_what_compound(file))
    reader, most = _reader(file, start, limits)
    if size > most:
        raise Refused(said(TOO_LARGE, most=most // MEGABYTE))
    file.seek(0)
    return reader(file, shown, limits)


def _reader(file: BinaryIO, start: bytes, limits: Limits) -> tuple[Callable[[BinaryIO, str, Limits], Inspection], int]:
    if start.startswith(ZIP):
        return (
            (inspect_workbook, limits.table_bytes) if _is_workbook(file) else (inspect_pictures, limits.archive_bytes)
        )
    if start.startswith(FOREIGN):
        raise Refused(NOT_A_TABLE)
    return inspect_delimited, limits.table_bytes


def _is_workbook(file: BinaryIO) -> bool:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise Refused(BROKEN) from error


def _what_compound(file: BinaryIO) -> Text:
    """A locked .xlsx and an old .xls are wrapped alike; only the locked one has an encrypted part."""
    file.seek(0)
    return LOCKED if ENCRYPTED_PART in file.read(LIMITS.table_bytes) else OLD_EXCEL
