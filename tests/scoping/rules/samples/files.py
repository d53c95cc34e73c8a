"""Files shaped like those that firms really send, made on the spot."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
import zlib
from datetime import date, datetime, time, timedelta

from openpyxl import Workbook

START = date(2024, 1, 1)
FIRST_ORDER = date(2023, 1, 1)


def csv_file(text: str, encoding: str = "utf-8") -> io.BytesIO:
    return io.BytesIO(text.encode(encoding))


def daily_log(days: int, *, encoding: str = "cp949") -> io.BytesIO:
    lines = ["날짜,설비,온도,판정"]
    for day in range(days):
        verdict = "불량" if day % 10 == 0 else "정상"
        lines.append(f"{START + timedelta(day)},사출{day % 3 + 1}호기,{200 + day % 7}.5,{verdict}")
    return csv_file("\r\n".join(lines), encoding)


def workbook(rows: list[list[object]], *, title: str = "Sheet1", merge: str = "") -> io.BytesIO:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    return saved(book)


def saved(book: Workbook) -> io.BytesIO:
    file = io.BytesIO()
    book.save(file)
    return file


def merged_report() -> io.BytesIO:
    rows: list[list[object]] = [
        ["2024년 3월 생산 일보"],
        [],
        ["일자", "라인", "생산", None, "품질", None],
        [None, None, "계획", "실적", "불량수", "불량유형"],
    ]
    rows += [
        [f"2024.3.{day}", "A라인", "1,200", f"{1100 + day:,}", day % 4, "찍힘" if day % 2 else "긁힘"]
        for day in range(1, 29)
    ]
    return workbook(rows, title="일보", merge="C3:D3")


def with_dates() -> io.BytesIO:
    rows: list[list[object]] = [["주문일시", "품목", "수량", "금액"]]
    rows += [
        [datetime.combine(FIRST_ORDER, time()) + timedelta(hours=7 * n), f"품목{n % 5}", n % 9, f"{n * 1000:,}원"]
        for n in range(500)
    ]
    return workbook(rows)


def locked_workbook() -> io.BytesIO:
    """As Excel writes one with a password: a compound file with an encrypted part."""
    return io.BytesIO(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048) + "EncryptedPackage".encode("utf-16-le") + bytes(2048)
    )


def old_workbook() -> io.BytesIO:
    return io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048) + "Workbook".encode("utf-16-le") + bytes(2048))


def with_macros() -> io.BytesIO:
    file = workbook([["날짜", "값"], ["2024-01-01", 1], ["2024-01-02", 2]])
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x00Auto_Open")
    return file


def png(width: int, height: int, shade: int = 0) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes([0, *[shade] * width]) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg(width: int, height: int, *, with_place: bool = False) -> bytes:
    tag = b"\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a" if with_place else b""
    exif = b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01" + tag
    app1 = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + app1 + frame + b"\xff\xd9"


def zipped(files: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file


def picture_folders() -> io.BytesIO:
    files = {f"정상/{n:03}.png": png(64, 48, n) for n in range(30)}
    files |= {f"불량/{n:03}.jpg": jpeg(1920, 1080, with_place=n == 0) for n in range(5)}
    files |= {"불량/설명.txt": b"memo", "__MACOSX/._001.png": b"x", "정상/Thumbs.db": b"x"}
    return zipped({unicodedata.normalize("NFD", name): content for name, content in files.items()})
