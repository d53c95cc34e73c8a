"""A copied profile takes one place of a list; people who merely resemble each other keep theirs."""

from matching.pipeline import rank
from tests.matching.fakes import a_brief, a_profile, encode, loader

STORY = " ".join(f"word{number}" for number in range(40))


def ranking_of(*profiles):
    brief, *people = encode(a_brief("weld inspection"), *profiles)
    return rank(brief, [person.id for person in people], loader(people))


def test_a_hundred_clones_take_one_place_of_the_first_ten():
    clones = [a_profile(f"clone{n:03}", "weld inspection", f"{STORY} extra{n}") for n in range(100)]
    others = [a_profile(f"other{n}", f"menu texts number{n}") for n in range(20)]
    ranking = ranking_of(*clones, *others)
    first = [candidate.id for candidate in ranking.candidates[:10]]

    assert sum(id_.startswith("clone") for id_ in first) == 1
    assert len(ranking) == 120


def test_copies_follow_after_everyone_scored_and_name_their_original():
    ranking = ranking_of(
        a_profile("a", "weld inspection", STORY), a_profile("b", "weld inspection", STORY), a_profile("c", "menus")
    )

    assert [(one.id, one.copy_of, one.rank) for one in ranking.candidates] == [
        ("a", None, 1),
        ("c", None, 2),
        ("b", "a", 3),
    ]


def test_two_short_profiles_may_say_the_same():
    ranking = ranking_of(a_profile("a", skills=["weld inspection"]), a_profile("b", skills=["weld inspection"]))

    assert [candidate.copy_of for candidate in ranking.candidates] == [None, None]


def test_people_with_one_project_in_common_are_two_people():
    mine, theirs = (" ".join(f"{who}{number}" for number in range(40)) for who in ("mine", "theirs"))
    ranking = ranking_of(a_profile("a", STORY, f"weld {mine}"), a_profile("b", STORY, f"weld {theirs}"))

    assert [candidate.copy_of for candidate in ranking.candidates] == [None, None]
