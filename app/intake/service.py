"""What an owner does with an intake: tell the trouble, answer, choose the kind of work, make the draft."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any

from sqlalchemy.orm import Session

from app.briefs import rules as brief_rules
from app.briefs.models import Brief
from app.briefs.service import draft_brief
from app.core import clock
from app.core.actors import Actor, Kind
from app.core.db import lock
from app.core.editing import save_fields, touch
from app.core.errors import Forbidden, Invalid, NotFound, WrongState, require
from app.core.files import FileStore, keep_file
from app.core.language import Text, _, speaking
from app.core.workflow import begin, move
from app.intake.models import Intake
from app.intake.queries import diagnosis_of
from app.intake.rules.drafting import draft_answers, without_refused
from app.intake.rules.keeping import kept
from app.intake.rules.kinds import is_kind
from app.intake.workflow import INTAKE, IntakeState, is_client
from app.scoping.rules import Refused, inspect_sample, problem_with, rules_version
from app.scoping.rules.kinds import read_trouble
from app.scoping.rules.samples.limits import LIMITS

LABELS: dict[str, Text] = {"raw": _("무엇이 골치인가요"), "industry": _("업종")}


@dataclass(frozen=True)
class Sent:
    """A sample handed in: only looked at, unless its owner lets us keep it."""

    name: str
    content: bytes
    keep: bool
    store: FileStore
    field: str = "files"  # where in the form it was handed in


def open_intake(session: Session, client: Actor, *, raw: str, industry: str, sent: Sent | None = None) -> Intake:
    """Begin with one sentence. Raises Invalid for a sample that cannot be looked at."""
    if client.kind is not Kind.CLIENT or client.organisation_id is None or client.user_id is None:
        raise Forbidden()
    intake = Intake(
        organisation_id=client.organisation_id,
        author_id=client.user_id,
        raw=_sentence(raw),
        industry=industry,
        reading=asdict(read_trouble(raw)),
        answers={},
        rules_version=rules_version(),
    )
    if sent:
        _look_at(session, intake, sent)
    begin(session, INTAKE, client, intake)
    return intake


def tell_again(
    session: Session, client: Actor, intake: Intake, *, version: int, raw: str, industry: str, sent: Sent | None = None
) -> None:
    """Say the trouble in other words; the answers stay. Raises Invalid, StaleEdit, WrongState."""
    _check_may_write(client, intake)
    before = intake.raw
    save_fields(session, intake, {"raw": _sentence(raw), "industry": industry}, version=version, labels=LABELS)
    if intake.raw != before:
        intake.reading, intake.chosen_type = asdict(read_trouble(raw)), None
    if sent:
        _look_at(session, intake, sent)
    _changed(intake)


def answer_question(session: Session, client: Actor, intake: Intake, question_id: str, *, value: Any) -> None:
    """Keep one answer. Raises Invalid with what is wrong with it."""
    _check_may_write(client, intake)
    lock(session, intake)
    if (problem := problem_with(question_id, value)) is not None:
        raise Invalid(problem, {"answer": problem})
    intake.answers = {**intake.answers, question_id: value}
    _changed(intake)


def choose_kind(session: Session, client: Actor, intake: Intake, *, kind: str | None) -> None:
    """Say what kind of work this is instead of how the sentence was read; None leaves it to the reading."""
    _check_may_write(client, intake)
    lock(session, intake)
    if kind is not None and not is_kind(kind):
        raise Invalid(_("보기 가운데에서 골라 주세요."))
    intake.chosen_type = kind
    _changed(intake)


def make_draft(session: Session, client: Actor, intake: Intake, *, budget_won: int | None) -> Brief:
    """One press: a draft brief with everything the diagnosis proposes. Nothing is published by it."""
    if intake.next_question is not None:
        raise Invalid(_("아직 여쭤볼 것이 남아 있어요. 마저 답해 주세요."))
    move(session, INTAKE, "use", client, intake)
    with speaking(brief_rules.language_of(intake.raw)):  # a brief is written in one language, whatever the pages speak
        answers = draft_answers(
            diagnosis_of(session, intake, ()),
            intake.path,
            intake.answers,
            raw=intake.raw,
            industry=intake.industry,
            sample=intake.inspection,
        )
    refused = brief_rules.problems(answers, today=clock.today())
    brief = draft_brief(session, client, **without_refused(answers, refused), budget_won=budget_won)
    intake.brief_id = brief.id
    return brief


def discard(session: Session, client: Actor, intake: Intake) -> None:
    """Throw an unfinished intake away: what was told and shown goes with it, only that there was one stays."""
    move(session, INTAKE, "discard", client, intake)
    intake.raw, intake.answers, intake.chosen_type = "", {}, None
    intake.reading = {**intake.reading, "words": []}
    intake.sample, intake.sample_on, intake.file_id = None, None, None


def _sentence(raw: str) -> str:
    require(raw.strip(), "raw", _("한 문장이면 돼요. 무엇이 골치인지 적어 주세요."))
    return raw.strip()


def _look_at(session: Session, intake: Intake, sent: Sent) -> None:
    try:
        found = inspect_sample(BytesIO(sent.content), sent.name)
    except Refused as refusal:
        raise Invalid(refusal.message, {sent.field: refusal.message}) from refusal
    if sent.keep and "resident_number" in found.personal_kinds:
        sentence = _("주민등록번호가 들어 있어서 보관할 수 없어요. 그 칸을 지우고 올리거나, 보관하지 말고 보여 주세요.")
        raise Invalid(sentence, {sent.field: sentence})
    intake.sample, intake.sample_on = kept(found), clock.today()
    intake.file_id = None
    if sent.keep:
        intake.file_id = keep_file(session, sent.store, sent.name, sent.content, most=LIMITS.archive_bytes).id


def _check_may_write(client: Actor, intake: Intake) -> None:
    if not is_client(client, intake):
        raise NotFound()
    if intake.state is not IntakeState.OPEN:
        raise WrongState(_("이미 과제로 만든 진단이에요. 과제에서 고쳐 주세요."))


def _changed(intake: Intake) -> None:
    intake.rules_version = rules_version()
    touch(intake)
