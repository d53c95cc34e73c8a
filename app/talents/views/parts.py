"""The rows of a profile: projects, skills, courses, certificates; each listed, added, changed and removed alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, g, redirect, request, url_for

from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.language import Text, _
from app.skills.queries import all_names
from app.talents import queries, service
from app.talents.forms import CertificateForm, CourseForm, ProjectForm, SkillForm
from app.talents.models import Profile, Project
from app.talents.rules import MOST
from app.talents.service.proving import sources_of
from app.talents.views.blueprint import bp
from app.talents.views.texts import SAVED, words
from app.web.acting import ConfirmForm
from app.web.forms import BaseForm, answering, page, version_of
from app.web.rules import allow


@dataclass(frozen=True)
class Part:
    """How one kind of row is called, asked for and saved."""

    title: Text
    one: Text
    add: Text
    lead: Text
    form: type[BaseForm]
    save: Callable[..., Any]


PARTS = {
    "projects": Part(
        _("해 본 일"),
        _("해 본 일 하나"),
        _("해 본 일 더하기"),
        _("어떤 자료로, 어떻게 풀었고, 무엇이 달라졌는지 적어요. 과제의 요건을 채우는 문장이 여기에서 나와요."),
        ProjectForm,
        service.save_project,
    ),
    "skills": Part(
        _("가진 역량"),
        _("역량 하나"),
        _("역량 더하기"),
        _("할 수 있는 것을 하나씩 적고, 증빙이 있으면 사무국에 확인을 요청해요. 확인된 역량은 더 믿을 만하게 보여요."),
        SkillForm,
        service.save_skill,
    ),
    "courses": Part(
        _("마친 교육"),
        _("교육 하나"),
        _("교육 더하기"),
        _("마친 교육을 적어요. 역량의 증빙으로 쓸 수 있어요."),
        CourseForm,
        service.save_course,
    ),
    "certificates": Part(
        _("가진 자격"),
        _("자격 하나"),
        _("자격 더하기"),
        _("딴 자격을 적어요. 역량의 증빙으로 쓸 수 있어요."),
        CertificateForm,
        service.save_certificate,
    ),
}
ANY_PART = f"<any({', '.join(PARTS)}):part>"


@bp.get(f"/profile/{ANY_PART}")
@allow(Kind.TALENT)
def rows(part: str) -> Any:
    profile = queries.own_profile(g.db, g.actor)
    has_proof = len(sources_of(profile)) > 1
    return page(
        f"talents/{part}.html", profile=profile, part=PARTS[part], most=MOST[part], has_proof=has_proof, **words()
    )


@bp.route(f"/profile/{ANY_PART}/new", methods=["GET", "POST"])
@allow(Kind.TALENT)
def add(part: str) -> Any:
    return _write(part, queries.own_profile(g.db, g.actor), None)


@bp.route(f"/profile/{ANY_PART}/<int:row_id>", methods=["GET", "POST"])
@allow(Kind.TALENT)
def change(part: str, row_id: int) -> Any:
    profile = queries.own_profile(g.db, g.actor)
    return _write(part, profile, row_of(profile, part, row_id))


@bp.route(f"/profile/{ANY_PART}/<int:row_id>/remove", methods=["GET", "POST"])
@allow(Kind.TALENT)
def remove(part: str, row_id: int) -> Any:
    profile, form = queries.own_profile(g.db, g.actor), ConfirmForm()
    row = row_of(profile, part, row_id)
    if request.method == "POST" and form.validate():
        service.remove_part(g.db, g.actor, profile, part, row_id)
        flash(str(_("지웠어요.")), "good")
        return redirect(url_for("talents.rows", part=part))
    return page("talents/remove.html", form=form, part=PARTS[part], part_name=part, row=row)


def row_of(profile: Profile, part: str, row_id: int) -> Any:
    found = next((row for row in getattr(profile, part) if row.id == row_id), None)
    if found is None:
        raise NotFound()
    return found


def _write(part: str, profile: Profile, row: Any) -> Any:
    kind = PARTS[part]
    form = kind.form(data=_known(kind.form, row) if row is not None else None)
    if request.method == "POST" and form.validate():
        with answering(form):
            version = {"version": version_of(form)} if isinstance(row, Project) else {}
            kind.save(g.db, g.actor, profile, row, **version, **form.answers)
            flash(str(SAVED), "good")
            return redirect(url_for("talents.rows", part=part))
    names = all_names() if part == "skills" else []
    return page("talents/part.html", form=form, part=kind, part_name=part, row=row, skill_names=names)


def _known(form_class: type[BaseForm], row: Any) -> dict[str, Any]:
    known = {name: getattr(row, name, None) for name in form_class(formdata=None)._fields}
    if known.get("level") is not None:
        known["level"] = str(known["level"])
    return {**known, "version": getattr(row, "edit_version", 0)}
