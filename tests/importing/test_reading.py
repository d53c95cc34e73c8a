"""Every kind of mistake a file can hold is found, said in its row beside its field, and mended in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.core.language import speaking
from app.importing.rules.briefs import read_brief
from app.importing.rules.fields import Fields
from app.importing.rules.lines import LINE_MOST, read_records
from app.importing.rules.profiles import read_person, read_profile
from app.importing.rules.report import Report, Row, lines_of
from tests.factories.importing import BRIEF, PROFILE, a_file

TODAY = date(2026, 11, 1)


def read(*lines: Any) -> Report:
    report = Report()
    read_records(a_file(*lines), report)
    return report


def brief_row(**changes: Any) -> tuple[Row, dict[str, Any]]:
    row = Row(1, "b-1")
    return row, read_brief(Fields({**BRIEF, **changes}, row), today=TODAY)


def profile_row(**changes: Any) -> tuple[Row, dict[str, Any]]:
    row = Row(1, "p-1")
    fields = Fields({**PROFILE, **changes}, row)
    read_person(fields, row.key)
    return row, read_profile(fields)


# -- lines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        (b'{"id": "a", ', "-", "JSON"),
        (b"[1, 2]", "-", "한 건"),
        (b'{"id": "a", "weeks": NaN}', "-", "JSON"),
        (b'{"id": "a", "weeks": ' + b"9" * 5000 + b"}", "-", "JSON"),
        (b"[" * 100_000, "-", "JSON"),
        ('{"id": "한글"}'.encode("cp949"), "-", "UTF-8"),
        (b'{"title": "x"}', "id", "이름"),
        (b'{"id": 7}', "id", "이름"),
        (b'{"id": "  "}', "id", "이름"),
        (b'{"id": "' + b"a" * 200 + b'"}', "id", "80"),
    ],
)
def test_a_line_that_is_no_record_is_refused_in_its_row(line, field, words):
    report = read({"id": "good"}, line)
    assert not report.is_clean
    assert [row.number for row in report.rows if row.problems] == [2]
    problem = report.rows[1].problems[0]
    assert problem.field == field
    assert words in str(problem.sentence)


def test_an_id_used_twice_names_the_line_that_had_it_first():
    problem = read({"id": "a"}, {"id": "b"}, {"id": "a "}).rows[2].problems[0]
    assert problem.field == "id"
    assert "1줄" in str(problem.sentence)


def test_a_byte_order_mark_and_blank_lines_are_no_mistake():
    report = read(b"\xef\xbb\xbf" + b'{"id": "a"}', b"", b"   ", {"id": "b"})
    assert report.is_clean
    assert [row.number for row in report.rows] == [1, 4]


def test_an_empty_file_is_refused():
    assert "빈 파일" in str(read().problems[0])


def test_more_rows_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr("app.importing.rules.lines.ROWS_MOST", 3)
    report = read(*({"id": f"a{n}"} for n in range(5)))
    assert len(report.rows) == 3
    assert "나누어" in str(report.problems[0])


def test_a_line_without_end_stops_the_reading():
    report = read({"id": "a"}, b'{"id": "' + b"x" * LINE_MOST + b'"}', {"id": "c"})
    assert "2줄" in str(report.problems[0])
    assert len(report.rows) == 1


# -- briefs -------------------------------------------------------------------------------------------------------


def test_a_good_brief_has_no_problem_and_answers_the_questions_of_a_brief():
    row, answers = brief_row()
    assert not row.problems
    assert answers["data_text"] == BRIEF["data_readiness"]
    assert [line.text for line in answers["essential"]] == BRIEF["essential"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("problem", None),
        ("title", "가" * 81),
        ("problem", "가" * 3001),
        ("title", 12),
        ("raw", "담당자 hong@post.example 에게"),
        ("problem", "제 번호는 010-1234-5678입니다."),
        ("problem", "대표 900101-1234567 입니다."),
        ("problem", "대표 900101–1234567 입니다."),
        ("problem", "깨진 \ud800 글자"),
        ("industry_ksic", "Z99"),
        ("industry_ksic", "C99"),
        ("industry_ksic", 22),
        ("region_code", "99"),
        ("region_code", "평양"),
        ("region_code", 44),
        ("task_type", "연금술"),
        ("remote", "moon"),
        ("lang", "fr"),
        ("budget_won", 1000),
        ("budget_won", 10**12),
        ("budget_won", "천만원"),
        ("budget_won", True),
        ("weeks", 0),
        ("weeks", 2.5),
        ("hours_per_week", 60),
        ("essential", "하나"),
        ("essential", [1, 2]),
        ("essential", ["같은 줄", "같은 줄"]),
        ("essential", ["가" * 201]),
        ("essential", [f"줄 {n}" for n in range(11)]),
        ("nice", [f"줄 {n}" for n in range(60)]),
        ("kpi_baseline", "삼"),
        ("kpi_baseline", "NaN"),
        ("kpi_target", 10**13),
        ("deadline_on", "2026-13-01"),
        ("deadline_on", "2026-10-01"),
        ("deadline_on", 20261201),
        ("data_readiness", "가" * 1501),
    ],
)
def test_a_brief_with_one_wrong_field_is_refused_beside_it(field, value):
    row, _answers = brief_row(**{field: value})
    assert [problem.field for problem in row.problems] == [field]
    assert str(row.problems[0].sentence)


def test_all_mistakes_of_a_row_are_told_at_once():
    row, _answers = brief_row(title="", region_code="99", weeks=0)
    assert {problem.field for problem in row.problems} == {"title", "region_code", "weeks"}


def test_codes_of_another_time_are_brought_up_to_date_and_said():
    row, answers = brief_row(region_code="42", industry_ksic="c2221")
    assert answers["region_code"] == "51"
    assert answers["industry_ksic"] == "C22"
    assert {note.field for note in row.notes} == {"region_code", "industry_ksic"}
    assert not row.problems


def test_a_region_may_be_given_by_its_name():
    assert brief_row(region_code="전라남도")[1]["region_code"] == "12"


def test_an_amount_may_be_written_with_separators():
    assert brief_row(budget_won="18,000,000")[1]["budget_won"] == 18_000_000


def test_hidden_characters_are_dropped():
    assert brief_row(title="사출\u200b 불량\x00")[1]["title"] == "사출 불량"


# -- profiles -----------------------------------------------------------------------------------------------------


def test_a_good_profile_has_no_problem():
    row, facts = profile_row()
    assert not row.problems
    assert facts["headline"] == PROFILE["headline"]


def test_levels_of_five_become_levels_of_four():
    skills = [{"name": f"역량 {level}", "level": level} for level in range(1, 6)]
    _row, facts = profile_row(skills=skills)
    assert [skill["level"] for skill in facts["skills"]] == [1, 2, 3, 3, 4]


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("headline", "", "headline"),
        ("summary", "가" * 2001, "summary"),
        ("summary", "주민번호 900101-2234567", "summary"),
        ("skills", [{"name": "PyTorch", "level": 6}], "skills[1].level"),
        ("skills", [{"name": "PyTorch", "level": 0}], "skills[1].level"),
        ("skills", [{"name": "PyTorch"}], "skills[1].level"),
        ("skills", [{"level": 3}], "skills[1].name"),
        ("skills", [{"name": "A", "level": 1}, {"name": "A", "level": 2}], "skills"),
        ("skills", ["PyTorch"], "skills"),
        ("skills", [{"name": f"S{n}", "level": 1} for n in range(41)], "skills"),
        ("projects", [{"text": "제목이 없습니다."}], "projects[1].title"),
        ("projects", [{"title": "가", "text": "a@b.example"}], "projects[1].text"),
        ("courses", ["가" * 121], "courses"),
        ("availability_hours", 90, "availability_hours"),
        ("rate_won_per_hour", -1, "rate_won_per_hour"),
        ("earliest_start", "내년", "earliest_start"),
        ("regions", ["41", "99"], "regions"),
        ("regions", "41", "regions"),
        ("remote", "sometimes", "remote"),
        ("languages", ["ko", "fr"], "languages"),
        ("email", "not an address", "email"),
        ("email", 5, "email"),
    ],
)
def test_a_profile_with_one_wrong_field_is_refused_beside_it(field, value, place):
    row, _facts = profile_row(**{field: value})
    assert [problem.field for problem in row.problems] == [place]


def test_two_old_regions_with_one_successor_are_one_region():
    row, facts = profile_row(regions=["29", "46", "41"])
    assert facts["regions"] == ["12", "41"]
    assert len(row.notes) == 2


# -- the report ---------------------------------------------------------------------------------------------------


def test_the_report_speaks_both_languages():
    report = read({"id": "a"}, b"{")
    korean = "\n".join(lines_of(report))
    with speaking("en"):
        english = "\n".join(lines_of(report))
    assert "2줄" in korean
    assert "아무것도 저장하지 않았어요" in korean
    assert "Line 2" in english
    assert "Nothing was saved" in english
    assert not any("가" <= letter <= "힣" for letter in english)


def test_names_nobody_asked_for_are_found_also_inside_lists():
    fields = Fields({**PROFILE, "age": 41, "projects": [{"title": "가", "school": "나"}]}, Row(1))
    read_person(fields, "p-1")
    read_profile(fields)
    assert set(fields.unused) == {"id", "age", "projects.school"}
