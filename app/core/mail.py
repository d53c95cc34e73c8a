"""Mail leaves by the worker: a job row now, an SMTP message (or a file to open, in the demo) later."""

from __future__ import annotations

import re
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from sqlalchemy.orm import Session

from app.core import clock, jobs
from app.core.db import Database
from app.core.jobs import Handler

SEND_JOB = "mail.send"


def post(session: Session, to: str, subject: str, body: str, *, dedupe_key: str | None = None) -> None:
    """Ask for one plain-text mail, in this transaction."""
    jobs.enqueue(session, SEND_JOB, {"to": to, "subject": subject, "body": body}, dedupe_key=dedupe_key)


class Mailer(Protocol):
    def send(self, message: EmailMessage) -> None: ...


@dataclass(frozen=True)
class FolderMailer:
    """Writes each mail as an .eml file that any mail program opens."""

    folder: Path

    def send(self, message: EmailMessage) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        recipient = re.sub(r"[^a-zA-Z0-9@._-]", "_", str(message["To"]))
        name = f"{clock.now():%Y%m%d-%H%M%S}-{recipient}-{uuid4().hex[:6]}.eml"
        temporary = self.folder / f".{name}"
        temporary.write_bytes(bytes(message))
        temporary.rename(self.folder / name)


@dataclass(frozen=True)
class SmtpMailer:
    """smtp://user:password@host:587 (STARTTLS) or smtps://…:465."""

    url: str

    def send(self, message: EmailMessage) -> None:
        parts = urlsplit(self.url)
        secure = parts.scheme == "smtps"
        connect = smtplib.SMTP_SSL if secure else smtplib.SMTP
        with connect(parts.hostname or "localhost", parts.port or (465 if secure else 587), timeout=30) as server:
            if parts.username:
                if not secure:
                    server.starttls()
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)


def mailer_for(url: str) -> Mailer:
    """The mailer a settings URL names: file:///folder or smtp(s)://…"""
    return FolderMailer(Path(urlsplit(url).path)) if url.startswith("file:") else SmtpMailer(url)


def message(sender: str, facts: dict[str, Any]) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, facts["to"]
    mail["Subject"] = re.sub(r"\s+", " ", facts["subject"])
    mail["Date"], mail["Message-ID"] = format_datetime(clock.now()), make_msgid(domain="ieum.example")
    mail.set_content(facts["body"])
    return mail


def sender_of(mailer: Mailer, sender: str) -> Handler:
    """The job handler that sends by this mailer."""

    def send(_database: Database, payload: dict[str, Any]) -> None:
        mailer.send(message(sender, payload))

    return send
