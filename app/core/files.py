"""Files people hand in: looked at before they are kept, stored by digest, named as their owner named them."""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import puremagic
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import clock
from app.core.db import Base, Id
from app.core.errors import Invalid
from app.core.language import Text, _, said

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
NAME_LIMIT = 120
TEXT_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".json": "application/json",
}
MAGIC_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".zip": "application/zip",
}
OFFICE_PARTS = {".xlsx": "xl/workbook.xml", ".docx": "word/document.xml", ".pptx": "ppt/presentation.xml"}
ALLOWED = (*TEXT_TYPES, *MAGIC_TYPES, *OFFICE_PARTS)


class StoredFile(Base):
    """One accepted file: its digest is its place on disk. Who may read it is asked of the thing it hangs on."""

    __tablename__ = "stored_file"

    id: Mapped[Id]
    sha256: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    stored_at: Mapped[datetime] = mapped_column(default=clock.now)


@dataclass(frozen=True)
class FileStore:
    """A folder of files named by their SHA-256."""

    folder: Path

    def path_of(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        """Write once, whole or not at all; the same bytes are kept once."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path_of(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
        return sha256

    def get(self, sha256: str) -> bytes:
        return self.path_of(sha256).read_bytes()


def keep_file(session: Session, store: FileStore, name: str, content: bytes, *, most: int = MAX_BYTES) -> StoredFile:
    """Check and store one uploaded file. Raises Invalid (field `files`) with what to do instead."""
    clean = clean_name(name)
    media_type = _media_type(clean, content, most)
    row = StoredFile(sha256=store.put(content), name=clean, media_type=media_type, size=len(content))
    session.add(row)
    session.flush()
    return row


def clean_name(name: str) -> str:
    """NFC (macOS sends NFD), no folders, no control characters, not too long; the ending is kept."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    base = "".join(c for c in base if unicodedata.category(c)[0] != "C").strip(". ") or "file"
    stem, dot, ending = base.rpartition(".")
    return f"{stem[: NAME_LIMIT - len(ending) - 1]}{dot}{ending}" if dot else base[:NAME_LIMIT]


def _media_type(name: str, content: bytes, most: int) -> str:
    ending = Path(name).suffix.lower()
    if len(content) > most:
        too_large = _("%(name)s: 파일 하나는 %(most)sMB까지 올릴 수 있어요.")
        raise _refuse(said(too_large, name=name, most=most // MEGABYTE))
    if not content:
        raise _refuse(said(_("%(name)s: 빈 파일이에요."), name=name))
    if ending in TEXT_TYPES and b"\0" not in content:
        return TEXT_TYPES[ending]
    if ending in MAGIC_TYPES and MAGIC_TYPES[ending] in _seen_types(content):
        return MAGIC_TYPES[ending]
    if ending in OFFICE_PARTS and OFFICE_PARTS[ending] in _zip_names(content):
        return "application/vnd.openxmlformats-officedocument"
    raise _refuse(
        said(
            _("%(name)s: 올릴 수 있는 파일은 %(kinds)s이고, 내용이 이름과 맞아야 해요."),
            name=name,
            kinds=", ".join(ending.lstrip(".") for ending in ALLOWED),
        )
    )


def _seen_types(content: bytes) -> set[str]:
    try:
        return {match.mime_type for match in puremagic.magic_string(content[:4096])}
    except puremagic.PureError:
        return set()


def _zip_names(content: bytes) -> set[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return set(archive.namelist())
    except zipfile.BadZipFile:
        return set()


def _refuse(sentence: Text) -> Invalid:
    return Invalid(sentence, {"files": sentence})
