"""Three people walk the whole pass, from a posted problem to a measured outcome, through pages only."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from app.accounts.service import create_office
from tests.journeys.conftest import LiveServer, NewPerson
from tests.journeys.people import client, office, talent
from tests.journeys.people.anybody import PASSWORD, confirms_address, signs_in, waiting
from tests.journeys.person import Person
from tests.journeys.stories import CLERK, FIRST_PAID_WON, MEMBER, OWNER, RIVAL, SOLVER, STORIES, Story


@pytest.fixture(autouse=True)
def _model(server: LiveServer) -> None:
    """The worker reads with the real model, loaded once a session."""
    if not Path(server.house.settings.model).is_dir():
        pytest.skip("the model has not been built: ./scripts/test builds it")


@pytest.fixture
def story(language: str) -> Story:
    return STORIES[language]


@pytest.fixture
def clerk(server: LiveServer, new_person: NewPerson) -> Person:
    """The office; its first account is made by a command."""
    with server.house.database.writing.begin() as session:
        create_office(session, email=CLERK, password=PASSWORD, name_ko="사무국")
    person = new_person()
    signs_in(person, CLERK)
    return person


@pytest.mark.model
@pytest.mark.parametrize("language", ["ko", "en"])
def test_three_people_walk_from_a_problem_to_a_measured_outcome(
    server: LiveServer, new_person: NewPerson, clerk: Person, story: Story, tmp_path: Path
) -> None:
    owner, member, solver, rival = (new_person() for _ in range(4))

    # 1. A firm signs up, is verified, and has a second person join.
    client.signs_up(owner, story)
    confirms_address(owner, server, OWNER)
    client.asks_for_verification(owner)
    office.verifies_firm(clerk)
    client.invites_colleague(owner, MEMBER)
    client.joins(member, server.mailed_link(MEMBER, "join"), story.member)

    # 2. A brief, step by step; the office asks for more, then publishes it.
    client.sees_draft_save_itself(member, story.brief)
    brief = client.writes_brief(owner, story.brief)
    client.asks_for_review(owner)
    office.asks_for_changes(clerk, story.reason)
    client.corrects(owner, story)
    office.publishes(clerk)

    # 3. Two talents show what they can do; one of them has little time.
    for person, email, name, hours in ((solver, SOLVER, story.solver, "20"), (rival, RIVAL, story.rival, "5")):
        talent.signs_up(person, email, name)
        confirms_address(person, server, email)
        talent.writes_profile(person, story, hours=hours)
        talent.lists_profile(person)

    # 4. The firm sees who fits, with the proof, and who was left out and why.
    server.work()
    cards = client.opens_candidates(owner, brief)
    owner.sees("제외 %(num)s명: %(reasons)s", num=1, reasons=f"{owner.words('시간')} 1")
    expect(cards).to_have_count(1)
    proof = client.opens_proof(cards)
    expect(proof.locator(".mark")).to_have_text(owner.words("충족"))
    assert proof.locator("blockquote").inner_text() in " ".join((*story.project.values(), *story.skill.values()))
    owner.inspect()
    owner.open(story.introduction["headline"])
    owner.sees("왜 이렇게 나왔나요")
    owner.inspect()
    client.invites(owner, story.reason)

    # 5. One answers the invitation, one applies; terms are agreed, one is selected and the other told why.
    server.work()
    talent.accepts_invitation(solver)
    proposal = talent.proposes(solver, story)
    talent.finds_brief(rival, story.title)
    rivals_proposal = talent.proposes(rival, story)
    client.compares(owner, brief, (story.solver, story.rival))
    client.makes_offer(owner, brief, story.solver)
    talent.agrees_to_offer(solver)
    client.selects(owner, proposal, story.reason)
    rival.go(rivals_proposal)
    rival.reads(story.reason)

    # 6. The contract: one text, two signatures; milestones are done, returned once, accepted and paid.
    contract = client.draws_up_contract(owner)
    assert signs(owner, contract, story.owner) == signs(solver, contract, story.solver)
    file = tmp_path / "result.csv"
    file.write_text("lot,defect\n1,0\n", encoding="utf-8")
    for number in range(3):
        works_through(owner, solver, contract, number, file, story, returned=number == 0)
    owner.go(contract)
    owner.sees("모든 마일스톤이 합격해 계약이 끝났어요. 이제 무엇이 달라졌는지 성과를 알려 주세요.")
    owner.inspect()

    # 7. What changed is reported and verified; exactly that skill shows it, there and on the next brief, until revoked.
    next_brief = client.writes_brief(member, story.next_brief)
    client.asks_for_review(member)
    outcome = client.reports_outcome(owner, contract, story)
    assert waiting(clerk) == [clerk.words("과제를 검토해 주세요"), clerk.words("성과를 검증해 주세요")]
    clerk.inspect()
    office.publishes(clerk)
    office.verifies_outcome(clerk)
    server.work()
    assert proven_skills(solver) == [story.skill["name"]]
    expect(proofs_by_outcome(member, next_brief)).to_have_count(1)
    office.revokes_outcome(clerk, outcome, story.reason)
    server.work()
    assert proven_skills(solver) == []
    expect(proofs_by_outcome(member, next_brief)).to_have_count(0)

    # 8. The office's figures open the rows they count.
    office.opens_every_figure(clerk)


def signs(person: Person, contract: str, name: str) -> str:
    """Reads and signs; the hash of the text that was read."""
    person.go(contract)
    person.press("계약서 읽고 서명")
    person.inspect()
    digest = person.main.locator(".digest").inner_text()
    person.fill(name=name, is_agreed="y")
    person.press("동의하고 서명")
    person.sees("서명했어요.")
    return digest


def works_through(
    owner: Person, solver: Person, contract: str, number: int, file: Path, story: Story, *, returned: bool
) -> None:
    """One milestone from start to a confirmed payment."""
    own, theirs = (person.main.locator("article.card").nth(number) for person in (solver, owner))
    solver.go(contract)
    talent.starts_milestone(solver, own)
    talent.delivers(solver, own, story.approach, file)
    owner.go(contract)
    if returned:
        client.returns_work(owner, theirs, story.reason)
        solver.go(contract)
        solver.reads(story.reason)
        solver.inspect()
        talent.delivers(solver, own, story.better_data, file)
        owner.go(contract)
    owner.press("검수 합격", within=theirs)
    client.records_payment(owner, theirs)
    if returned:
        expect(theirs).to_contain_text(FIRST_PAID_WON)
    solver.go(contract)
    talent.confirms_payment(solver, own)


def proven_skills(solver: Person) -> list[str]:
    """The names of the talent's own skills that are outcome-verified."""
    solver.go("/profile/skills")
    proven = solver.main.locator(".row", has=solver.page.locator(".row-side .badge", has_text=solver.words("성과검증")))
    return proven.locator(".row-title").all_inner_texts()


def proofs_by_outcome(member: Person, brief: str) -> Locator:
    """Where a candidate's sentence is backed by a verified outcome."""
    cards = client.opens_candidates(member, brief)
    return cards.locator(".requirement-proof .badge", has_text=member.words("성과검증"))
