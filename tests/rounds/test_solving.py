"""The worker solves a round from the matcher's own lists, keeps all it was made of, and comes in once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.briefs.models import Brief
from app.core import clock
from app.core.errors import Invalid, NotFound, WrongState
from app.matches.models import MatchDocument, MatchRun, Mode
from app.matches.service import exclude
from app.rounds import queries, service
from app.rounds.models import RoundSolution
from app.rounds.rules import Choice, Weight
from app.rounds.workflow import RoundState
from app.talents.models import Profile
from app.talents.workflow import ProfileState
from matching.rounds import Market, solve
from tests.factories.moves import stand


def test_each_brief_gets_the_talent_made_for_it(office):
    office.begin()
    office.solve()

    assert office.pairs() == [(office.press_id, office.pressman_id), (office.words_id, office.reader_id)]
    with office.at_work() as (session, round_):
        assert round_.state is RoundState.SOLVED
        assert round_.scored == 2
        assert round_.solution.asked_by_id == office.asker.user_id
        runs = [session.get_one(MatchRun, run_id) for run_id in round_.solution.inputs["runs"].values()]
        assert {run.mode for run in runs} == {Mode.FULL}
        assert round_.solution.score == pytest.approx(sum(run.ranked[0]["score"] for run in runs))


def test_a_solution_is_made_again_from_what_it_keeps(office):
    office.begin(weight=Weight.BALANCED)
    office.solve()
    with office.at_work() as (_session, round_):
        inputs, pairs = round_.solution.inputs, round_.solution.pairs

    scores = {(brief, f"{one}"): score for brief, own in inputs["scores"].items() for one, score in own}
    again = solve(Market(scores, inputs["briefs"], inputs["talents"]), fairness=0.3)

    assert [[int(brief), int(talent)] for brief, talent in again.pairs] == pairs


def test_a_repeated_job_changes_nothing(office):
    office.begin()
    office.solve()
    service.solve_round(office.database, office.settings, {"round_id": office.round_id, "attempt": 1})

    with office.at_work() as (session, round_):
        assert round_.state is RoundState.SOLVED
        assert session.query(RoundSolution).count() == 1


def test_a_halted_solution_does_not_come_in_after_a_new_one_was_asked_for(office):
    office.begin()
    with office.at_work() as (session, round_):
        service.ask_for_solution(session, office.asker, round_)
        service.halt_solution(session, office.second, round_)
        service.ask_for_solution(session, office.second, round_)

    service.solve_round(office.database, office.settings, {"round_id": office.round_id, "attempt": 1})

    with office.at_work() as (_session, round_):
        assert round_.state is RoundState.SOLVING
        assert round_.solution is None


def test_a_talent_who_left_the_market_or_was_settled_takes_no_part(office):
    with office.database.writing.begin() as session:
        stand(session, session.get_one(Profile, office.reader_id), ProfileState.PAUSED)
        exclude(session, session.get_one(Brief, office.press_id), session.get_one(Profile, office.pressman_id), "no")
    office.begin()
    office.solve()

    assert office.pairs() == [(office.words_id, office.pressman_id)]


def test_a_brief_nobody_may_take_says_which_conditions_kept_them_away(office):
    with office.database.writing.begin() as session:
        session.get_one(Brief, office.words_id).budget_won = 10_000
    office.begin()
    office.solve()

    with office.at_work() as (session, round_):
        (left,) = queries.read_solution(session, round_, round_.solution).left
        assert left.brief.id == office.words_id
        assert [(str(label), count) for label, count in left.excluded] == [("예산", 2)]


def test_a_brief_that_has_not_been_read_says_so(office):
    with office.database.writing.begin() as session:
        for row in session.query(MatchDocument).filter_by(brief_id=office.words_id):
            row.superseded_at = clock.now()
    office.begin()
    office.solve()

    with office.at_work() as (_session, round_):
        assert round_.solution.told["briefs"][str(office.words_id)]["reason"] == "unread"


def test_with_matching_switched_off_each_brief_says_so_and_nobody_is_assigned(office):
    office.settings = replace(office.settings, matching_on=False)
    office.begin()
    office.solve()

    assert office.pairs() == []
    with office.at_work() as (session, round_):
        reading = queries.read_solution(session, round_, round_.solution)
        assert {str(line.reason) for line in reading.left} == {"지금은 매칭을 꺼 두어서 점수가 없어요."}


def test_a_ban_keeps_two_apart_and_the_page_says_whom_the_brief_would_get(office):
    office.begin()
    office.solve()
    with office.at_work() as (session, round_):
        for profile_id in (office.pressman_id, office.reader_id):
            service.choose_pair(
                session, office.asker, round_, office.press_id, profile_id, choice=Choice.BAN, reason="친척이에요"
            )
        assert round_.state is RoundState.DRAFT
    office.solve()

    assert office.pairs() == [(office.words_id, office.reader_id)]
    with office.at_work() as (session, round_):
        reading = queries.read_solution(session, round_, round_.solution)
        assert [line.would_get.id for line in reading.left] == [office.pressman_id]
        assert [line.profile.id for line in reading.dropped] == [office.pressman_id]
        assert reading.added == []


def test_a_pin_holds_against_the_scores(office):
    office.begin()
    office.solve()
    with office.at_work() as (session, round_):
        service.choose_pair(
            session, office.asker, round_, office.press_id, office.reader_id, choice=Choice.PIN, reason="만나 봤어요"
        )
    office.solve()

    assert (office.press_id, office.reader_id) in office.pairs()


def test_a_pin_that_cannot_hold_any_more_is_told_and_not_followed(office):
    office.begin()
    office.solve()
    with office.at_work() as (session, round_):
        service.choose_pair(
            session, office.asker, round_, office.press_id, office.reader_id, choice=Choice.PIN, reason="만나 봤어요"
        )
        stand(session, session.get_one(Profile, office.reader_id), ProfileState.PAUSED)
    office.solve()

    with office.at_work() as (_session, round_):
        assert round_.solution.told["broken_pins"] == [[office.press_id, office.reader_id]]
        assert office.reader_id not in {profile_id for _brief_id, profile_id in round_.solution.assigned}


def test_no_more_is_pinned_than_there_are_places(office):
    office.begin()
    office.solve()
    with office.at_work() as (session, round_):
        service.choose_pair(
            session, office.asker, round_, office.press_id, office.reader_id, choice=Choice.PIN, reason="먼저"
        )
        with pytest.raises(Invalid):
            service.choose_pair(
                session, office.asker, round_, office.press_id, office.pressman_id, choice=Choice.PIN, reason="둘째"
            )
        with pytest.raises(Invalid):
            service.choose_pair(
                session, office.asker, round_, office.words_id, office.reader_id, choice=Choice.PIN, reason="둘째"
            )


def test_a_word_on_a_pair_replaces_the_earlier_one_and_can_be_taken_back(office):
    office.begin()
    office.solve()
    pair = (office.press_id, office.pressman_id)
    with office.at_work() as (session, round_):
        service.choose_pair(session, office.asker, round_, *pair, choice=Choice.PIN, reason="먼저")
        word = service.choose_pair(session, office.second, round_, *pair, choice=Choice.BAN, reason="다시 봤어요")
        assert [one.choice for one in queries.choices(session, round_)] == [Choice.BAN]
        service.undo_choice(session, office.asker, round_, word.id)
        service.undo_choice(session, office.asker, round_, word.id)
        assert queries.choices(session, round_) == []


def test_a_pair_without_a_score_cannot_be_pinned(office):
    office.begin()
    office.solve()
    with office.at_work() as (session, round_), pytest.raises(NotFound):
        service.choose_pair(session, office.asker, round_, office.press_id, 987_654, choice=Choice.PIN, reason="?")


def test_a_word_without_a_reason_is_refused(office):
    office.begin()
    office.solve()
    with office.at_work() as (session, round_), pytest.raises(Invalid):
        service.choose_pair(
            session, office.asker, round_, office.press_id, office.reader_id, choice=Choice.BAN, reason=""
        )


def test_nothing_is_changed_while_it_is_being_solved(office):
    office.begin()
    with office.at_work() as (session, round_):
        service.ask_for_solution(session, office.asker, round_)
        with pytest.raises(WrongState):
            service.change_round(
                session, office.asker, round_, weight=Weight.EVEN, talent_places=1, brief_places={}, exceptions=""
            )


def test_changing_scores_moves_no_state(office):
    """Only people move a round: another solution of the same round decides nothing."""
    office.begin()
    office.solve()
    with office.at_work() as (session, round_):
        round_.solution.score = 0.0
        session.flush()
        assert round_.state is RoundState.SOLVED
    assert office.recommended() == []
