"""Uploads: looked at before they are kept, stored once by digest, named as their owner named them."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest

from app.core.errors import Invalid
from app.core.files import MAX_BYTES, FileStore, clean_name, keep_file

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


def _xlsx() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("불량.csv", b"a,b\n1,2\n"),
        ("기록.tsv", b"a\tb\n1\t2\n"),
        ("그림.PNG", PNG),
        ("표.xlsx", _xlsx()),
        ("글.pdf", b"%PDF-1.7\n%x"),
    ],
)
def test_what_is_what_it_says_is_kept(session, tmp_path, name, content):
    store = FileStore(tmp_path)
    row = keep_file(session, store, name, content)
    assert store.get(row.sha256) == content
    assert (row.name, row.size) == (name, len(content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("그림.png", b"<svg onload=alert(1)>"),
        ("표.xlsx", b"PK\x03\x04 not really"),
        ("쪽.html", b"<script>"),
        ("그림.svg", b"<svg/>"),
        ("빈.csv", b""),
        ("글.csv", b"a\0b"),
        ("셸.exe", b"MZ"),
    ],
)
def test_what_is_not_is_refused_with_what_to_do(session, tmp_path, name, content):
    with pytest.raises(Invalid) as refused:
        keep_file(session, FileStore(tmp_path), name, content)
    assert "files" in refused.value.fields


def test_a_file_that_is_too_large_is_refused(session, tmp_path):
    with pytest.raises(Invalid, match="20MB"):
        keep_file(session, FileStore(tmp_path), "큰.txt", b"a" * (MAX_BYTES + 1))
    assert (
        keep_file(session, FileStore(tmp_path), "큰.txt", b"a" * (MAX_BYTES + 1), most=MAX_BYTES + 1).size > MAX_BYTES
    )


def test_the_same_bytes_are_stored_once(session, tmp_path):
    store = FileStore(tmp_path / "files")
    one, other = keep_file(session, store, "가.txt", b"x"), keep_file(session, store, "나.txt", b"x")
    assert one.sha256 == other.sha256
    assert len([path for path in store.folder.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\자료\\불량.csv", "불량.csv"),
        (unicodedata.normalize("NFD", "불량.csv"), "불량.csv"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"),
        ("..", "file"),
    ],
)
def test_a_name_is_made_safe_and_keeps_its_ending(typed, kept):
    assert clean_name(typed) == kept


def test_a_long_name_keeps_its_ending():
    assert clean_name("가" * 500 + ".csv").endswith(".csv")
