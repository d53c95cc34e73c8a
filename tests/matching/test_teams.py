"""Teams cover what nobody covers alone, with nobody to spare, within hours and budget."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.teams import MOST_TEAMS, Member, Need, propose_teams

NEED = Need(essentials=("see", "speak"), nices=("report",))
SEER = Member("seer", 0.9, frozenset({"see"}))
SPEAKER = Member("speaker", 0.5, frozenset({"speak"}))


def test_two_who_complete_each_other_are_a_team():
    (team,) = propose_teams([SPEAKER, SEER], NEED)

    assert team.members == ("seer", "speaker")
    assert team.coverage == {"see": ("seer",), "speak": ("speaker",), "report": ()}
    assert team.contribution == {"seer": ("see",), "speaker": ("speak",)}


def test_who_covers_all_alone_needs_no_team():
    assert propose_teams([Member("all", 0.9, frozenset({"see", "speak"})), SEER, SPEAKER], NEED)[0].members == (
        "seer",
        "speaker",
    )
    assert propose_teams([Member("all", 0.9, frozenset({"see", "speak"})), SEER], NEED) == []


def test_what_nobody_shows_has_no_team():
    assert propose_teams([SEER], NEED) == []


def test_a_team_that_shows_what_would_be_nice_comes_first():
    reporter = Member("reporter", 0.1, frozenset({"speak", "report"}))

    assert [team.members for team in propose_teams([SEER, SPEAKER, reporter], NEED)] == [
        ("seer", "reporter"),
        ("seer", "speaker"),
    ]


def test_each_needs_the_hours_for_an_even_share():
    need = Need(NEED.essentials, hours_per_week=30)

    def with_hours(hours):
        return propose_teams([Member("seer", 0.9, SEER.shows, hours_per_week=hours), SPEAKER], need)

    assert with_hours(15)
    assert not with_hours(14)


def test_all_shares_together_fit_the_budget():
    members = [Member("seer", 0.9, SEER.shows, rate_won=30_000), Member("speaker", 0.5, SPEAKER.shows, rate_won=20_001)]

    def within(budget):
        need = Need(NEED.essentials, hours_per_week=10, weeks=1, budget_won=budget)
        return propose_teams(members, need)

    assert within(250_005)[0].cost_won == 250_005
    assert within(250_004) == []


def test_two_copies_of_one_profile_are_not_in_one_team():
    copy = Member("copy", 0.8, frozenset({"speak"}), copy_of="seer")

    assert propose_teams([SEER, copy], NEED) == []
    assert propose_teams([copy, Member("other", 0.1, frozenset({"see"}))], NEED)[0].members == ("copy", "other")


REFS = ("a", "b", "c", "d")
POOLS = st.lists(
    st.tuples(st.frozensets(st.sampled_from([*REFS, "n"])), st.integers(0, 9), st.none() | st.integers(0, 30)),
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(POOLS, st.none() | st.integers(0, 40))
def test_the_teams_are_those_that_trying_every_group_finds(pool, hours):
    members = [
        Member(f"m{place}", score / 9, shows, hours_per_week=free) for place, (shows, score, free) in enumerate(pool)
    ]
    found = propose_teams(members, Need(REFS, ("n",), hours_per_week=hours))

    assert [team.members for team in found] == tried_one_by_one(members, hours)[:MOST_TEAMS]


def tried_one_by_one(members, hours):
    rated = []
    for size in (2, 3, 4):
        for group in combinations(members, size):
            shown = frozenset().union(*(one.shows for one in group))
            fewer = [frozenset().union(*(one.shows for one in some)) for some in combinations(group, size - 1)]
            enough = all(
                hours is None or one.hours_per_week is None or one.hours_per_week * size >= hours for one in group
            )
            if shown >= set(REFS) and enough and not any(less >= set(REFS) for less in fewer):
                ordered = sorted(group, key=lambda one: (-one.score, one.id))
                score = sum(one.score for one in ordered) / size
                rated.append((size, -("n" in shown), -score, tuple(one.id for one in ordered)))
    return [row[-1] for row in sorted(rated)]
