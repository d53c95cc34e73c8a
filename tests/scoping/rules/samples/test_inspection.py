"""Samples as firms really send them are read rightly, or refused with a sentence that says what to do."""

from __future__ import annotations

import io
import pickle
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.language import speaking
from app.scoping.rules.samples import Refused, inspect_sample
from app.scoping.rules.samples.findings import Dates, Gap
from app.scoping.rules.samples.limits import LIMITS
from tests.scoping.rules.samples import files


def column(found, name):
    return next(one for one in found.columns if one.name == name)


def test_a_korean_windows_csv_is_read_with_its_dates_and_its_answer():
    found = inspect_sample(files.daily_log(120), "기록.csv")

    assert (found.size, found.form) == (120, "CSV · EUC-KR")
    assert [one.kind for one in found.columns] == ["date", "category", "number", "category"]
    assert (found.dates.first, found.dates.last, found.dates.days) == (date(2024, 1, 1), date(2024, 4, 29), 120)
    assert found.target.name == "판정"
    assert dict(found.target.balance) == {"정상": 108, "불량": 12}
    assert found.dates.gaps == ()


def test_a_csv_from_excel_with_a_mark_and_one_of_unicode_16_are_read():
    for encoding in ("utf-8-sig", "utf-16"):
        assert inspect_sample(files.daily_log(30, encoding=encoding), "a.csv").size == 30


def test_a_tab_separated_file_under_any_name_is_read():
    found = inspect_sample(files.csv_file("품목\t수량\n빵\t3\n우유\t5\n"), "재고.txt")
    assert found.form == "TSV · UTF-8"
    assert [one.name for one in found.columns] == ["품목", "수량"]


def test_thousand_separators_units_and_losses_are_numbers():
    text = '일자,매출,비율\n2024-01-01,"1,234,000원",12.5%\n2024-01-02,"△45,000",(3.5)\n2024-01-03,"2,000",7%\n'
    found = inspect_sample(files.csv_file(text), "매출.csv")
    assert (column(found, "매출").kind, column(found, "매출").lowest) == ("number", "-45000")
    assert column(found, "비율").kind == "number"


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-05",
        "2024.3.5",
        "2024. 3. 5.",
        "2024/03/05 14:22",
        "20240305",
        "24.03.05",
        "2024년 3월 5일",
        "2024-03-05T09:00:00",
    ],
)
def test_dates_written_as_text_are_dates(written):
    found = inspect_sample(files.csv_file(f"작업일,라인\n{written},A\n{written},B\n"), "a.csv")
    assert found.dates.first == date(2024, 3, 5)


def test_codes_and_phone_numbers_are_not_numbers():
    found = inspect_sample(files.csv_file("코드,비고\n00123,x\n00124,y\n"), "a.csv")
    assert column(found, "코드").kind == "text"


def test_headings_in_merged_rows_under_a_title_are_joined():
    found = inspect_sample(files.merged_report(), "일보.xlsx")

    names = [one.name for one in found.columns]
    assert names == ["일자", "라인", "생산 계획", "생산 실적", "품질 불량수", "품질 불량유형"]
    assert found.size == 28
    assert column(found, "생산 계획").kind == "number"
    assert found.dates.column == "일자"
    assert any("이어 붙여" in note.ko for note in found.notes)


def test_a_workbook_with_real_dates_and_money_as_text_is_read():
    found = inspect_sample(files.with_dates(), "주문.xlsx")
    assert (found.size, found.dates.first, column(found, "금액").kind) == (500, date(2023, 1, 1), "number")


def test_a_file_without_headings_is_numbered():
    found = inspect_sample(files.csv_file("1,2.5\n2,3.5\n3,4.5\n"), "a.csv")
    assert [one.name for one in found.columns] == ["1", "2"]
    assert found.size == 3


def test_blanks_by_any_name_are_missing_and_repeated_rows_counted():
    found = inspect_sample(files.csv_file("이름표,값\na,1\na,1\nb,-\nc,N/A\nd,#N/A\ne,\n"), "a.csv")
    assert column(found, "값").missing == 4
    assert found.duplicates == 1


def test_the_days_are_drawn_with_holes_where_records_are_missing():
    day, later = date(2026, 1, 1), timedelta(days=1)
    hole = Gap(day + 4 * later, day + 6 * later)
    dates = Dates("날짜", day, day + 9 * later, 7, (hole,))
    assert dates.stretches == ((0, 400), (700, 300))
    assert replace(dates, gaps=()).stretches == ((0, 1000),)


def test_gaps_in_the_days_are_found():
    days = [date(2024, 1, 1) + timedelta(n) for n in range(100) if not 40 <= n < 60]
    found = inspect_sample(files.csv_file("일자,값\n" + "\n".join(f"{day},1" for day in days)), "a.csv")
    assert [(gap.first, gap.last) for gap in found.dates.gaps] == [(date(2024, 2, 10), date(2024, 2, 29))]


def test_personal_details_are_found_where_they_are_and_never_repeated():
    text = "고객명,주민등록번호,연락처,메일,메모\n" + "\n".join(
        f"김민{'수영철호준'[n % 5]},900101-1{n:06},010-1234-{n:04},a{n}@mail.kr,재방문" for n in range(20)
    )
    found = inspect_sample(files.csv_file(text), "고객.csv")

    assert {(one.kind, one.where) for one in found.personal} == {
        ("name", "고객명"), ("resident_number", "주민등록번호"), ("phone", "연락처"), ("email", "메일"),
    }  # fmt: skip
    assert not any(one.values for one in found.columns if one.name != "메모")


def test_one_resident_number_deep_in_a_long_file_is_found():
    lines = ["번호,비고"] + [f"{n},없는 내용 {n}" for n in range(70_000)]
    lines[65_537] = "65536,문의하신 분 900101-1234567"
    found = inspect_sample(files.csv_file("\n".join(lines)), "a.csv")
    assert found.examined < found.size == 70_000
    assert ("resident_number", "비고", 1) in {(one.kind, one.where, one.count) for one in found.personal}


def test_names_in_a_text_column_by_shape_and_innocent_columns_stay_innocent():
    text = "담당자,제품명,설비번호,측정값\n" + "\n".join(
        f"이서{'연준아'[n % 3]},이중사출,20240101{n:05},{n}" for n in range(30)
    )
    found = inspect_sample(files.csv_file(text), "a.csv")
    assert {(one.kind, one.where) for one in found.personal} == {("name", "담당자")}


def test_a_name_from_a_mac_is_put_together_again():
    name = unicodedata.normalize("NFD", "생산일보.csv")
    heading = unicodedata.normalize("NFD", "작업일,수량\n2024-01-01,3\n2024-01-02,4\n")
    found = inspect_sample(files.csv_file(heading), name)
    assert found.name == "생산일보.csv"
    assert [one.name for one in found.columns] == ["작업일", "수량"]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (io.BytesIO(), "빈 파일이에요"),
        (files.zipped({}), "빈 파일이에요"),
        (files.locked_workbook(), "비밀번호가 걸려"),
        (files.old_workbook(), "옛 엑셀 형식"),
        (io.BytesIO(pickle.dumps({"a": 1})), "표로 읽을 수 없는"),
        (io.BytesIO(b"%PDF-1.7 ..."), "표로 읽을 수 없는"),
        (io.BytesIO(b"a,b\n\x00\x01,2\n"), "표로 읽을 수 없는"),
        (io.BytesIO(b"a,b\n\xff\xfe\xff\x81,2\n"), "글자를 읽지 못했어요"),
        (io.BytesIO(b"PK\x03\x04broken"), "깨져 있어요"),
        (files.zipped({"a/memo.txt": b"x"}), "사진이 들어 있지 않아요"),
        (files.zipped({"a.zip": b"PK", "b.png": files.png(2, 2)}), "또 압축 파일"),
        (files.workbook([]), "기록이 없는 빈 파일"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence_in_both_languages(file, sentence):
    with pytest.raises(Refused) as refused:
        inspect_sample(file, "파일")
    assert sentence in str(refused.value.message)
    with speaking("en"):
        assert str(refused.value.message).isascii()


def test_a_file_beyond_the_limit_is_refused():
    with pytest.raises(Refused, match="MB까지"):
        inspect_sample(files.csv_file("a,b\n1,2\n"), "a.csv", replace(LIMITS, table_bytes=4))


def test_an_archive_that_would_swell_is_refused_unopened():
    bomb = files.zipped({"a.png": bytes(40 * 1024 * 1024)})
    with pytest.raises(Refused, match="너무 커지는"):
        inspect_sample(bomb, "a.zip")
    workbook = files.workbook([["값"], [1]])
    with zipfile.ZipFile(workbook, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", bytes(30 * 1024 * 1024))
    with pytest.raises(Refused, match="너무 커지는"):
        inspect_sample(workbook, "a.xlsx")


def test_macros_stay_unrun_and_formulas_unsolved():
    found = inspect_sample(files.with_macros(), "a.xlsm")
    assert any("매크로" in note.ko for note in found.notes)
    formula = inspect_sample(files.workbook([["값", "합"], [1, "=1+1"], [2, "=cmd|' /C calc'!A0"]]), "a.xlsx")
    assert column(formula, "합").kind == "empty"


def test_a_workbook_with_external_entities_is_refused():
    part = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><workbook>&e;</workbook>'
    with pytest.raises(Refused, match="깨져 있어요"):
        inspect_sample(files.zipped({"xl/workbook.xml": part, "[Content_Types].xml": part}), "a.xlsx")


def test_only_headings_is_said_to_hold_no_records():
    found = inspect_sample(files.csv_file("날짜,값\n"), "a.csv")
    assert found.size == 0
    assert any("기록이 없어요" in note.ko for note in found.notes)


def test_pictures_in_folders_are_counted_by_folder_size_and_kind():
    found = inspect_sample(files.picture_folders(), "사진.zip")

    assert (found.kind, found.size) == ("pictures", 35)
    assert found.target.balance == (("정상", 30), ("불량", 5))
    assert dict(found.pictures.formats) == {"png": 30, "jpg": 5}
    assert (found.pictures.smallest, found.pictures.largest) == ((64, 48), (1920, 1080))
    assert found.duplicates == 3  # four JPEGs of the same bytes
    assert found.pictures.others == 1
    assert found.personal_kinds == {"place"}


def test_names_in_an_old_korean_zip_are_read():
    file = files.zipped({"OK/1.png": files.png(3, 3), "xx/2.png": files.png(4, 4)})
    raw = file.getvalue().replace(b"xx/2.png", "불".encode("cp949") + b"/2.png")
    assert ("불", 1) in inspect_sample(io.BytesIO(raw), "a.zip").pictures.folders


def test_the_same_file_gives_the_same_findings():
    assert inspect_sample(files.daily_log(50), "a.csv") == inspect_sample(files.daily_log(50), "a.csv")
