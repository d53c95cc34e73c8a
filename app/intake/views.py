"""From trouble to draft brief: one sentence, one question a page, the diagnosis, one press."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, current_app, g, redirect, request, send_file, url_for
from werkzeug.wrappers import Response

from app.accounts.queries import own_organisation
from app.briefs.queries import get_own_brief
from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import _
from app.intake import queries, service
from app.intake.forms import ChoicesForm, DraftForm, MeasureForm, TroubleForm
from app.intake.models import Intake
from app.intake.rules.answers import answer_text, column_facts, sample_line
from app.intake.rules.drafting import HOURS_PER_WEEK
from app.intake.rules.kinds import by_likelihood, kind_text
from app.intake.service import Sent
from app.intake.workflow import INTAKE
from app.scoping.rules import rules_version
from app.scoping.rules.diagnosis import OTHER
from app.scoping.rules.facts import is_unclear
from app.scoping.rules.questions import UNKNOWN, UNKNOWN_TEXT, Question, chosen, most_questions
from app.skills.queries import skill_name
from app.web.acting import answer_action
from app.web.forms import BaseForm, answering, page, version_of
from app.web.once import repeatable
from app.web.rules import allow

bp = Blueprint("intake", __name__)
CASES_SHOWN = 5


@bp.route("/start", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def start() -> Any:
    form = TroubleForm(industry=own_organisation(g.db, g.actor).industry_ksic)
    if request.method == "POST" and form.validate():
        with answering(form):
            intake = service.open_intake(g.db, g.actor, **_told(form))
            return redirect(_way_on(intake))
    return page("intake/start.html", form=form, unfinished=queries.unfinished(g.db, g.actor))


@bp.get("/start/<int:intake_id>")
@allow(Kind.CLIENT)
def go_on(intake_id: int) -> Response:
    """Back to where its owner stopped."""
    return redirect(_way_on(queries.get_intake(g.db, g.actor, intake_id)))


@bp.route("/start/<int:intake_id>/discard", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def discard(intake_id: int) -> Any:
    intake = queries.get_intake(g.db, g.actor, intake_id)
    return answer_action(
        INTAKE,
        "discard",
        intake,
        partial(service.discard, g.db, g.actor, intake),
        back=url_for("intake.start"),
        done=_("버렸어요."),
        next_text=_("적은 문장과 답, 올린 파일이 모두 지워지고 되돌릴 수 없어요."),
    )


@bp.route("/start/<int:intake_id>/trouble", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def trouble(intake_id: int) -> Any:
    intake = queries.get_intake(g.db, g.actor, intake_id)
    form = TroubleForm(data={"raw": intake.raw, "industry": intake.industry, "version": intake.edit_version})
    if request.method == "POST" and form.validate():
        with answering(form):
            service.tell_again(g.db, g.actor, intake, version=version_of(form), **_told(form))
            return redirect(_way_on(intake))
    return page("intake/trouble.html", form=form, intake=intake)


@bp.route("/start/<int:intake_id>/kind", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def kind(intake_id: int) -> Any:
    """What kind of work this is, in plain words, the likeliest first."""
    intake = queries.get_intake(g.db, g.actor, intake_id)
    form = BaseForm()
    if request.method == "POST" and form.validate():
        with answering(form):
            service.choose_kind(g.db, g.actor, intake, kind=request.form.get("kind") or None)
            return redirect(_question_or_diagnosis(intake))
    return page(
        "intake/kind.html",
        form=form,
        intake=intake,
        kinds=[*by_likelihood(intake.read_as), OTHER],
        kind_text=kind_text,
        most=most_questions() if is_unclear(intake.read_as) else 0,
    )


@bp.route("/start/<int:intake_id>/questions/<question_id>", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def question(intake_id: int, question_id: str) -> Any:
    intake = queries.get_intake(g.db, g.actor, intake_id)
    asked = _asked(intake, question_id)
    form = _form(intake, asked)
    if request.method == "POST" and form.validate():
        with answering(form):
            service.answer_question(g.db, g.actor, intake, asked.id, value=_value(asked, form))
            return redirect(_question_or_diagnosis(intake))
    place = intake.path.index(asked)
    return page(
        "intake/question.html",
        form=form,
        intake=intake,
        question=asked,
        number=intake.place_of(asked),
        most=most_questions(),
        back=_url_of(intake, intake.path[place - 1].id if place else _asked_first(intake)),
        chosen=chosen(intake.answers, asked.id) if asked.id in intake.answers else (),
        unknown=(UNKNOWN, UNKNOWN_TEXT),
    )


@bp.post("/start/<int:intake_id>/autosave/<question_id>")
@allow(Kind.CLIENT)
@repeatable
def autosave(intake_id: int, question_id: str) -> Any:
    """Keep what was typed so far of a question with several boxes; what cannot be kept yet waits for the button."""
    intake = queries.get_intake(g.db, g.actor, intake_id)
    asked = _asked(intake, question_id)
    form = _form(intake, asked)
    if form.validate():
        with answering(form):
            service.answer_question(g.db, g.actor, intake, asked.id, value=_value(asked, form))
    return "", 204


@bp.route("/start/<int:intake_id>/diagnosis", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def diagnosis(intake_id: int) -> Any:
    """The diagnosis, and the one press that makes a draft of it."""
    intake = queries.get_intake(g.db, g.actor, intake_id)
    if intake.brief_id is not None:
        return redirect(url_for("briefs.show", brief_id=intake.brief_id))
    if intake.next_question is not None:
        return redirect(_way_on(intake))
    form = DraftForm()
    if request.method == "POST" and form.validate():
        with answering(form):
            brief = service.make_draft(g.db, g.actor, intake, **form.answers)
            return redirect(url_for("briefs.edit", brief_id=brief.id, step="check"))
    return page("intake/diagnosis.html", form=form, **_shown(intake), url_of=lambda name: _url_of(intake, name))


@bp.get("/office/briefs/<int:brief_id>/diagnosis")
@allow(Kind.OFFICE)
def beside_brief(brief_id: int) -> Any:
    """What the owner was told, for whoever reviews the brief."""
    brief = get_own_brief(g.db, g.actor, brief_id)
    intake = queries.find_intake_of(g.db, brief)
    if intake is None:
        return page("intake/no_diagnosis.html", brief=brief)
    is_older = intake.rules_version != rules_version()
    return page("intake/beside_brief.html", brief=brief, is_older=is_older, **_shown(intake), url_of=lambda name: "")


@bp.get("/start/<int:intake_id>/sample")
@allow(Kind.CLIENT, Kind.OFFICE)
def sample(intake_id: int) -> Any:
    file = queries.get_sample(g.db, g.actor, intake_id)
    path = current_app.extensions["ieum"].files.path_of(file.sha256)
    return send_file(path, mimetype=file.media_type, as_attachment=True, download_name=file.name)


# -- what is sent, where one goes, what is shown ------------------------------------------------------------------


def _told(form: TroubleForm) -> dict[str, Any]:
    return {"raw": form.raw.data, "industry": form.industry.data, "sent": _sent(form)}


def _sent(form: TroubleForm) -> Sent | None:
    """The sample as a file, or else as a table copied from a spreadsheet, whose cells are parted by tabs."""
    file, may_keep, store = request.files.get("files"), bool(form.keep.data), current_app.extensions["ieum"].files
    if file and file.filename:
        return Sent(file.filename, file.read(), may_keep, store)
    if form.pasted.data:
        name = str(_("붙여 넣은 표"))
        return Sent(f"{name}.tsv", form.pasted.data.encode(), may_keep, store, field="pasted")
    return None


def _way_on(intake: Intake) -> str:
    """The kind of work is asked first where the sentence does not tell it: the questions depend on it."""
    if intake.chosen_type is None and not intake.answers and is_unclear(intake.read_as):
        return url_for("intake.kind", intake_id=intake.id)
    return _question_or_diagnosis(intake)


def _question_or_diagnosis(intake: Intake) -> str:
    following = intake.next_question
    return _url_of(intake, following.id) if following else url_for("intake.diagnosis", intake_id=intake.id)


def _url_of(intake: Intake, name: str) -> str:
    """Where an answer is changed: a question, the sentence, the sample, or the kind of work."""
    if name in ("raw", "sample"):
        return url_for("intake.trouble", intake_id=intake.id)
    if name == "kind":
        return url_for("intake.kind", intake_id=intake.id)
    return url_for("intake.question", intake_id=intake.id, question_id=name) if _is_asked(intake, name) else ""


def _asked_first(intake: Intake) -> str:
    """What comes before the questions: the kind of work where it was asked, or else the sentence."""
    return "kind" if is_unclear(intake.read_as) else "raw"


def _is_asked(intake: Intake, name: str) -> bool:
    return any(one.id == name for one in intake.path)


def _asked(intake: Intake, question_id: str) -> Question:
    found = next((one for one in intake.path if one.id == question_id), None)
    if found is None:
        raise NotFound()
    return found


def _form(intake: Intake, asked: Question) -> ChoicesForm | MeasureForm:
    if asked.kind != "measure":
        return ChoicesForm.asking(asked, list(chosen(intake.answers, asked.id)) if asked.id in intake.answers else [])
    given = intake.answers.get(asked.id)
    kpi = queries.diagnosis_of(g.db, intake, ()).plan.kpi
    return MeasureForm(
        data={"name": str(kpi.name), "unit": str(kpi.unit), **(given if isinstance(given, dict) else {})}
    )


def _value(asked: Question, form: ChoicesForm | MeasureForm) -> Any:
    """One option, several, or numbers; the button "모르겠어요" says so whatever else is filled in."""
    pressed = request.form.getlist("answer")
    if UNKNOWN in pressed:
        return UNKNOWN
    if asked.kind == "one":
        return pressed[0] if pressed else ""
    return form.value


def _shown(intake: Intake) -> dict[str, Any]:
    cases = queries.similar_cases(g.db, intake.task_type)
    found = queries.diagnosis_of(g.db, intake, cases)
    by_name = {one.id: one for one in intake.path}
    return {
        "intake": intake,
        "diagnosis": found,
        "cases": cases[:CASES_SHOWN],
        "sample": intake.inspection,
        "sample_line": sample_line,
        "column_facts": column_facts,
        "kind_text": kind_text,
        "is_guess": intake.chosen_type is None and is_unclear(intake.read_as),
        "other": OTHER,
        "skill_name": skill_name,
        "hours_per_week": HOURS_PER_WEEK,
        "answer_of": lambda name: answer_text(by_name[name], intake.answers) if name in by_name else "",
        "question_of": lambda name: str(by_name[name].text) if name in by_name else "",
    }
