"""Commands for operators: `flask --app wsgi …`."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import click
from flask import Flask

from app.accounts import queries as people
from app.accounts import service as accounts
from app.accounts.models import TokenPurpose
from app.core import jobs, language
from app.core.errors import Refusal
from app.core.language import speaking
from app.demo import queries as demo_queries
from app.demo.rules.texts import read_texts
from app.demo.service import PASSWORD, seed_demo
from app.importing.rules.report import Report, lines_of
from app.importing.service import check_demo_allowed, import_briefs, import_profiles
from app.learning.rules import lines_of as lines_of_fit
from app.learning.service import fit_weights
from app.matches import service as matches

file_argument = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
dry_run_option = click.option("--dry-run", is_flag=True, help="Only report; save nothing.")
demo_option = click.option("--demo", is_flag=True, help="In a demo database: publish briefs, list people at once.")
language_option = click.option("--language", default="ko", type=click.Choice(language.LANGUAGES), help="Of the report.")


def register(app: Flask, house: Any) -> None:
    """Hang every command on the application."""
    _add_work(app, house)
    _add_learning(app, house)
    _add_people(app, house)
    _add_files(app, house)
    _add_demo(app, house)


@contextmanager
def _told() -> Iterator[None]:
    """A refusal ends a command with its sentence, not with a traceback."""
    try:
        yield
    except Refusal as refusal:
        raise click.ClickException(str(refusal.message)) from None


def _add_work(app: Flask, house: Any) -> None:
    @app.cli.command("worker")
    def worker() -> None:
        """Do background work until stopped (SIGINT or SIGTERM): encoding, mail, deadlines."""
        stop = Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stop.set())
        click.echo("worker: ready")
        jobs.work(house.database, house.handlers, house.recurring, stop)

    @app.cli.command("run-jobs")
    def run_jobs() -> None:
        """Do every job that is due now, then stop."""
        click.echo(f"{jobs.run_all(house.database, house.handlers)} jobs done")

    @app.cli.group("index")
    def index() -> None:
        """The search index, which is made from the database."""

    @index.command("rebuild")
    def rebuild() -> None:
        """Encode what is missing, then write a new generation; says how long is left."""
        matches.rebuild_index(house.database, house.settings, say=click.echo)


def _add_learning(app: Flask, house: Any) -> None:
    @app.cli.group("matching")
    def matching() -> None:
        """The order of lists, and what it may learn."""

    @matching.command("fit")
    @language_option
    def fit(language: str) -> None:
        """Fit candidate weights to what firms did with their lists; switches nothing on."""
        with speaking(language), _told():
            for line in lines_of_fit(fit_weights(house.database, house.settings)):
                click.echo(line)


def _add_people(app: Flask, house: Any) -> None:
    @app.cli.command("create-office")
    @click.argument("email")
    @click.option("--name", prompt=True, help="Name shown beside decisions.")
    @click.password_option()
    def create_office(email: str, name: str, password: str) -> None:
        """Open an office account (the first one, or another)."""
        with _told(), house.database.writing.begin() as session:
            accounts.create_office(session, email=email, password=password, name_ko=name)
        click.echo(f"office account {email} is ready: sign in at {house.settings.base_url}/sign-in")

    @app.cli.command("send-claim")
    @click.argument("email")
    def send_claim(email: str) -> None:
        """Mail an imported person the link by which they claim their account."""
        with _told(), house.database.writing.begin() as session:
            user = people.find_user_by_email(session, email)
            if user is None or user.password_hash is not None:
                raise click.ClickException(f"no unclaimed account has the address {email}")
            click.echo(accounts.send_link(session, user, TokenPurpose.CLAIM, base_url=house.settings.base_url))


def _add_files(app: Flask, house: Any) -> None:
    @app.cli.command("import-briefs")
    @file_argument
    @click.option("--organisation", "business_number", help="Business number of the firm they belong to.")
    @dry_run_option
    @demo_option
    @language_option
    def briefs(file: Path, business_number: str | None, dry_run: bool, demo: bool, language: str) -> None:
        """Bring briefs in from JSON Lines: every row checked, all or nothing, safe to repeat."""
        with _reading(house, file, demo, language) as opened:
            _report(import_briefs(house.database, opened, business_number=business_number, dry_run=dry_run, demo=demo))

    @app.cli.command("import-profiles")
    @file_argument
    @dry_run_option
    @demo_option
    @language_option
    def profiles(file: Path, dry_run: bool, demo: bool, language: str) -> None:
        """Bring people in from JSON Lines: unlisted until each claims the account and consents."""
        with _reading(house, file, demo, language) as opened:
            _report(import_profiles(house.database, opened, dry_run=dry_run, demo=demo))


@contextmanager
def _reading(house: Any, file: Path, demo: bool, reader: str) -> Iterator[Any]:
    with _told(), language.speaking(reader), file.open("rb") as opened:
        if demo:
            check_demo_allowed(house.settings.environment)
        yield opened


def _report(report: Report) -> None:
    """Print what became of each row; a file with a mistake ends with 1."""
    for line in lines_of(report):
        click.echo(line)
    if not report.is_clean:
        raise SystemExit(1)


def _add_demo(app: Flask, house: Any) -> None:
    @app.cli.command("seed-demo")
    def seed() -> None:
        """Build the invented world by driving the services under a set clock; done once."""
        with _told():
            made = seed_demo(house, say=click.echo)
        click.echo("the demo world is made" if made else "the demo world is there already")

    @app.cli.command("demo-sign-ins")
    def sign_ins() -> None:
        """Who can be signed in as."""
        with house.database.reading() as session:
            people = demo_queries.sign_ins(session, read_texts())
        if not people:
            raise click.ClickException("there is no demo world in this database: flask seed-demo makes it")
        for person in people:
            click.echo(f"  {person.role:<28}  {person.email:<32}  {PASSWORD}   {person.name}")
