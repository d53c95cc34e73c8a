"""The demo world's firms, briefs and deals are whole, plausible and within the limits the pages state."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.briefs.rules import TASK_TYPES
from app.briefs.rules.endings import problem_with_stop
from app.invitations.rules import MESSAGE_LIMIT
from app.invitations.workflow import InvitationState
from app.proposals.rules import GAPS

Row = dict[str, Any]

DATA = Path(__file__).parents[2] / "app" / "demo" / "data"

REGIONS = {"11", "12", "26", "27", "28", "30", "31", "36", "41", "43", "44", "47", "48", "50", "51", "52"}
SIZE_BANDS = {"micro", "small", "medium", "midsize", "nonprofit"}
PUBLISHED = {"published", "published_with_proposals"}
REPORTED = {"outcome_reported", "outcome_returned", "outcome_unverifiable", "outcome_verified", "outcome_revoked"}
FINISHED = {"completed"} | REPORTED
STARTED = {"contract_active"} | FINISHED
UNSIGNED = {"awarded", "contract_offered", "contract_half_signed", "contract_signed"}
BARGAINED = {"selecting"} | UNSIGNED | STARTED
NEEDS_REASON = {
    "changes_requested",
    "rejected",
    "withdrawn",
    "suspended",
    "no_suitable",
    "cancelled",
    "outcome_returned",
    "outcome_unverifiable",
    "outcome_revoked",
}
NEEDS_STOP_REASON = {"withdrawn", "cancelled"}
CODES = {"key", "brief", "organisation", "state_wish", "task_type", "last_delivery", "stop_reason", "joins"}
STATES = PUBLISHED | BARGAINED | NEEDS_REASON | {"draft", "submitted", "closed", "merged"}
PROBLEM_LENGTH = {"ko": (250, 600), "en": (500, 1300)}  # English takes about twice the characters


def rows(name: str) -> list[Row]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ORGANISATIONS = rows("organisations.jsonl")
BRIEFS = rows("briefs.jsonl")
DEALS = rows("deals.jsonl")
INVITATIONS = rows("invitations.jsonl")
TALENTS = {row["key"] for row in rows("talents.jsonl")}
BRIEF = {brief["key"]: brief for brief in BRIEFS}

each_organisation = pytest.mark.parametrize("organisation", ORGANISATIONS, ids=lambda row: row["key"])
each_brief = pytest.mark.parametrize("brief", BRIEFS, ids=lambda row: row["key"])
each_deal = pytest.mark.parametrize("deal", DEALS, ids=lambda row: row["brief"])


def check_digit(nine: str) -> int:
    digits = [int(digit) for digit in nine]
    weighted = sum(digit * weight for digit, weight in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True))
    return (10 - (weighted + digits[8] * 5 // 10) % 10) % 10


def texts(value: Any) -> Iterator[str]:
    """Every string long enough to be a sentence; codes and short labels such as a job title may well recur."""
    if isinstance(value, str) and len(value) >= 12:
        yield value
    elif isinstance(value, dict):
        yield from (text for field, part in value.items() if field not in CODES for text in texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in texts(part))


def test_there_are_34_firms_46_briefs_and_a_deal_for_each_brief_with_proposals() -> None:
    assert (len(ORGANISATIONS), len(BRIEFS)) == (34, 46)
    bargained = [brief["key"] for brief in BRIEFS if brief["state_wish"] in BARGAINED | {"published_with_proposals"}]
    assert sorted(deal["brief"] for deal in DEALS) == sorted(bargained)


def test_keys_names_numbers_and_addresses_are_unique() -> None:
    for field in ("key", "name", "name_en", "business_number"):
        assert len({row[field] for row in ORGANISATIONS}) == len(ORGANISATIONS), field
    people = [person for row in ORGANISATIONS for person in row["people"]]
    for field in ("email", "name_ko", "name_en"):
        assert len({person[field] for person in people}) == len(people), field
    assert len(BRIEF) == len(BRIEFS)


def test_no_sentence_is_written_twice() -> None:
    repeated = [
        text for text, times in Counter(texts([ORGANISATIONS, BRIEFS, DEALS, INVITATIONS])).items() if times > 1
    ]
    assert repeated == []


def test_the_check_digit_agrees_with_known_numbers() -> None:
    assert [check_digit(nine) for nine in ("123456789", "116820027", "134867268")] == [1, 6, 3]


@each_organisation
def test_a_firm_has_an_invented_number_one_owner_and_a_known_region(organisation: Row) -> None:
    number = organisation["business_number"]
    assert re.fullmatch(r"999-81-\d{5}", number)
    digits = number.replace("-", "")
    assert check_digit(digits[:9]) == int(digits[9])
    assert [person["role"] for person in organisation["people"]].count("owner") == 1
    assert all(person["role"] in {"owner", "member"} for person in organisation["people"])
    assert 1 <= len(organisation["people"]) <= 3
    assert all(person["email"].endswith(".example") for person in organisation["people"])
    assert all(" " not in person["name_ko"] for person in organisation["people"])
    assert organisation["region_code"] in REGIONS
    assert organisation["size_band"] in SIZE_BANDS
    assert re.fullmatch(r"[A-U]|C(1\d|2\d|3[0-4])", organisation["industry_ksic"])
    assert organisation["employees"] > 0


def test_the_main_demo_client_is_a_twelve_person_press_shop_with_an_owner_and_a_member() -> None:
    first = ORGANISATIONS[0]
    assert first["employees"] == 12
    assert [person["role"] for person in first["people"]] == ["owner", "member"]


def test_every_state_task_type_and_language_occurs_as_often_as_planned() -> None:
    states = Counter(brief["state_wish"] for brief in BRIEFS)
    assert set(states) == STATES
    assert sum(states[state] for state in PUBLISHED) == 9
    assert sum(states[state] for state in FINISHED) == 10
    assert {brief["task_type"] for brief in BRIEFS} == set(TASK_TYPES)
    assert Counter(brief["lang"] for brief in BRIEFS) == {"ko": 41, "en": 5}
    assert len({brief["industry_ksic"] for brief in BRIEFS}) >= 20


@each_brief
def test_a_brief_belongs_to_a_firm_and_keeps_the_limits(brief: Row) -> None:
    assert brief["organisation"] in {row["key"] for row in ORGANISATIONS}
    shortest, longest = PROBLEM_LENGTH[brief["lang"]]
    assert shortest <= len(brief["problem"]) <= longest
    assert all(brief[field] for field in ("raw", "title", "tried", "data_text", "deliverables", "out_of_scope"))
    assert 2 <= len(brief["essential"]) <= 5
    assert len(brief["nice"]) <= 4
    assert 1 <= brief["data_readiness"] <= 5
    assert 5_000_000 <= brief["budget_won"] <= 60_000_000
    assert brief["remote"] in {"any", "region", "onsite"}
    assert brief["region_code"] in REGIONS
    assert 1 <= brief["weeks"] <= 26
    assert 1 <= brief["hours_per_week"] <= 40


@each_brief
def test_a_brief_gives_a_reason_exactly_when_its_state_asks_for_one(brief: Row) -> None:
    assert bool(brief["reason"]) == (brief["state_wish"] in NEEDS_REASON)
    assert ("stop_reason" in brief) == (brief["state_wish"] in NEEDS_STOP_REASON)
    assert "stop_reason" not in brief or problem_with_stop(brief["stop_reason"]) is None


@each_brief
def test_a_target_is_better_than_the_baseline(brief: Row) -> None:
    kpi = brief["kpi"]
    assert all("." in kpi[field] for field in ("baseline", "target"))
    assert reaches(kpi["target"], kpi["baseline"], kpi["better"])
    assert kpi["target"] != kpi["baseline"]


@each_deal
def test_a_proposal_answers_every_essential_requirement(deal: Row) -> None:
    requirements = BRIEF[deal["brief"]]["essential"]
    assert 3 <= len(deal["proposals"]) <= 4
    for proposal in deal["proposals"]:
        assert len(proposal["evidence_hint"]) == len(requirements)
        assert all(0 < len(hint) <= 200 for hint in proposal["evidence_hint"])
        assert 80 <= len(proposal["approach"]) <= 250
        assert proposal["amount_won"] > 0
        assert proposal["weeks"] > 0


@each_deal
def test_one_proposal_is_best_and_each_other_one_is_told_why_not(deal: Row) -> None:
    bargained = BRIEF[deal["brief"]]["state_wish"] in BARGAINED
    assert [proposal["fit"] for proposal in deal["proposals"]].count("best") == 1
    for proposal in deal["proposals"]:
        told = bool(proposal["not_selected_reason"]) and bool(proposal["gap"]) and proposal.get("gap_kind") in GAPS
        assert proposal["fit"] in {"best", "good", "weak"}
        assert told == (bargained and proposal["fit"] != "best")


@each_deal
def test_milestones_add_up_to_the_whole_and_are_delivered_in_order(deal: Row) -> None:
    state = BRIEF[deal["brief"]]["state_wish"]
    if state == "published_with_proposals":
        assert deal["milestones"] == []
        return
    milestones = deal["milestones"]
    delivered = [milestone["delivery_note"] is not None for milestone in milestones]
    assert 2 <= len(milestones) <= 4
    assert sum(milestone["share_percent"] for milestone in milestones) == 100
    assert delivered == sorted(delivered, reverse=True)
    assert any(delivered) == (state in STARTED)
    assert all(delivered) == (state in FINISHED)
    assert all(milestone["delivery_note"] for milestone in milestones if milestone["changes_requested"])


@each_deal
def test_a_counter_offer_names_its_side_and_an_amount_within_reach(deal: Row) -> None:
    offer = deal["counter_offer"]
    if offer is None:
        return
    best = next(proposal for proposal in deal["proposals"] if proposal["fit"] == "best")
    assert offer["from"] in {"client", "talent"}
    assert abs(offer["amount_won"] - best["amount_won"]) <= best["amount_won"] // 5
    assert offer["note"]


@each_deal
def test_an_outcome_is_there_when_reported_and_says_truly_whether_it_met_the_target(deal: Row) -> None:
    brief = BRIEF[deal["brief"]]
    outcome = deal["outcome"]
    assert (outcome is not None) == (brief["state_wish"] in REPORTED)
    if outcome:
        assert 14 <= outcome["measured_days"] <= 130
        assert outcome["meets_target"] == reaches(outcome["actual"], brief["kpi"]["target"], brief["kpi"]["better"])
        assert outcome["verified"] == (brief["state_wish"] in {"outcome_verified", "outcome_revoked"})


@each_deal
def test_a_contract_under_way_says_how_its_last_delivery_stands(deal: Row) -> None:
    is_active = BRIEF[deal["brief"]]["state_wish"] == "contract_active"
    assert (deal.get("last_delivery") in {"submitted", "changes_requested", "deemed_accepted"}) == is_active


def test_an_invitation_goes_to_somebody_about_a_brief_that_was_published() -> None:
    never_published = {"draft", "submitted", "changes_requested", "rejected"}
    for invitation in INVITATIONS:
        assert BRIEF[invitation["brief"]]["state_wish"] not in never_published
        assert invitation["to"] in {"best", "good"} | TALENTS
        assert len(invitation["message"]) <= MESSAGE_LIMIT
        assert bool(invitation["reason"]) == (invitation["answer"] == "declined")
    assert {invitation["answer"] for invitation in INVITATIONS} == set(InvitationState)


def reaches(value: str, goal: str, better: str) -> bool:
    if better == "lower":
        return Decimal(value) <= Decimal(goal)
    return Decimal(value) >= Decimal(goal)
