"""Skill names for pages, suggestions while typing, and words nobody knew yet."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest

from app.core.errors import Forbidden, Invalid, NotFound
from app.core.language import speaking
from app.skills import queries, service
from app.skills.rules import folded, listed
from app.skills.workflow import WordState
from tests.factories import make_client, make_office
from tests.factories.skills import proposed


def test_a_skill_is_named_in_the_readers_language_and_an_unknown_id_stays_readable():
    assert queries.skill_name("anomaly-detection") == "이상 탐지"
    with speaking("en"):
        assert queries.skill_name("anomaly-detection").lower() == "anomaly detection"
    assert queries.skill_name("long-gone") == "long-gone"


def test_a_text_is_read_for_its_skills_each_once_in_order():
    assert queries.skills_in("이상 탐지를 하고 이상탐지를 또 했어요")[0] == "anomaly-detection"
    assert len(queries.skills_in("이상 탐지를 하고 이상탐지를 또 했어요")) == 1
    assert queries.skills_in("점심을 먹었어요") == []


def test_a_name_means_one_skill_or_none():
    assert queries.find_skill_id("이상 탐지") == "anomaly-detection"
    assert queries.find_skill_id("뚝딱공명법") is None


def test_a_line_of_names_is_read_however_its_commas_look():
    assert listed(" 이상탐지, 엑셀、이상탐지 ，, ") == ["이상탐지", "엑셀"]
    assert folded("ＰｙＴorch ") == folded("py torch")


def test_an_unknown_word_is_kept_once_however_it_is_spelt_and_known_ones_are_not_kept(session):
    client = make_client(session)
    assert service.propose_words(session, client, ["뚝딱공명법", "이상탐지"]) == ["뚝딱공명법"]
    service.propose_words(session, client, ["뚝딱 공명법"])
    page = queries.proposed_skills(session, WordState.PROPOSED, 1)
    assert [(word.word, word.count) for word in page] == [("뚝딱공명법", 2)]


def test_two_people_using_a_new_word_at_once_keep_it_once(database):
    with database.writing.begin() as session:
        clients = [make_client(session), make_client(session)]
    together = Barrier(2)

    def propose(client):
        with database.writing.begin() as session:
            together.wait(timeout=1) if not database.is_sqlite else None
            service.propose_words(session, client, ["뚝딱공명법"])

    threads = [Thread(target=propose, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert proposed(session, "뚝딱공명법").count == 2


def test_the_office_adopts_or_declines_with_a_reason(session):
    client, office = make_client(session), make_office(session)
    service.propose_words(session, client, ["뚝딱공명법", "쓱싹교정법"])
    good, poor = proposed(session, "뚝딱공명법"), proposed(session, "쓱싹교정법")
    with pytest.raises(NotFound):
        service.adopt_word(session, client, good)
    service.adopt_word(session, office, good)
    with pytest.raises(Invalid):
        service.decline_word(session, office, poor, reason="")
    service.decline_word(session, office, poor, reason="제품 이름이에요")
    counts = queries.count_by_state(session)
    assert counts == {WordState.PROPOSED: 0, WordState.ADOPTED: 1, WordState.DECLINED: 1}


# -- pages --------------------------------------------------------------------------------------------------------


def test_names_are_suggested_as_options_and_as_json(world, browser):
    page = browser()
    assert '<option value="이상 탐지">' in page.get("/skills/search?q=이상").text
    assert "이상 탐지" in page.get("/skills/search?q=이상", headers={"Accept": "application/json"}).json["names"]
    assert page.get("/skills/search").text.strip() == ""


def test_the_last_of_several_names_is_completed_and_the_others_are_kept(world, browser):
    assert 'value="엑셀, 이상 탐지"' in browser().get("/skills/search?essential-0-skills=엑셀, 이상탐").text


def test_a_quote_in_what_is_typed_breaks_nothing(world, browser):
    assert '"><script>' not in browser().get('/skills/search?q="><script>, 이상').text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_office_reads_and_answers_new_words(world, browser, language):
    client, office = make_client(world), make_office(world)
    service.propose_words(world, client, ["뚝딱공명법"])
    word = proposed(world, "뚝딱공명법")
    world.commit()
    page = browser(office, language=language)
    assert "뚝딱공명법" in page.get("/office/skills").text
    assert page.post(f"/office/skills/{word.id}/do/adopt").status_code == 302
    assert "뚝딱공명법" in page.get("/office/skills?state=adopted").text
    assert page.get("/office/skills?state=nonsense").status_code == 200
    assert page.get(f"/office/skills/{word.id}/do/fly").status_code == 404
    assert page.get("/office/skills/999/do/adopt").status_code == 404
    assert browser(client).get("/office/skills").status_code == 403


def test_authority_comes_before_anything_else(session):
    office, client = make_office(session), make_client(session)
    service.propose_words(session, office, ["뚝딱공명법"])
    word = proposed(session, "뚝딱공명법")
    with pytest.raises((NotFound, Forbidden)):
        service.decline_word(session, client, word, reason="제가 정해요")
