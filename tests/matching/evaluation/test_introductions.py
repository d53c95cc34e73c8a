"""Introductions are real swaps: every fact differs between the two people, and the unseen wordings are none of the known."""

from itertools import chain

from matching.documents import Document, Kind, Text
from matching.evaluation.introductions import HALVES, introductions, swaps

PROFILES = (
    Document("p1", (Text(Kind.SUMMARY, "용접 사진에서 결함을 찾았습니다."), Text(Kind.PROJECT, "비드 검사"))),
    Document("p2", (Text(Kind.SUMMARY, "I forecast the output of pumps."),)),
    Document("p3", (Text(Kind.PROJECT, "no summary to stand in"),)),
)


def test_each_half_holds_twenty_korean_and_ten_english_wordings_for_two_couples():
    for half in HALVES:
        assert {language: len(ways) for language, ways in introductions(half).items()} == {"ko": 40, "en": 20}


def test_the_halves_share_no_wording():
    known, unseen = ({one.people for one in chain(*introductions(half).values())} for half in ("known", "unseen"))

    assert not known & unseen


def test_a_swap_changes_the_summary_and_nothing_else():
    for swap in swaps(PROFILES, "known"):
        one, other = swap.people
        said = PROFILES[swap.place].texts[0].text

        assert one.texts[0] != other.texts[0]
        assert all(said in person.texts[0].text for person in (one, other))
        assert one.texts[1:] == other.texts[1:] == PROFILES[swap.place].texts[1:]


def test_a_profile_is_introduced_in_its_own_language():
    languages = {swap.place: {person.texts[0].language for person in swap.people} for swap in swaps(PROFILES, "unseen")}

    assert languages == {0: {"ko"}, 1: {"en"}}


def test_some_introductions_follow_the_summary():
    closing = [swap for swap in swaps(PROFILES, "known") if swap.people[0].texts[0].text.startswith("용접")]

    assert closing
