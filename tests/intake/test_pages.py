"""The owner's way in the browser: one tap an answer, everything restored, nothing of another firm's."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_STORED

import pytest

from app.briefs.models import Brief
from app.briefs.workflow import BriefState
from app.intake import service
from app.intake.models import Intake
from app.scoping.rules.kinds import TaskReading
from tests.factories import make_brief, make_client, make_office
from tests.factories.intake import ANSWERS, INDUSTRY, RAW, make_answered, make_intake
from tests.scoping.rules.samples.files import png, zipped

LANGUAGES = ("ko", "en")


def _begun(world, **facts):
    client = make_client(world)
    intake = make_intake(world, client, **facts)
    world.commit()
    return client, intake


def _read_anew(world) -> None:
    """What the pages have written since this session began to read."""
    world.rollback()
    world.expire_all()


def test_from_one_sentence_to_a_submitted_brief_in_twelve_taps(world, browser):
    client = make_client(world)
    world.commit()
    person, taps = browser(client), 0

    assert 'href="/start"' in person.get("/todo").text
    taps += 1  # 우리 문제 적기
    answer = person.post("/start", data={"raw": RAW, "industry": INDUSTRY})
    taps += 1  # 시작하기
    for _question in range(7):
        question = answer.location.rsplit("/", 1)[-1]
        given = ANSWERS.get(question, "unknown")
        answer = person.post(answer.location, data=given if isinstance(given, dict) else {"answer": given})
        taps += 1  # an option, or 다음
    assert answer.location.endswith("/diagnosis")
    answer = person.post(answer.location, data={"budget_won": "12,000,000"})
    taps += 2  # the budget, 과제 초안 만들기
    assert answer.location.endswith("/edit/check")
    brief = world.query(Brief).one()
    assert "필요한 것을 모두 적었어요" in person.get(answer.location).text
    person.post(f"/briefs/{brief.id}/do/submit")
    taps += 1  # 검토 요청
    _read_anew(world)
    assert brief.state is BriefState.SUBMITTED
    assert taps <= 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_reads_in_both_languages(world, browser, language):
    client, intake = _begun(world)
    ready = make_answered(world, client)
    world.commit()
    person = browser(client, language=language)
    pages = [
        "/start",
        f"/start/{intake.id}/trouble",
        f"/start/{intake.id}/kind",
        f"/start/{ready.id}/diagnosis",
        *(f"/start/{ready.id}/questions/{name}" for name in ready.answers),
    ]
    for url in pages:
        answer = person.get(url)
        assert answer.status_code == 200, url
        if language == "en":
            assert not re.search("[가-힣]", _own_words_out(answer.text)), url


def _own_words_out(text: str) -> str:
    """The page without what its owner or their firm wrote, and without the switch to Korean."""
    main = re.findall(r"<main.*?</main>", text, re.DOTALL)[0]
    for own in (
        RAW,
        RAW[:57],
        "놓친 불량",
        "흠집",
        "부품을",
        "놓쳐서",
        "반품이",
        "와요",
        "자꾸",
        "나서",
        "사진으로",
        "검사하는데",
    ):
        main = main.replace(own, "")
    return re.sub(r"<(button|option|a)[^>]*lang=\"ko\".*?</\1>", "", main, flags=re.DOTALL)


def test_what_is_missing_or_strange_is_told_beside_it(world, browser):
    client, intake = _begun(world)
    person = browser(client)
    assert person.post("/start", data={"raw": "", "industry": INDUSTRY}).status_code == 422
    assert person.post(f"/start/{intake.id}/questions/now", data={}).status_code == 422
    refused = person.post("/start", data={"raw": RAW, "industry": INDUSTRY, "files": (BytesIO(b"%PDF-1.7"), "a.pdf")})
    assert refused.status_code == 422
    assert RAW in refused.text
    assert person.get(f"/start/{intake.id}/questions/goal").status_code == 404  # not asked yet


def test_leaving_and_returning_goes_on_where_one_stopped(world, browser):
    client, intake = _begun(world)
    person = browser(client)
    person.post(f"/start/{intake.id}/questions/now", data={"answer": "too_late"})
    later = browser(client)
    assert f'href="/start/{intake.id}"' in later.get("/start").text
    assert later.get(f"/start/{intake.id}").location == f"/start/{intake.id}/questions/cost"
    assert "지금 고른 답" in later.get(f"/start/{intake.id}/questions/now").text


def test_what_was_begun_is_gone_on_with_or_thrown_away_after_asking(world, browser):
    client, intake = _begun(world)
    person = browser(client)
    text = person.get("/start").text
    assert "이어서 쓰기" in text
    assert f'href="/start/{intake.id}/discard"' in text
    assert "되돌릴 수 없어요" in person.get(f"/start/{intake.id}/discard").text
    assert browser(make_client_of(world)).post(f"/start/{intake.id}/discard").status_code == 404
    assert person.post(f"/start/{intake.id}/discard").location == "/start"
    assert f"/start/{intake.id}" not in person.get("/start").text
    assert person.get(f"/start/{intake.id}").status_code == 404


@pytest.mark.parametrize(("megabytes", "status"), [(49, 302), (53, 413)])
def test_pictures_of_almost_fifty_megabytes_are_looked_at_and_more_is_refused(world, browser, megabytes, status):
    client = make_client(world)
    world.commit()
    pictures = zipped({f"{n}.png": png(8, 8, n) + bytes(1024 * 1024) for n in range(megabytes)}, compression=ZIP_STORED)
    data = {"raw": RAW, "industry": INDUSTRY, "keep": "y", "files": (BytesIO(pictures.getvalue()), "사진.zip")}
    assert browser(client).post("/start", data=data).status_code == status
    assert [one.inspection.size for one in world.query(Intake)] == ([megabytes] if status == 302 else [])


def test_a_sentence_that_says_little_is_asked_for_its_kind_first(world, browser, monkeypatch):
    monkeypatch.setattr(service, "read_trouble", lambda _raw: TaskReading("recommendation", "speech", 0.1, ()))
    client = make_client(world)
    world.commit()
    person = browser(client)
    answer = person.post("/start", data={"raw": "요즘 일이 힘들어요", "industry": INDUSTRY})
    assert answer.location.endswith("/kind")
    shown = person.get(answer.location).text
    assert "이 중에 없어요" in shown
    assert "7단계 가운데 1단계" in shown  # this question is one of the seven
    following = person.post(answer.location, data={"kind": "other"}).location
    assert following.endswith("/questions/now")
    shown = person.get(following).text
    assert "7단계 가운데 2단계" in shown
    assert f'href="{answer.location}"' in shown  # the way back
    _read_anew(world)
    assert world.query(Intake).one().chosen_type == "other"
    assert person.post(answer.location, data={"kind": "nonsense"}).status_code == 422


def test_the_runner_up_is_one_press_away(world, browser):
    client = make_client(world)
    intake = make_answered(world, client)
    world.commit()
    person = browser(client)
    url = f"/start/{intake.id}/diagnosis"
    other = re.findall(r'name="kind" value="([a-z-]+)"', person.get(url).text)[0]
    person.post(f"/start/{intake.id}/kind", data={"kind": other})
    _read_anew(world)
    assert intake.chosen_type == other


def test_numbers_save_themselves_while_typed_and_bad_ones_wait(world, browser):
    client = make_client(world)
    intake = make_answered(world, client, {})
    world.commit()
    person, url = browser(client), f"/start/{intake.id}/autosave/goal"
    assert person.post(url, data={"baseline": "3", "target": "1"}).status_code == 204
    assert person.post(url, data={"baseline": "3", "target": "셋"}).status_code == 204
    _read_anew(world)
    assert intake.answers["goal"]["target"] == "1"


def test_every_reason_leads_to_its_answer(world, browser):
    client = make_client(world)
    intake = make_answered(world, client, {})
    world.commit()
    person = browser(client)
    text = person.get(f"/start/{intake.id}/diagnosis").text
    links = re.findall(rf'href="(/start/{intake.id}/[^"]+)">답 고치기', text)
    assert len(links) >= 3
    assert {person.get(link).status_code for link in links} == {200}


def test_a_sample_is_described_and_given_back_only_to_its_own(world, browser):
    client = make_client(world)
    world.commit()
    person = browser(client)
    rows = "".join(f"2026-01-{day:02},{day},{'불량' if day % 5 == 0 else '양품'}\n" for day in range(1, 29))
    data = {
        "raw": RAW,
        "industry": INDUSTRY,
        "keep": "y",
        "files": (BytesIO(f"날짜,값,판정\n{rows}".encode()), "검사.csv"),
    }
    person.post("/start", data=data)
    intake = world.query(Intake).one()
    assert person.get(f"/start/{intake.id}/sample").status_code == 200
    assert browser(make_client_of(world)).get(f"/start/{intake.id}/sample").status_code == 404
    answer = person.post(f"/start/{intake.id}/kind", data={"kind": "defect-detection"})
    for _question in range(7):
        answer = person.post(answer.location, data={"answer": "unknown"})
    text = person.get(f"/start/{intake.id}/diagnosis").text
    for seen in ("28줄, 3칸", "숫자 · 1–28", "정해진 말 가운데 하나 · 양품 23 · 불량 5", "답으로 보이는 칸: 판정"):
        assert seen in text


def test_gaps_are_drawn_and_personal_details_are_shown_with_their_place(world, browser):
    client = make_client(world)
    intake = make_answered(world, client)
    world.commit()
    days = [*range(1, 11), *range(25, 29)]
    rows = "".join(f"2026-01-{day:02},010-1234-{5000 + day}\n" for day in days)
    files = (BytesIO(f"날짜,연락처\n{rows}".encode()), "기록.csv")
    person = browser(client)
    data = {"raw": RAW, "industry": INDUSTRY, "version": intake.edit_version, "files": files}
    assert person.post(f"/start/{intake.id}/trouble", data=data).status_code == 302
    text = person.get(f"/start/{intake.id}/diagnosis").text
    assert "전화번호: ‘연락처’에 14곳" in text
    assert text.count("<rect") == 2
    assert "010-1234" not in text


def test_a_table_pasted_from_a_spreadsheet_is_looked_at_like_a_file(world, browser):
    client = make_client(world)
    world.commit()
    person = browser(client)
    data = {"raw": RAW, "industry": INDUSTRY, "pasted": "날짜\t판정\n2026-01-02\t양품\n2026-01-03\t불량\n"}
    assert person.post("/start", data=data).status_code == 302
    found = world.query(Intake).one().inspection
    assert (found.name, found.size, [one.name for one in found.columns]) == ("붙여 넣은 표.tsv", 2, ["날짜", "판정"])
    refused = person.post("/start", data={**data, "pasted": "900101-1234568"})
    assert refused.status_code == 422
    assert "pasted-error" in refused.text


def make_client_of(world):
    client = make_client(world)
    world.commit()
    return client


@pytest.mark.parametrize("part", ["", "/trouble", "/kind", "/questions/now", "/diagnosis", "/sample"])
def test_another_firms_intake_is_not_there(world, browser, part):
    _client, intake = _begun(world)
    assert browser(make_client_of(world)).get(f"/start/{intake.id}{part}").status_code == 404


def test_the_office_reads_the_diagnosis_beside_the_brief(world, browser):
    client, office = make_client(world), make_office(world)
    intake = make_answered(world, client)
    direct = make_brief(world, client)
    world.commit()
    browser(client).post(f"/start/{intake.id}/diagnosis", data={"budget_won": ""})
    _read_anew(world)
    for language in LANGUAGES:
        assert browser(office, language=language).get(f"/office/briefs/{intake.brief_id}/diagnosis").status_code == 200
    assert "진단 없이 쓴 과제예요" in browser(office).get(f"/office/briefs/{direct.id}/diagnosis").text
    assert browser(office).get("/office/briefs/987654/diagnosis").status_code == 404
    assert browser(client).get(f"/start/{intake.id}/diagnosis").location == f"/briefs/{intake.brief_id}"


def test_wording_that_shuts_people_out_is_told_to_its_writer_and_to_the_office(world, browser):
    client, office = make_client(world), make_office(world)
    brief = make_brief(world, client, state=BriefState.DRAFT, published_at=None, problem="검사를 도울 여성만 찾아요")
    fair = make_brief(world, client, state=BriefState.DRAFT, published_at=None)
    world.commit()
    for person, url in ((client, f"/briefs/{brief.id}/edit/check"), (office, f"/briefs/{brief.id}")):
        assert "사람을 가리는 말이 있어요" in browser(person).get(url).text
    assert "사람을 가리는 말이 있어요" not in browser(client).get(f"/briefs/{fair.id}/edit/check").text
