"""Every route by every kind of person: only the declared kinds get in, a missing object is 404, and nothing breaks."""

from __future__ import annotations

import pytest
from werkzeug.routing import AnyConverter, IntegerConverter

from app.core.actors import Kind
from app.web.rules import allowed_kinds
from tests.factories import make_client, make_office, make_talent

NOBODYS = 987_654


@pytest.fixture
def people(world):
    made = {
        Kind.VISITOR: None,
        Kind.CLIENT: make_client(world),
        Kind.TALENT: make_talent(world),
        Kind.OFFICE: make_office(world),
    }
    world.commit()
    return made


def _gap(converter) -> object:
    if isinstance(converter, IntegerConverter):
        return NOBODYS
    return min(converter.items) if isinstance(converter, AnyConverter) else "nothing"


def _urls(app, method: str):
    """Each route's address with an object that does not exist in every gap."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and method in rule.methods:
            gaps = {name: _gap(converter) for name, converter in rule._converters.items()}
            yield adapter.build(rule.endpoint, gaps, method=method), allowed_kinds(app.view_functions[rule.endpoint])


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("kind", [Kind.VISITOR, Kind.CLIENT, Kind.TALENT, Kind.OFFICE])
def test_only_the_declared_kinds_get_in_and_nothing_breaks(app, people, browser, method, kind):
    wrong = []
    for url, allowed in _urls(app, method):
        if url in ("/sign-out", "/readyz"):  # the one ends the session, the other is tried in tests/web/test_health.py
            continue
        person = browser(people[kind])
        answer = person.open(url, method=method)
        turned_away = answer.status_code == 403 or (
            answer.status_code == 302 and answer.location.startswith("/sign-in")
        )
        if answer.status_code >= 500 or (kind not in allowed and not turned_away):
            wrong.append((url, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_object_that_does_not_exist_is_not_found_in_the_readers_language(app, people, browser, language):
    wrong = []
    for url, allowed in _urls(app, "GET"):
        kind = next((kind for kind in people if kind in allowed), None)
        if kind is None or str(NOBODYS) not in url:
            continue
        answer = browser(people[kind], language=language).get(url)
        if (
            answer.status_code != 404
            or ("찾는 내용이 없어요" if language == "ko" else "Nothing here") not in answer.text
        ):
            wrong.append((url, answer.status_code))
    assert wrong == []
