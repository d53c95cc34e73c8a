"""Reads CSV and TSV as a stream: which letters, which separator, then row by row."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from app.core.language import _
from app.scoping.rules.samples.findings import Inspection
from app.scoping.rules.samples.limits import LIMITS, Limits, Refused
from app.scoping.rules.samples.survey import survey

BLOCK = 1 << 20
PEEK = 64 * 1024
SEPARATORS = ",\t;|"
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CANDIDATES = ("utf-8", "cp949")
LONGEST_FIELD = 1 << 20
UNREADABLE = _("글자를 읽지 못했어요. 엑셀에서 ‘CSV UTF-8’로 다시 저장해 주세요.")
NOT_A_TABLE = _("표로 읽을 수 없는 파일이에요. 엑셀(.xlsx)이나 CSV로 저장해 올려 주세요.")


def inspect_delimited(file: BinaryIO, name: str, limits: Limits = LIMITS) -> Inspection:
    encoding = _encoding(file)
    separator = _separator(file, encoding)
    file.seek(0)
    csv.field_size_limit(LONGEST_FIELD)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        return survey(_rows(text, separator), name=name, form=_form(encoding, separator), limits=limits)
    finally:
        text.detach()


def _rows(text: io.TextIOWrapper, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(text, delimiter=separator)
    try:
        for row in reader:
            if any(row):
                yield row
    except csv.Error as error:  # a quotation mark that never closes swallows the rest
        raise Refused(NOT_A_TABLE) from error


def _encoding(file: BinaryIO) -> str:
    """By its mark, or the first in which every byte makes sense."""
    file.seek(0)
    start = file.read(4)
    marked = next((encoding for mark, encoding in MARKS if start.startswith(mark)), None)
    for encoding in (marked,) if marked else CANDIDATES:
        if _is_all(file, encoding):
            return encoding
    raise Refused(UNREADABLE)


def _is_all(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := file.read(BLOCK):
            if "\0" in decoder.decode(block):
                raise Refused(NOT_A_TABLE)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _separator(file: BinaryIO, encoding: str) -> str:
    """The one that cuts most lines into the same number of pieces."""
    file.seek(0)
    lines = [line for line in file.read(PEEK).decode(encoding, errors="ignore").splitlines()[:60] if line.strip()]
    return max(SEPARATORS, key=lambda separator: (_agreement(lines, separator), -SEPARATORS.index(separator)))


def _agreement(lines: list[str], separator: str) -> int:
    pieces = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
    return max((count * min(width, 3) for width, count in pieces.items()), default=0)


def _form(encoding: str, separator: str) -> str:
    letters = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp949": "EUC-KR", "utf-16": "UTF-16"}[encoding]
    return f"{'TSV' if separator == chr(9) else 'CSV'} · {letters}"
