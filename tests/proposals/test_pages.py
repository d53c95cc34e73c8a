"""The pages of proposals."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.briefs.workflow import BriefState
from app.core import clock
from app.proposals import service
from app.proposals.models import CounterOffer, OfferState, Proposal
from app.proposals.workflow import ProposalState
from tests.factories import make_brief, make_client, make_office, make_profile
from tests.factories.moves import stand
from tests.factories.pages import look_again, press, press_twice, text_of
from tests.factories.proposals import AN_ANSWER, fill, make_draft, make_proposal, make_reviewed, owner_of


@pytest.fixture
def client(world):
    return make_client(world)


def typed(proposal, **changes):
    """The form of a proposal, filled in."""
    start = clock.today() + timedelta(days=30)
    essential = proposal.brief.essentials[0].id
    return {
        "version": proposal.edit_version,
        "approach": "자료를 먼저 봅니다.",
        "amount_won": "9,500,000",
        "starts_on": start.isoformat(),
        "ends_on": (start + timedelta(days=60)).isoformat(),
        f"evidence_{essential}": "하중 기록 12만 건으로 이상을 찾았습니다.",
        f"project_{essential}": str(proposal.profile.projects[0].id),
        **changes,
    }


def only_proposal(world):
    look_again(world)
    return world.query(Proposal).one()


def test_from_the_first_press_to_submission(world, browser, client):
    brief, profile = make_brief(world, client), make_profile(world)
    talent = owner_of(profile)
    world.commit()
    person = browser(talent)
    assert "제안서 쓰기 시작" in text_of(person.get(f"/briefs/{brief.id}/apply"))
    press_twice(person, f"/briefs/{brief.id}/apply")
    proposal = only_proposal(world)
    assert person.get(f"/briefs/{brief.id}/apply").location.endswith(f"/proposals/{proposal.id}/edit")
    url = f"/proposals/{proposal.id}/edit"
    press_twice(person, url, **typed(proposal), then="save")
    proposal = only_proposal(world)
    assert (proposal.amount_won, proposal.state) == (9_500_000, ProposalState.DRAFT)
    assert proposal.evidence[0].project_id == profile.projects[0].id
    press_twice(person, url, **typed(proposal), then="submit")
    assert only_proposal(world).state is ProposalState.SUBMITTED
    assert person.get(url).location.endswith(f"/proposals/{proposal.id}")


def test_what_is_missing_is_said_at_its_field_and_everything_typed_stays(world, browser):
    proposal = make_draft(world, make_brief(world))
    talent, essential = owner_of(proposal.profile), proposal.brief.essentials[0].id
    world.commit()
    sent = typed(proposal, **{f"evidence_{essential}": "", "then": "submit"})
    answer = browser(talent).post(f"/proposals/{proposal.id}/edit", data=sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "필수 요건이에요" in page
    assert "자료를 먼저 봅니다." in page


def test_autosave_tells_the_new_version(world, browser):
    proposal = make_draft(world, make_brief(world))
    world.commit()
    person = browser(owner_of(proposal.profile))
    answer = person.post(f"/proposals/{proposal.id}/autosave", data=typed(proposal, amount_won="글자"))
    assert answer.json == {"version": 2}
    kept = only_proposal(world)
    assert (kept.approach, kept.amount_won) == ("자료를 먼저 봅니다.", 12_000_000)


def test_a_stale_page_gets_both_texts(world, browser):
    proposal = make_draft(world, make_brief(world))
    talent = owner_of(proposal.profile)
    world.commit()
    url = f"/proposals/{proposal.id}/edit"
    press(browser(talent), url, **typed(proposal, version=1, approach="먼저 쓴 글"))
    answer = browser(talent).post(url, data=typed(proposal, version=1, approach="나중에 쓴 글"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "먼저 쓴 글" in page
    assert "나중에 쓴 글" in page


def test_the_firms_name_is_covered_until_the_proposal_is_handed_in(world, browser, client):
    brief = make_brief(world, client)
    brief.title = f"{brief.organisation.name} 프레스 불량"
    proposal = fill(world, make_draft(world, brief))
    talent, firm_name = owner_of(proposal.profile), brief.organisation.name
    world.commit()
    person = browser(talent)
    for path in (f"/proposals/{proposal.id}/edit", f"/proposals/{proposal.id}", "/proposals"):
        assert firm_name not in text_of(person.get(path))
    service.submit_proposal(world, talent, proposal)
    world.commit()
    assert firm_name in text_of(person.get(f"/proposals/{proposal.id}"))


def test_a_firm_compares_opens_and_selects_with_an_answer_for_everybody(world, browser, client):
    brief = make_brief(world, client)
    cheap = make_proposal(world, brief, amount_won=8_000_000)
    dear = make_proposal(world, brief, amount_won=15_000_000)
    world.commit()
    firm = browser(client)
    page = text_of(firm.get(f"/briefs/{brief.id}/proposals"))
    assert "가장 낮음" in page
    assert "예산보다 많음" in page
    assert cheap.profile.user.name_ko in page
    assert cheap.profile.user.email not in page
    for proposal in (cheap, dear):
        press_twice(firm, f"/proposals/{proposal.id}/do/open")
    press_twice(firm, f"/proposals/{cheap.id}/do/shortlist")
    url = f"/proposals/{cheap.id}/select"
    assert dear.profile.user.name_ko in text_of(firm.get(url))
    refused = firm.post(url, data={f"reason_{dear.id}": "", f"gap_{dear.id}": ""})
    assert refused.status_code == 422
    press_twice(firm, url, **{f"reason_{dear.id}": "예산을 넘었습니다.", f"gap_{dear.id}": "amount"})
    look_again(world)
    assert (cheap.state, dear.state, brief.state) == (
        ProposalState.SELECTED,
        ProposalState.NOT_SELECTED,
        BriefState.AWARDED,
    )
    assert "예산을 넘었습니다." in text_of(browser(owner_of(dear.profile)).get(f"/proposals/{dear.id}"))


def test_the_loser_of_a_selection_reads_who_was_first(world, browser, client):
    brief = make_brief(world, client)
    first, second = (make_reviewed(world, client, brief) for _ in range(2))
    colleague = make_client(world, brief.organisation)
    service.select(world, client, first, answers={second.id: AN_ANSWER})
    world.commit()
    answer = browser(colleague).post(f"/proposals/{second.id}/select", data={})
    assert answer.status_code == 409
    assert client.display_name in answer.get_data(as_text=True)


def test_negotiating_through_pages(world, browser, client):
    proposal = make_reviewed(world, client, make_brief(world, client))
    talent = owner_of(proposal.profile)
    world.commit()
    start = clock.today() + timedelta(days=40)
    offer = {
        "amount_won": "9,000,000",
        "starts_on": start.isoformat(),
        "ends_on": (start + timedelta(days=50)).isoformat(),
    }
    url = f"/proposals/{proposal.id}/offer"
    assert "다른 조건 제안" in text_of(browser(client).get(url))
    press_twice(browser(client), url, **offer)
    assert "상대가 새 조건을 냈어요" in text_of(browser(talent).get(f"/proposals/{proposal.id}"))
    press_twice(browser(talent), url, **{**offer, "amount_won": "9,300,000"})
    last = world.query(CounterOffer).order_by(CounterOffer.id.desc()).first()
    assert browser(talent).post(f"/offers/{last.id}/agree").status_code == 403
    press_twice(browser(client), f"/offers/{last.id}/agree")
    look_again(world)
    assert (proposal.amount_won, last.state) == (9_300_000, OfferState.AGREED)
    assert browser(client).post(f"/offers/{last.id}/nonsense").status_code == 404


def test_the_other_buttons_survive_a_double_press(world, browser, client):
    brief = make_brief(world, client)
    proposal = make_reviewed(world, client, brief)
    talent, office = owner_of(proposal.profile), make_office(world)
    world.commit()
    url = f"/proposals/{proposal.id}/do"
    press_twice(browser(client), f"{url}/turn_down", reason="예산을 넘었습니다.", gap="amount")
    press_twice(browser(client), f"{url}/reconsider")
    press_twice(browser(talent), f"{url}/withdraw", reason="다른 일을 맡았습니다")
    again = make_proposal(world, brief, proposal.profile)
    world.commit()
    press_twice(browser(office), f"/proposals/{again.id}/do/disqualify", reason="남의 근거를 베꼈습니다")
    look_again(world)
    assert (proposal.state, again.state) == (ProposalState.WITHDRAWN, ProposalState.DISQUALIFIED)


def test_ending_a_brief_for_want_of_anybody(world, browser, client):
    brief = make_brief(world, client)
    proposal = make_reviewed(world, client, brief)
    stand(world, brief, BriefState.SELECTING)
    world.commit()
    firm, url = browser(client), f"/briefs/{brief.id}/proposals/end"
    assert "적임자 없음으로 마치기" in text_of(firm.get(f"/briefs/{brief.id}/proposals"))
    assert firm.post(url, data={"reason": "없었습니다"}).status_code == 422
    answers = {f"reason_{proposal.id}": "경험이 모자랐습니다.", f"gap_{proposal.id}": "experience"}
    press_twice(firm, url, reason="맞는 분이 없었습니다", **answers)
    look_again(world)
    assert (brief.state, proposal.state) == (BriefState.NO_SUITABLE, ProposalState.NOT_SELECTED)


@pytest.mark.parametrize(("name", "state"), [("withdraw", BriefState.WITHDRAWN), ("cancel", BriefState.CANCELLED)])
def test_the_briefs_own_buttons_settle_its_proposals(world, browser, client, name, state):
    brief = make_brief(world, client)
    proposal = make_proposal(world, brief)
    world.commit()
    press_twice(
        browser(client), f"/briefs/{brief.id}/do/{name}", stop_reason="solved", reason="설비를 바꾸게 되었습니다"
    )
    look_again(world)
    assert (brief.state, proposal.state) == (state, ProposalState.LAPSED)


def test_another_firms_proposals_are_404_and_a_visitor_is_asked_to_sign_in(world, browser, client):
    proposal = make_reviewed(world, client, make_brief(world, client))
    stranger, other_talent = make_client(world), owner_of(make_profile(world))
    world.commit()
    paths = [f"/proposals/{proposal.id}", f"/proposals/{proposal.id}/do/turn_down", f"/proposals/{proposal.id}/offer"]
    for path in (*paths, f"/proposals/{proposal.id}/select", f"/briefs/{proposal.brief_id}/proposals"):
        assert browser(stranger).get(path).status_code == 404, path
    for path in (*paths, f"/proposals/{proposal.id}/edit"):
        assert browser(other_talent).get(path).status_code == 404, path
    assert browser().get(f"/proposals/{proposal.id}").status_code == 302


@pytest.mark.parametrize("language", ["ko", "en"])
def test_empty_and_full_pages_open_in_both_languages(world, browser, client, language):
    brief, empty_brief = make_brief(world, client, nices=("있으면 좋음",)), make_brief(world, client)
    reviewed, draft = make_reviewed(world, client, brief), make_draft(world, brief)
    talent, writer = owner_of(reviewed.profile), owner_of(draft.profile)
    lonely, office = owner_of(make_profile(world)), make_office(world)
    service.make_offer(
        world, client, reviewed, amount_won=1, starts_on=clock.today(), ends_on=clock.today() + timedelta(days=1)
    )
    world.commit()
    for actor, path in (
        (client, f"/briefs/{brief.id}/proposals"),
        (client, f"/briefs/{empty_brief.id}/proposals"),
        (office, f"/briefs/{brief.id}/proposals"),
        (client, f"/proposals/{reviewed.id}"),
        (office, f"/proposals/{reviewed.id}"),
        (client, f"/proposals/{reviewed.id}/offer"),
        (client, f"/proposals/{reviewed.id}/do/turn_down"),
        (talent, f"/proposals/{reviewed.id}"),
        (talent, f"/proposals/{reviewed.id}/do/withdraw"),
        (talent, "/proposals"),
        (writer, f"/proposals/{draft.id}/edit"),
        (lonely, "/proposals"),
        (lonely, f"/briefs/{brief.id}/apply"),
    ):
        text_of(browser(actor, language=language).get(path))
