"""The look keeps its promises: readable colours, no inline style or foreign address, forms that carry what the server asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, Form, FormField, RadioField, StringField
from wtforms.validators import Length

from app.core.language import _, speaking
from app.web import templating
from app.web.forms import at_most, checks, options, paragraph, required, text, whole

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "app" / "static"
STYLE = (STATIC / "css" / "app.css").read_text()
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if "email" not in path.parts]


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


# -- colour -------------------------------------------------------------------------------------------------------


def token(name: str) -> tuple[float, ...]:
    found = re.search(rf"--{name}: #([0-9a-f]{{6}});", STYLE)
    assert found, name
    return tuple(int(found.group(1)[at : at + 2], 16) / 255 for at in (0, 2, 4))


def luminance(colour: tuple[float, ...]) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(token(one)), luminance(token(other))))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *(
            (ink, ground)
            for ink in ("ink", "muted", "primary", "bad", "good", "attention")
            for ground in ("paper", "surface")
        ),
        *((tone, f"{tone}-soft") for tone in ("primary", "attention", "good", "bad")),
    ],
)
def test_text_stands_out_from_its_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


# -- what templates may not hold -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=names(PAGES))
def test_a_template_has_no_inline_style_handler_or_foreign_address(path: Path) -> None:
    markup = re.sub(r"{[{%#].*?[}%#]}", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"<style|<[^>]*\s(style|on[a-z]+)=", markup)
    assert not re.search(r"<(?:script|link|img|use|iframe)[^>]*(?:src|href)=[\"'](?:https?:)?//", markup)


@pytest.mark.parametrize("path", PAGES, ids=names(PAGES))
def test_every_icon_a_template_names_is_in_the_sprite(path: Path) -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    named = set(re.findall(r'(?:icon\(|icon_name=)"([\w-]+)"', path.read_text()))
    assert named <= drawn


@pytest.mark.parametrize(
    "path", sorted([*STATIC.glob("css/*.css"), *STATIC.glob("vendor/**/*.css")]), ids=lambda path: path.name
)
def test_a_stylesheet_loads_nothing_from_elsewhere(path: Path) -> None:
    addresses = re.findall(r"url\(([^)]+)\)", path.read_text())
    assert all((path.parent / address).is_file() for address in addresses)
    assert "@import" not in path.read_text()


# -- forms ---------------------------------------------------------------------------------------------------------


class Project(Form):
    name = StringField(_("프로젝트 이름"), validators=[required(), at_most(80)])


class Sample(Form):
    title = text(_("과제 이름"), limit=60, hint=_("예: 표면의 흠집 찾기"))
    problem = paragraph(_("문제"), limit=300, need=False)
    budget = whole(_("예산"), high=10**9)
    place = RadioField(
        _("일하는 곳"), choices=options([("site", _("현장")), ("remote", _("원격"))]), validators=[required()]
    )
    data = checks(_("자료"), [("photo", _("사진")), ("table", _("표"))])
    projects = FieldList(FormField(Project), _("프로젝트"), min_entries=1, max_entries=3, validators=[Length(min=1)])


@pytest.fixture
def look() -> Iterator[Any]:
    """Renders one line of template with the macros of forms and workflow at hand."""
    flask = Flask("look", template_folder=str(ROOT / "templates"), static_folder=str(STATIC))
    templating.register(flask)
    flask.template_context_processors[None].pop()  # the frame's context needs the whole house; macros do not
    flask.jinja_env.globals.update(csrf_token=lambda: "a-token", idempotency_key=lambda: "a-key")
    imports = '{% from "macros/forms.html" import form_tag, field, rows, post_button %}{% from "macros/workflow.html" import action_buttons %}'

    def render(line: str, **context: Any) -> str:
        return render_template_string(imports + line, **context)

    with flask.test_request_context():
        yield render


def sent(**answers: str) -> Sample:
    form = Sample(MultiDict(answers))
    form.validate()
    return form


def test_every_form_and_button_carries_its_token_and_its_key(look: Any) -> None:
    for line in ('{% call form_tag(none, "/save") %}{% endcall %}', '{{ post_button("/save", "저장") }}'):
        markup = look(line)
        assert 'name="csrf_token" value="a-token"' in markup
        assert 'name="_key" value="a-key"' in markup


def test_a_mistake_is_told_on_top_with_a_link_and_again_at_its_field(look: Any) -> None:
    markup = look('{% call form_tag(form, "/save") %}{{ field(form.title) }}{% endcall %}', form=sent(title="가" * 61))
    assert '<a href="#title">과제 이름: 60자 안으로 줄여 주세요. 지금 61자예요.</a>' in markup
    assert 'aria-describedby="title-hint title-foot title-error"' in markup
    assert 'id="title-error"' in markup
    assert "가" * 61 in markup


def test_a_mistake_in_a_row_links_to_that_row(look: Any) -> None:
    markup = look(
        '{% call form_tag(form, "/save") %}{% endcall %}',
        form=sent(**{"projects-0-name": "", "projects-1-name": "검사기"}),
    )
    assert '<a href="#projects-0-name">' in markup
    assert '<a href="#projects-1-name">' not in markup


def test_the_limit_is_counted_but_never_cuts_what_is_typed(look: Any) -> None:
    markup = look("{{ field(form.problem) }}", form=Sample())
    assert 'data-limit="300"' in markup
    assert "maxlength" not in markup
    assert "(선택)" in markup


def test_a_number_keeps_the_thousands_it_was_typed_with(look: Any) -> None:
    markup = look('{{ field(form.budget, unit="원") }}', form=sent(budget="12,000,000"))
    assert 'value="12,000,000"' in markup
    assert 'type="text"' in markup
    assert 'inputmode="numeric"' in markup


@pytest.mark.parametrize(("name", "kind"), [("place", "radio"), ("data", "checkbox")])
def test_a_choice_of_few_is_a_group_with_a_legend(look: Any, name: str, kind: str) -> None:
    markup = look("{{ field(form[name]) }}", form=Sample(), name=name)
    assert "<legend" in markup
    assert markup.count(f'type="{kind}"') == 2


def test_rows_offer_a_spare_row_up_to_the_most_and_leave_the_form_as_it_was(look: Any) -> None:
    line = '{% call(entry) rows(form.projects, "프로젝트", "더하기") %}{{ field(entry.form.name) }}{% endcall %}'
    form = Sample()
    assert 'data-prefix="projects-1"' in look(line, form=form)
    assert len(form.projects.entries) == 1
    full = sent(**{f"projects-{at}-name": "검사기" for at in range(3)})
    assert "<template" not in look(line, form=full)


def test_a_move_that_asks_for_a_reason_is_a_link_and_any_other_a_button(look: Any) -> None:
    moves = [
        SimpleNamespace(name="return", label="수정요청", asks=("reason",), danger=False, main=False),
        SimpleNamespace(name="accept", label="검수 승인", asks=(), danger=False, main=True),
    ]
    markup = look("{{ action_buttons(moves, address) }}", moves=moves, address=lambda name: f"/do/{name}")
    assert re.search(r'<a class="button [^"]*" href="/do/return">수정요청</a>', markup)
    assert 'action="/do/accept"' in markup
    assert markup.index("검수 승인") < markup.index("수정요청")


def test_the_same_form_speaks_english(look: Any) -> None:
    with speaking("en"):
        markup = look('{% call form_tag(form, "/save") %}{{ field(form.problem) }}{% endcall %}', form=sent(title=""))
    assert "Some answers need mending" in markup
    assert "(optional)" in markup
