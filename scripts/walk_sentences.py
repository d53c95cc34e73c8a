"""Takes owners' raw sentences through the real pages and writes what comes of them: `walk_sentences.py FOLDER [--out FILE]`.

FOLDER holds briefs.jsonl (id, raw, task_type, industry_ksic); the answers are those of walk_sentences.toml. With --out
the part of that document between the marks is replaced, without it the part is printed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.accounts.models import Membership, Organisation, Role, User  # noqa: E402
from app.accounts.service import open_session  # noqa: E402
from app.accounts.workflow import OrganisationState  # noqa: E402
from app.briefs.models import Brief  # noqa: E402
from app.briefs.rules import LABELS  # noqa: E402
from app.core import clock  # noqa: E402
from app.core.actors import Kind  # noqa: E402
from app.core.language import speaking  # noqa: E402
from app.factory import create_app  # noqa: E402
from app.intake.models import Intake  # noqa: E402
from app.intake.queries import diagnosis_of  # noqa: E402
from app.intake.rules.kinds import kept_names, kind_text  # noqa: E402
from app.scoping.rules import Diagnosis, Reason  # noqa: E402
from app.scoping.rules.facts import UNCLEAR_BELOW  # noqa: E402
from app.settings import read_settings  # noqa: E402
from app.skills.queries import skill_name  # noqa: E402
from app.tables import metadata  # noqa: E402
from app.web.sign_in import COOKIE  # noqa: E402

ANSWERS = Path(__file__).with_suffix(".toml")
BEGIN, END = "<!-- walk: begin -->", "<!-- walk: end -->"
SIGNS = {"no_go": "✕", "adjust": "△", "note": "·", "good": "○"}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
BUDGET_WON = "10,000,000"
FORM = re.compile(r"<main.*?</main>", re.DOTALL)


@dataclass
class Owner:
    """Somebody at the pages: reads one, sends its form back with what they fill in, and goes where it leads."""

    browser: FlaskClient
    path: str = ""
    presses: int = 0
    questions: int = 0

    def send(self, path: str, answers: Mapping[str, Any], presses: int = 1) -> None:
        shown = self.browser.get(path).text
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(FORM.findall(shown)[0])}
        answer = self.browser.post(path, data={**hidden, **answers})
        if answer.location is None:
            raise SystemExit(f"{path} answered {answer.status_code} to {answers}")
        self.path, self.presses = answer.location, self.presses + presses

    @property
    def asked(self) -> str:
        return self.path.rsplit("/", 1)[-1]


def walk(browser: FlaskClient, row: Mapping[str, Any], answers: Mapping[str, Any]) -> Owner:
    """From the sentence to the submitted brief; every press is counted, typing is not."""
    owner = Owner(browser)
    owner.send("/start", {"raw": row["raw"], "industry": row["industry_ksic"]})
    while not owner.path.endswith("/diagnosis"):
        given = answers.get(owner.asked, "" if owner.asked == "kind" else "unknown")
        owner.questions += 1
        if owner.asked == "kind":
            owner.send(owner.path, {"kind": given})
        elif isinstance(given, dict):
            owner.send(owner.path, {**named(browser.get(owner.path).text), **given})
        else:
            several = isinstance(given, list)
            owner.send(owner.path, {"answer": given}, len(given) + 1 if several else 1)
    owner.send(owner.path, {"budget_won": BUDGET_WON})
    submit = owner.path.replace("/edit/check", "/do/submit")
    if f'action="{submit}"' in browser.get(owner.path).text:  # nothing is missing
        owner.send(submit, {})
    return owner


def named(shown: str) -> dict[str, str]:
    """The number's name and unit as the page proposes them."""
    boxes = re.findall(r'<input[^>]*name="(name|unit)"[^>]*>', shown)
    values = {name: re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', shown) for name in boxes}
    return {name: unescape(found[1]) for name, found in values.items() if found}


# -- what came of it ----------------------------------------------------------------------------------------------


def told(session: Session, owner: Owner, row: Mapping[str, Any], answers: Mapping[str, Any], number: int) -> str:
    intake = session.query(Intake).order_by(Intake.id.desc()).first()
    if intake is None or intake.brief is None:
        raise SystemExit(f"no brief came of {row['id']}")
    with speaking(row["lang"]):
        found = diagnosis_of(session, intake, ())
        return "\n".join(
            [
                f"**{number}. {row['raw']}**",
                "",
                f"* {kind(found)}{meant(found, row)}; {owner.questions} questions, {reached(intake.brief, owner)}",
                f"* **{found.verdict.label}** {found.verdict.headline} {' '.join(map(reason, found.verdict.reasons))}",
                f"* {measure(found)}",
                f"* {' → '.join(f'{one.title} {one.share}% ({one.weeks})' for one in found.plan.milestones)}",
                f"* {skills(found)}",
                f"* *Poor:* {answers['poor']}" if "poor" in answers else "* *Poor:* nothing found",
            ]
        )


def reached(brief: Brief, owner: Owner) -> str:
    if not brief.missing_fields:
        return f"submitted with {owner.presses} presses"
    missing = ", ".join(str(LABELS[name]) for name in brief.missing_fields)
    return f"draft with {owner.presses} presses, still missing: {missing}"


def kind(found: Diagnosis) -> str:
    reading = found.reading
    is_asked = reading.confidence < UNCLEAR_BELOW
    said = f"{reading.confidence:.2f}" + (", asked" if is_asked else f", then {kind_text(reading.second)}")
    return f"“{found.plan.title}” · {kind_text(found.task_type)} ({said})"


def meant(found: Diagnosis, row: Mapping[str, Any]) -> str:
    return "" if kept_names()[found.task_type] == row["task_type"] else f" — meant: {row['task_type']}"


def reason(one: Reason) -> str:
    return f"{SIGNS[one.effect]} {one.because}"


def measure(found: Diagnosis) -> str:
    kpi = found.plan.kpi
    return f"{kpi.name}: {kpi.baseline or '?'} → {kpi.target or '?'} {kpi.unit}"


def skills(found: Diagnosis) -> str:
    essential, nice = (
        ", ".join(skill_name(one.skill_id) for one in some)
        for some in (found.requirements.essential, found.requirements.nice)
    )
    return f"{essential} / {nice}"


# -- the pages ----------------------------------------------------------------------------------------------------


def walks(folder: Path) -> Iterator[str]:
    rows = [json.loads(line) for line in (folder / "briefs.jsonl").read_text(encoding="utf-8").splitlines()]
    answers = tomllib.loads(ANSWERS.read_text(encoding="utf-8"))
    with TemporaryDirectory() as instance:
        url = f"sqlite:///{instance}/ieum.db"
        app = create_app(read_settings({"IEUM_ENV": "test", "DATABASE_URL": url, "IEUM_INSTANCE": instance}))
        database = app.extensions["ieum"].database
        metadata.create_all(database.engine)
        with database.writing.begin() as session:
            token = open_session(session, an_owner(session))
        browser = app.test_client()
        browser.set_cookie(COOKIE, token)
        for number, row in enumerate(rows, 1):
            browser.set_cookie("ieum_language", row["lang"])
            owner = walk(browser, row, answers.get(row["id"], {}))
            with database.reading() as session:
                yield told(session, owner, row, answers.get(row["id"], {}), number)
        database.engine.dispose()


def an_owner(session: Session) -> User:
    firm = Organisation(
        name="가람정밀",
        business_number="999-12-34519",
        industry_ksic="C25",
        size_band="small",
        region_code="41",
        state=OrganisationState.VERIFIED,
    )
    person = User(kind=Kind.CLIENT, email="owner@ieum.example", name_ko="한지우", email_confirmed_at=clock.now())
    session.add_all([firm, person])
    session.flush()
    session.add(Membership(user_id=person.id, organisation_id=firm.id, role=Role.OWNER))
    session.flush()
    return person


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, help="a document with the two marks")
    asked = parser.parse_args()
    part = "\n\n".join(walks(asked.folder))
    if asked.out is None:
        print(part)
        return
    before, _, rest = asked.out.read_text(encoding="utf-8").partition(BEGIN)
    asked.out.write_text(f"{before}{BEGIN}\n{part}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
