"""Commands for operators: `flask --app wsgi …`."""

from __future__ import annotations

import signal
from threading import Event
from typing import Any

import click
from flask import Flask

from app.accounts import service as accounts
from app.core import jobs
from app.core.errors import Refusal


def register(app: Flask, house: Any) -> None:
    """Hang every command on the application."""

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

    @app.cli.command("create-office")
    @click.argument("email")
    @click.option("--name", prompt=True, help="Name shown beside decisions.")
    @click.password_option()
    def create_office(email: str, name: str, password: str) -> None:
        """Open an office account (the first one, or another)."""
        try:
            with house.database.writing.begin() as session:
                accounts.create_office(session, email=email, password=password, name_ko=name)
        except Refusal as refusal:
            raise click.ClickException(str(refusal.message)) from None
        click.echo(f"office account {email} is ready: sign in at {house.settings.base_url}/sign-in")
