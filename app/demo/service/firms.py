"""The office and the firms: signing up, colleagues joining, and the verification of a firm."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from app.accounts import queries
from app.accounts import service as accounts
from app.accounts.models import Organisation, Role, TokenPurpose
from app.accounts.rules import Hashed
from app.core.actors import Actor
from app.demo.rules.pace import Pace
from app.demo.rules.plan import JOINED
from app.demo.rules.texts import Row
from app.demo.service.world import Firm, Story, World

PASSWORD = "ieum-demo-2026"  # noqa: S105  (printed for whoever tries the demo)
OFFICE = (("office@ieum.example", "한사무"), ("review@ieum.example", "오검토"))

LOOKED = ("국세청 사업자등록상태 조회", "사업자등록증 사본 확인", "사업자등록증명원과 대표 번호로 전화 확인")
EXPIRED_AFTER = "국세청 조회에서 휴업으로 나와 확인을 만료했습니다. 다시 여시면 사업자등록증명원을 올려 주세요."
DAYS_SINCE_EXPIRED, DAYS_WAITING = 25, 2
FIELDS = ("name", "name_en", "business_number", "industry_ksic", "size_band", "region_code")


@cache
def password() -> Hashed:
    """One hash for everybody: making it takes as long as all the rest of signing up."""
    return Hashed(accounts.hash_password(PASSWORD))


def open_office(world: World) -> None:
    for email, name in OFFICE:
        user = accounts.create_office(world.session, email=email, password=password(), name_ko=name)
        world.office.append(user.as_actor())


def confirm(world: World, email: str, *, name_ko: str, name_en: str | None, reader: str) -> Actor:
    """Follow the mailed link, and write one's name in both scripts."""
    user = queries.find_user_by_email(world.session, email)
    assert user is not None  # noqa: S101  (registered a moment ago)
    link = accounts.send_link(world.session, user, TokenPurpose.CONFIRM, base_url=world.base_url)
    accounts.use_link(world.session, _token(link), TokenPurpose.CONFIRM)
    accounts.save_person(world.session, user.as_actor(), name_ko=name_ko, name_en=name_en, reader=reader)
    world.session.refresh(user)
    return user.as_actor()


def firm_story(world: World, text: Row) -> Story:
    """From signing up to being verified, or as far as this firm has come."""
    pace = world.pace(text["key"])
    first = min(world.last_day(brief) for brief in world.texts.briefs_of(text["key"]))
    yield pace.on(first + timedelta(days=JOINED))
    owner = _sign_up(world, text)
    writer = owner
    for person in text["people"][1:]:
        yield pace.after(1)
        writer = _join(world, owner, person, _language(world, text))
    world.firms[text["key"]] = Firm(owner.organisation_id or 0, owner, writer)
    yield from _verification(world, pace, owner, text.get("verification", "verified"))


def _sign_up(world: World, text: Row) -> Actor:
    person, reader = text["people"][0], _language(world, text)
    organisation = {name: text[name] for name in FIELDS} | {"about": text["about_en" if reader == "en" else "about"]}
    accounts.register_client(
        world.session,
        base_url=world.base_url,
        email=person["email"],
        password=password(),
        name_ko=person["name_ko"],
        reader=reader,
        organisation=organisation,
    )
    names = {"name_ko": person["name_ko"], "name_en": person["name_en"]}
    return confirm(world, person["email"], **names, reader=reader)


def _join(world: World, owner: Actor, person: Row, reader: str) -> Actor:
    link = accounts.invite_member(
        world.session,
        owner,
        world.session.get_one(Organisation, owner.organisation_id),
        email=person["email"],
        role=Role(person["role"]),
        base_url=world.base_url,
    )
    names = {"name_ko": person["name_ko"], "reader": reader}
    user = accounts.redeem_invite(world.session, _token(link), password=password(), **names)
    accounts.save_person(world.session, user.as_actor(), name_en=person["name_en"], **names)
    return user.as_actor()


def _verification(world: World, pace: Pace, owner: Actor, wish: str) -> Story:
    if wish == "unverified":
        return
    yield pace.after(1) if wish != "requested" else pace.on(world.today - timedelta(days=DAYS_WAITING))
    firm = world.session.get_one(Organisation, owner.organisation_id)
    accounts.request_verification(world.session, owner, firm)
    if wish == "requested":
        return
    yield pace.after(1)
    accounts.verify_organisation(world.session, world.somebody_of_office(pace), firm, how=pace.one_of(*LOOKED))
    if wish == "expired":
        yield pace.on(world.today - timedelta(days=DAYS_SINCE_EXPIRED))
        accounts.expire_verification(world.session, world.office[0], firm, reason=EXPIRED_AFTER)


def _language(world: World, text: Row) -> str:
    """Whoever writes briefs in English reads English."""
    written = {brief["lang"] for brief in world.texts.briefs_of(text["key"])}
    return "en" if written == {"en"} else "ko"


def _token(link: str) -> str:
    return link.rpartition("/")[2]
