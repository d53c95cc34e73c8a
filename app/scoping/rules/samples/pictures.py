"""Looks into a zip of pictures by reading the heads of the files only; no picture is decoded."""

from __future__ import annotations

import re
import struct
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import BinaryIO

from app.core.language import _
from app.scoping.rules.samples.archives import open_archive, shown_name
from app.scoping.rules.samples.findings import Inspection, PersonalFinding, Pictures, Target
from app.scoping.rules.samples.limits import LIMITS, Limits, Refused
from app.scoping.rules.samples.personal import kinds_in
from app.scoping.rules.words import Words

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".heic"})
NESTED = frozenset({".zip", ".7z", ".rar", ".gz", ".tar", ".alz", ".egg"})
HEAD = 256 * 1024  # a phone's picture may carry a thumbnail before its size
START_OF_FRAME = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
GPS_TAG = re.compile(rb"(\x88\x25\x00\x04|\x25\x88\x04\x00)")  # the GPS pointer of EXIF in either byte order
NOBODY_LOOKS = Words(
    "얼굴이나 이름표가 찍혔는지는 사람이 한 번 봐 주세요.",
    "Someone should look whether faces or name tags can be seen.",
)
NO_PICTURES = _("사진이 들어 있지 않아요. 사진을 폴더째 압축해서 올려 주세요.")
NO_NESTED = _("압축 파일 안에 또 압축 파일이 있어요. 한 번만 압축해서 올려 주세요.")


def inspect_pictures(file: BinaryIO, name: str, limits: Limits = LIMITS) -> Inspection:
    with open_archive(file, limits) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_litter(entry)]
        if any(_suffix(entry) in NESTED for entry in entries):
            raise Refused(NO_NESTED)
        pictures = [entry for entry in entries if _suffix(entry) in SUFFIXES]
        if not pictures:
            raise Refused(NO_PICTURES)
        heads = [_head(archive, entry) for entry in pictures[: limits.picture_heads]]
    sizes = [size for head in heads if (size := picture_size(head)) is not None]
    folders = _folders(pictures)
    return Inspection(
        kind="pictures",
        name=name,
        form="ZIP",
        size=len(pictures),
        examined=len(heads),
        duplicates=len(pictures) - len({(entry.CRC, entry.file_size) for entry in pictures}),
        target=Target(name, folders) if len(folders) > 1 else None,
        personal=_personal(pictures, heads),
        pictures=Pictures(
            formats=_counted([_suffix(entry).lstrip(".").replace("jpeg", "jpg") for entry in pictures]),
            smallest=min(sizes, key=_area, default=None),
            largest=max(sizes, key=_area, default=None),
            folders=folders,
            unreadable=len(heads) - len(sizes),
            others=len(entries) - len(pictures),
        ),
        notes=(NOBODY_LOOKS,),
    )


def picture_size(head: bytes) -> tuple[int, int] | None:
    """Width and height as the file's head says; None where it is no picture we know."""
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:
        width, height = struct.unpack(">II", head[16:24])
    elif head.startswith((b"GIF87a", b"GIF89a")) and len(head) >= 10:
        width, height = struct.unpack("<HH", head[6:10])
    elif head.startswith(b"BM") and len(head) >= 26:
        width, height = (abs(side) for side in struct.unpack("<ii", head[18:26]))
    elif head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        width, height = _webp_size(head)
    elif head.startswith(b"\xff\xd8"):
        width, height = _jpeg_size(head)
    else:
        return None
    return (width, height) if width and height else None


def _jpeg_size(head: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 < len(head) and head[place] == 0xFF:
        marker = head[place + 1]
        if marker in START_OF_FRAME:
            height, width = struct.unpack(">HH", head[place + 5 : place + 9])
            return width, height
        place += 2 + int.from_bytes(head[place + 2 : place + 4], "big")
    return 0, 0


def _webp_size(head: bytes) -> tuple[int, int]:
    if head[12:16] == b"VP8X" and len(head) >= 30:
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if head[12:16] == b"VP8L" and len(head) >= 25:
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if head[12:16] == b"VP8 " and len(head) >= 30:
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def _head(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(entry) as file:
            return file.read(HEAD)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError):
        return b""


def _is_litter(entry: zipfile.ZipInfo) -> bool:
    """What a Mac or Windows puts beside the files."""
    path = PurePosixPath(entry.filename)
    return "__MACOSX" in path.parts or path.name.startswith(".") or path.name.lower() in ("thumbs.db", "desktop.ini")


def _suffix(entry: zipfile.ZipInfo) -> str:
    return PurePosixPath(entry.filename).suffix.lower()


def _folders(pictures: Sequence[zipfile.ZipInfo]) -> tuple[tuple[str, int], ...]:
    """By the innermost folder, which people name after what is in it."""
    return _counted([parent for entry in pictures if (parent := PurePosixPath(shown_name(entry)).parent.name)])


def _personal(pictures: Sequence[zipfile.ZipInfo], heads: Sequence[bytes]) -> tuple[PersonalFinding, ...]:
    named = Counter(kind for entry in pictures for kind in kinds_in(PurePosixPath(shown_name(entry)).stem))
    found = [PersonalFinding(kind, "파일 이름", count) for kind, count in sorted(named.items())]
    places = sum(b"Exif" in head[:64] and bool(GPS_TAG.search(head[:4096])) for head in heads)
    return (*found, *([PersonalFinding("place", "사진 정보", places)] if places else []))


def _counted(names: Sequence[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def _area(size: tuple[int, int]) -> int:
    return size[0] * size[1]
