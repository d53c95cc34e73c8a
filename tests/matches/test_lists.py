"""Lists: ranked in full, by words while there is no index, plain when asked; always everybody eligible."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.actors import Actor
from app.core.db import Database
from app.core.errors import NotFound
from app.core.jobs import Job
from app.matches import service
from app.matches.models import MatchDocument, MatchRun, Mode, TextVector
from app.matches.queries import documents as read
from app.matches.queries import index as opened
from app.matches.queries.cards import cards_for
from app.matches.queries.lists import InputDocuments, Listing, list_for_brief, list_for_profile
from app.matches.queries.runs import CannotReplay, replay
from app.settings import Settings
from app.talents.models import Profile, ProfileSkill, Project
from matching.retrieval.faiss_index import write_generation
from tests.factories import make_brief, make_client, make_profile
from tests.factories.matches import FakeEncoder, read_everything

PRESS = "센서 자료로 이상 탐지를 해 본 경험"
TOPICS = (
    "프레스 하중 센서 자료로 이상 탐지를 했어요.",
    "쇼핑몰 손님에게 상품을 골라 주었어요.",
    "음성을 글로 옮겼어요.",
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Lists ask both databases the same few selects; what could differ is tried in the other modules."""
    return sqlite_url


def a_talent(session: Session, text: str, **facts) -> Profile:
    return make_profile(
        session,
        headline=text[:30],
        summary=text,
        projects=[Project(title=text[:20], text=text)],
        skills=[ProfileSkill(name=text[:6], level=2)],
        **facts,
    )


@pytest.fixture
def market(session: Session, database: Database, settings: Settings):
    """A brief and talents of three kinds, read and indexed; the pressman fits best."""
    client = make_client(session)
    brief = make_brief(session, client, essentials=(PRESS,))
    talents = [a_talent(session, TOPICS[n % 3]) for n in range(9)]
    session.commit()
    read_everything(database, settings)
    return brief, talents, client


def listed(session: Session, brief, settings: Settings, **facts) -> Listing:
    return list_for_brief(session, brief, settings, clock.today(), **facts)


def keys(talents) -> set[str]:
    return {f"profile:{talent.id}" for talent in talents}


def waiting(session: Session) -> set[str]:
    return set(session.scalars(sa.select(Job.kind).where(Job.state == "waiting")))


def test_documents_are_read_as_they_are_asked_for_and_who_is_not_whole_is_named(
    session: Session, settings: Settings, market
):
    brief, talents, _client = market
    run = listed(session, brief, settings).run
    asked, torn, _unasked = (f"profile:{talent.id}" for talent in talents[:3])
    kept = session.get_one(MatchDocument, run.inputs["documents"][torn])
    session.execute(
        sa.delete(TextVector).where(
            TextVector.digest.in_(read.document_of(kept).digests - _digests(session, run, asked))
        )
    )
    read._decoded.clear()
    texts = InputDocuments(session, run)

    assert texts([asked, torn, "profile:0"]).keys() == {asked}
    assert texts.missing == {torn}
    assert {name[0] for name in read._decoded} == {asked}


def _digests(session: Session, run: MatchRun, key: str) -> frozenset[str]:
    return read.document_of(session.get_one(MatchDocument, run.inputs["documents"][key])).digests


def test_a_list_is_ranked_in_full_and_holds_everybody(session: Session, settings: Settings, market):
    brief, talents, _client = market
    listing = listed(session, brief, settings)
    assert (listing.run.mode, listing.problem) == (Mode.FULL, None)
    assert set(listing.run.order) == keys(talents)
    assert set(listing.run.order[:3]) == keys(talents[0::3])


def test_the_same_inputs_are_the_same_run(session: Session, settings: Settings, market):
    brief, _talents, client = market
    day = clock.today()
    first = service.rank_for_brief(session, client, brief, settings=settings, as_of=day)
    again = service.rank_for_brief(session, client, brief, settings=settings, as_of=day)
    assert first.id == again.id
    brief.budget_won += 1_000_000
    session.flush()
    assert service.rank_for_brief(session, client, brief, settings=settings, as_of=day).id != first.id


def test_another_firm_gets_no_list(session: Session, settings: Settings, market):
    brief, _talents, _client = market
    with pytest.raises(NotFound):
        service.rank_for_brief(session, make_client(session), brief, settings=settings, as_of=clock.today())


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def remove(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("damage", [truncate, flip, remove])
@pytest.mark.parametrize("name", ["vectors-ko.faiss", "ids.npy", "manifest.json"])
def test_a_damaged_index_gives_a_list_by_words_and_asks_for_a_new_one(
    session: Session, settings: Settings, market, damage, name: str
):
    brief, talents, _client = market
    damage(next(opened.index_folder(settings).glob("generation-*")) / name)
    listing = listed(session, brief, settings)
    assert (listing.run.mode, listing.problem) == (Mode.LEXICAL, "damaged")
    assert set(listing.run.order) == keys(talents)
    assert set(listing.run.order[:3]) == keys(talents[0::3])
    service.keep_list(session, listing)
    assert "matches.index" in waiting(session)


def test_damage_under_an_opened_index_is_noticed(session: Session, settings: Settings, market):
    brief, _talents, _client = market
    assert listed(session, brief, settings).problem is None
    flip(next(opened.index_folder(settings).glob("generation-*")) / "ids.npy")
    assert listed(session, brief, settings).problem == "damaged"


def test_a_missing_index_is_noticed(session: Session, settings: Settings, market):
    brief, talents, _client = market
    opened.index_folder(settings).rename(settings.instance / "gone")
    listing = listed(session, brief, settings)
    assert (listing.problem, set(listing.run.order)) == ("missing", keys(talents))


def test_an_index_of_another_model_is_stale(session: Session, settings: Settings, market):
    brief, talents, _client = market
    rows = read.documents_by_id(session, session.scalars(sa.select(MatchDocument.id)))
    encoded = read.encoded_documents(session, [row for row in rows if row.profile_id])
    write_generation(opened.index_folder(settings), list(encoded.values()), "another-model")
    listing = listed(session, brief, settings)
    assert (listing.problem, set(listing.run.order)) == ("stale", keys(talents))


def test_an_index_of_another_database_is_stale(session: Session, settings: Settings, market):
    brief, talents, _client = market
    rows = read.documents_by_id(session, session.scalars(sa.select(MatchDocument.id)))
    encoded = list(read.encoded_documents(session, [row for row in rows if row.profile_id]).values())
    write_generation(opened.index_folder(settings), encoded[:4], "fake-1")
    listing = listed(session, brief, settings)
    assert (listing.problem, set(listing.run.order)) == ("stale", keys(talents))


def test_a_brief_not_read_yet_still_shows_everybody(session: Session, settings: Settings, market):
    _brief, talents, client = market
    new = make_brief(session, client, essentials=(PRESS,), title="센서 이상 탐지", problem="센서 자료가 있어요.")
    listing = listed(session, new, settings)
    assert (listing.run.mode, listing.problem) == (Mode.LEXICAL, "unread")
    assert set(listing.run.order) == keys(talents)
    service.keep_list(session, listing)
    assert "matches.refresh" in waiting(session)


def test_a_talent_not_read_yet_stands_at_the_end_without_a_score(session: Session, settings: Settings, market):
    brief, _talents, _client = market
    new = a_talent(session, TOPICS[0])
    session.flush()
    listing = listed(session, brief, settings)
    assert listing.run.mode is Mode.FULL
    assert listing.run.order[-1] == f"profile:{new.id}"
    assert listing.unread == 1
    assert cards_for(session, listing, listing.run.order[-1:])[0].score is None
    service.keep_list(session, listing)
    assert "matches.refresh" in waiting(session)


def test_lost_vectors_take_nobody_off_the_list(session: Session, settings: Settings, market):
    brief, talents, _client = market
    session.execute(sa.delete(TextVector))
    session.flush()
    read._decoded.clear()
    listing = listed(session, brief, settings)
    assert (listing.problem, set(listing.run.order)) == ("unread", keys(talents))


def test_with_nobody_eligible_there_is_nothing_to_tell(session: Session, database: Database, settings: Settings):
    brief = make_brief(session)
    session.commit()
    read_everything(database, settings)
    listing = listed(session, brief, settings)
    assert (listing.problem, listing.run.order) == (None, [])


def test_a_plain_list_is_in_the_order_of_numbers(session: Session, settings: Settings, market):
    brief, talents, _client = market
    listing = listed(session, brief, settings, plain=True)
    assert listing.run.mode is Mode.PLAIN
    assert listing.run.order == [f"profile:{talent.id}" for talent in talents]


@pytest.mark.parametrize("leave", ["pause", "refuse"])
def test_who_leaves_is_off_every_list_at_once(session: Session, settings: Settings, market, leave: str):
    brief, talents, client = market
    service.rank_for_brief(session, client, brief, settings=settings, as_of=clock.today())
    if leave == "pause":
        talents[0].state = "paused"
    else:
        talents[0].matching_refused_at = clock.now()
    session.flush()
    for plain in (False, True):
        assert f"profile:{talents[0].id}" not in listed(session, brief, settings, plain=plain).run.order


def test_both_sides_read_the_same_score(session: Session, settings: Settings, market):
    brief, talents, _client = market
    of_brief = {line["key"]: line["score"] for line in listed(session, brief, settings).run.ranked}
    of_talent = list_for_profile(session, talents[0], settings, clock.today()).run.ranked
    assert of_talent[0]["key"] == f"brief:{brief.id}"
    assert of_talent[0]["score"] == pytest.approx(of_brief[f"profile:{talents[0].id}"], abs=2e-6)


def test_points_add_up_and_the_list_says_the_run_s_score(session: Session, settings: Settings, market):
    brief, _talents, _client = market
    listing = listed(session, brief, settings)
    for card in cards_for(session, listing, listing.run.order):
        line = next(line for line in listing.run.ranked if line["key"] == card.key)
        assert card.score is not None
        assert card.score.points == round(line["score"] * 100)
        for side in (card.score.client, card.score.talent):
            assert sum(points for _label, points, _most in side.parts) == side.points


def test_a_quote_stands_in_the_profile(session: Session, settings: Settings, market):
    brief, talents, _client = market
    listing = listed(session, brief, settings)
    card = next(
        card for card in cards_for(session, listing, listing.run.order) if card.key == f"profile:{talents[0].id}"
    )
    proven = [line for line in card.requirements if line["quote"]]
    assert proven
    assert all(line["quote"] in TOPICS[0] for line in proven)
    assert all(line["anchor"] for line in proven)


def test_without_the_named_reason_the_score_is_lower(session: Session, database: Database, settings: Settings, market):
    brief, talents, _client = market
    key = f"profile:{talents[0].id}"
    listing = listed(session, brief, settings)
    card = next(card for card in cards_for(session, listing, listing.run.order) if card.key == key)
    main = next(reason for reason in card.reasons if reason.anchor)
    before = next(line["score"] for line in listing.run.ranked if line["key"] == key)
    _without(talents[0], main.anchor)
    session.commit()
    read_everything(database, settings)
    after = next(line["score"] for line in listed(session, brief, settings).run.ranked if line["key"] == key)
    assert after < before


def _without(profile: Profile, anchor: str) -> None:
    if anchor in ("headline", "summary"):
        setattr(profile, anchor, "")
    elif anchor.startswith("project-"):
        profile.projects.clear()
    else:
        profile.skills.clear()


# -- replay -------------------------------------------------------------------------------------------------------


def kept(session: Session, brief, client: Actor, settings: Settings) -> MatchRun:
    run = service.rank_for_brief(session, client, brief, settings=settings, as_of=clock.today())
    session.commit()
    return run


def test_a_shown_list_is_made_again_after_everything_changed(
    session: Session, database: Database, settings: Settings, market, encoder: FakeEncoder
):
    brief, talents, client = market
    run = kept(session, brief, client, settings)
    talents[0].summary, talents[1].rate_won_per_hour, brief.title = "다른 일을 합니다.", 90_000, "다른 과제"
    talents[2].state = "paused"
    session.commit()
    for _time in range(3):  # the generation it was made with is long gone
        read_everything(database, settings)
    assert replay(session, run).is_same
    assert listed(session, brief, settings).run.order != run.order


@pytest.mark.parametrize("plain", [True, False])
def test_lists_made_without_the_index_are_made_again_too(session: Session, settings: Settings, market, plain: bool):
    brief, _talents, _client = market
    opened.index_folder(settings).rename(settings.instance / "gone")
    run = service.keep_list(session, listed(session, brief, settings, plain=plain))
    assert replay(session, run).is_same


def test_a_talent_s_list_is_made_again(session: Session, settings: Settings, market):
    _brief, talents, _client = market
    run = service.keep_list(session, list_for_profile(session, talents[0], settings, clock.today()))
    assert replay(session, run).is_same


def test_a_changed_line_is_noticed_by_replay(session: Session, settings: Settings, market):
    brief, _talents, client = market
    run = kept(session, brief, client, settings)
    run.ranked = list(reversed(run.ranked))
    assert not replay(session, run).is_same


def test_a_list_of_other_weights_says_that_it_cannot_be_made_again(session: Session, settings: Settings, market):
    brief, _talents, client = market
    run = kept(session, brief, client, settings)
    run.weights_version = "0"
    with pytest.raises(CannotReplay):
        replay(session, run)
