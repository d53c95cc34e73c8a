"""Opens zip files as strangers' work: nothing is unpacked to disk, and what would swell is refused beforehand."""

from __future__ import annotations

import unicodedata
import zipfile
from typing import BinaryIO

from app.core.language import _
from app.scoping.rules.samples.limits import MEGABYTE, Limits, Refused

LOCKED = _("비밀번호가 걸려 있어요. 비밀번호를 풀고 다시 올려 주세요.")
BROKEN = _("파일이 깨져 있어요. 다시 저장하거나 압축해서 올려 주세요.")
SWELLS = _("압축을 풀면 너무 커지는 파일이라 열지 않았어요.")
ENCRYPTED_BIT, UTF8_BIT = 0x1, 0x800


def open_archive(file: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Refused(BROKEN) from error
    if any(entry.flag_bits & ENCRYPTED_BIT for entry in entries):
        raise Refused(LOCKED)
    if len(entries) > limits.entries or sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise Refused(SWELLS)
    if any(_swells(entry, limits) for entry in entries):
        raise Refused(SWELLS)
    return archive


def shown_name(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: Korean zips mark no encoding, and a Mac takes syllables apart."""
    name = entry.filename
    if not entry.flag_bits & UTF8_BIT:
        try:
            name = name.encode("cp437").decode("cp949")
        except UnicodeError:
            name = entry.filename
    return unicodedata.normalize("NFC", name)


def _swells(entry: zipfile.ZipInfo, limits: Limits) -> bool:
    return entry.file_size > MEGABYTE and entry.file_size > limits.ratio * max(entry.compress_size, 1)
