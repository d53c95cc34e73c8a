"""Signing up and in, mailed links, members of a firm, its verification, and consents."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from app.accounts import queries
from app.accounts.models import (
    Consent,
    MailToken,
    MemberInvite,
    Membership,
    Organisation,
    Role,
    SignIn,
    TokenPurpose,
    User,
)
from app.accounts.rules import (
    PASSWORD_MAX,
    PASSWORD_MIN,
    Hashed,
    digest_of,
    new_token,
    normal_business_number,
    normal_email,
    normal_password,
)
from app.accounts.workflow import ORGANISATION
from app.core import clock, language, mail
from app.core.actors import Actor, Kind
from app.core.editing import save_fields
from app.core.errors import Forbidden, Invalid, Taken
from app.core.language import _, said
from app.core.workflow import begin, move

SIGN_IN_FOR = timedelta(days=30)
LINK_FOR = {
    TokenPurpose.CONFIRM: timedelta(days=3),
    TokenPurpose.RESET: timedelta(hours=2),
    TokenPurpose.CLAIM: timedelta(days=30),
}
INVITE_FOR = timedelta(days=7)
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP's floor for argon2id

WRONG = _("이메일이나 비밀번호가 맞지 않아요. 다시 확인해 주세요.")
LINK_ENDED = _("이미 썼거나 기한이 지난 링크예요. 새 링크를 받아 주세요.")


# -- signing up ---------------------------------------------------------------------------------------------------


def register_talent(session: Session, *, base_url: str, email: str, password: str, name_ko: str, reader: str) -> None:
    """Open a talent's account; the address is confirmed by a mailed link."""
    _register(session, Kind.TALENT, base_url=base_url, email=email, password=password, name_ko=name_ko, reader=reader)


def register_client(
    session: Session,
    *,
    base_url: str,
    email: str,
    password: str,
    name_ko: str,
    reader: str,
    organisation: dict[str, Any],
) -> None:
    """Open a firm and its owner's account. Raises Invalid for a wrong number or one that is already here."""
    number = normal_business_number(organisation["business_number"])
    if number is None:
        sentence = _("사업자등록번호를 다시 확인해 주세요. 숫자 열 자리예요. 예: 123-45-67891")
        raise Invalid(sentence, {"business_number": sentence})
    if queries.find_organisation_by_number(session, number):
        sentence = _("이미 가입한 기업이에요. 그 기업의 대표 담당자에게 초대를 부탁해 주세요.")
        raise Invalid(sentence, {"business_number": sentence})
    user = _register(
        session, Kind.CLIENT, base_url=base_url, email=email, password=password, name_ko=name_ko, reader=reader
    )
    if user is not None:
        firm = Organisation(**{**organisation, "business_number": number})
        begin(session, ORGANISATION, user.as_actor(), firm)
        session.add(Membership(user_id=user.id, organisation_id=firm.id, role=Role.OWNER))
        session.flush()


def create_office(session: Session, *, email: str, password: str, name_ko: str) -> User:
    """Open an office account (a command; its address counts as confirmed)."""
    check_password(password)
    if queries.find_user_by_email(session, email):
        raise Taken(_("이미 쓰고 있는 이메일이에요."))
    user = User(
        kind=Kind.OFFICE,
        email=normal_email(email),
        password_hash=hash_password(password),
        name_ko=name_ko,
        email_confirmed_at=clock.now(),
    )
    session.add(user)
    session.flush()
    return user


def _register(
    session: Session, kind: Kind, *, base_url: str, email: str, password: str, name_ko: str, reader: str
) -> User | None:
    """A new unconfirmed account and its mail; None (and another mail) where the address has one already.

    The page looks the same either way, so that nobody learns who has an account.
    """
    check_password(password)
    known = queries.find_user_by_email(session, email)
    if known is not None:
        with language.speaking(known.language):
            body = _(
                "이 주소로 이미 가입돼 있어요. 비밀번호를 잊었다면 새로 정할 수 있어요: %(url)s\n직접 가입하지 않았다면 이 메일을 무시해 주세요."
            )
            mail.post(
                session, known.email, str(_("이음: 이미 가입한 주소예요")), str(said(body, url=f"{base_url}/reset"))
            )
        return None
    user = User(
        kind=kind, email=normal_email(email), password_hash=hash_password(password), name_ko=name_ko, language=reader
    )
    session.add(user)
    session.flush()
    send_link(session, user, TokenPurpose.CONFIRM, base_url=base_url)
    return user


def check_password(password: str) -> None:
    if len(password) < PASSWORD_MIN or len(password) > PASSWORD_MAX:
        sentence = said(_("비밀번호는 %(least)s자부터 %(most)s자까지예요."), least=PASSWORD_MIN, most=PASSWORD_MAX)
        raise Invalid(sentence, {"password": sentence})


def hash_password(password: str) -> str:
    return password if isinstance(password, Hashed) else HASHER.hash(normal_password(password))


# -- mailed links -------------------------------------------------------------------------------------------------

_LINK_WORDS = {
    TokenPurpose.CONFIRM: (
        "confirm",
        _("이음: 이메일을 확인해 주세요"),
        _(
            "아래 링크를 눌러 가입을 마쳐 주세요. 사흘 동안 쓸 수 있어요.\n\n%(url)s\n\n직접 가입하지 않았다면 이 메일을 무시해 주세요."
        ),
    ),
    TokenPurpose.RESET: (
        "reset",
        _("이음: 비밀번호를 새로 정해 주세요"),
        _(
            "아래 링크에서 비밀번호를 새로 정할 수 있어요. 두 시간 동안 쓸 수 있어요.\n\n%(url)s\n\n직접 요청하지 않았다면 이 메일을 무시해 주세요."
        ),
    ),
    TokenPurpose.CLAIM: (
        "claim",
        _("이음: 내 프로필을 확인해 주세요"),
        _(
            "과정 자료로 만든 프로필이 있어요. 아래 링크에서 내용을 확인하고 공개할지 정해 주세요. 동의하기 전에는 아무에게도 보이지 않아요.\n\n%(url)s"
        ),
    ),
}


def send_link(session: Session, user: User, purpose: TokenPurpose, *, base_url: str) -> str:
    """Mail a one-time link and return it (commands and tests show it; pages never do)."""
    token = new_token()
    session.add(
        MailToken(
            token_digest=digest_of(token), user_id=user.id, purpose=purpose, expires_at=clock.now() + LINK_FOR[purpose]
        )
    )
    path, subject, body = _LINK_WORDS[purpose]
    url = f"{base_url}/{path}/{token}"
    with language.speaking(user.language):
        mail.post(session, user.email, str(subject), str(said(body, url=url)))
    return url


def use_link(session: Session, token: str, purpose: TokenPurpose) -> User:
    """Redeem a link once; the address it was mailed to counts as confirmed. Raises Invalid."""
    row = queries.find_mail_token(session, token, purpose)
    if row is None or not _claim_once(session, MailToken.used_at, MailToken.token_digest == row.token_digest):
        raise Invalid(LINK_ENDED)
    user = row.user
    user.email_confirmed_at = user.email_confirmed_at or clock.now()
    session.flush()
    return user


def _claim_once(session: Session, used_at: Any, which: Any) -> bool:
    """Mark a one-time row as used; of two askers at once, one is told True."""
    claimed = (
        sa.update(used_at.class_).where(which, used_at.is_(None)).values({used_at: clock.now()}).returning(used_at)
    )
    return session.execute(claimed).first() is not None


def request_reset(session: Session, *, email: str, base_url: str) -> None:
    """Mail a reset link if the address has an account; says nothing either way."""
    user = queries.find_user_by_email(session, email)
    if user is not None and user.closed_at is None:
        send_link(session, user, TokenPurpose.RESET, base_url=base_url)


def set_password_by_link(session: Session, token: str, purpose: TokenPurpose, *, password: str) -> User:
    """Choose a (new) password by a mailed link; every device is signed out."""
    check_password(password)
    user = use_link(session, token, purpose)
    _set_password(session, user, password)
    return user


def change_password(session: Session, actor: Actor, *, current: str, password: str) -> None:
    user = queries.get_user(session, actor)
    if not _is_right(user, current):
        sentence = _("지금 비밀번호가 맞지 않아요.")
        raise Invalid(sentence, {"current": sentence})
    check_password(password)
    _set_password(session, user, password)


def _set_password(session: Session, user: User, password: str) -> None:
    user.password_hash = hash_password(password)
    session.execute(sa.delete(SignIn).where(SignIn.user_id == user.id))


# -- signing in and out -------------------------------------------------------------------------------------------

_NOBODY = HASHER.hash("nobody has this password")


def sign_in(session: Session, *, email: str, password: str, device: str = "") -> str:
    """A new session token. Raises Invalid in the same words and time whether or not the address is known."""
    user = queries.find_user_by_email(session, email)
    if not _is_right(user, password) or user is None or user.closed_at is not None:
        raise Invalid(WRONG)
    if user.email_confirmed_at is None:
        raise Invalid(_("이메일을 아직 확인하지 않았어요. 받은 메일의 링크를 눌러 주세요."))
    return open_session(session, user, device=device)


def open_session(session: Session, user: User, *, device: str = "") -> str:
    token = new_token()
    session.add(
        SignIn(
            token_digest=digest_of(token), user_id=user.id, device=device[:200], expires_at=clock.now() + SIGN_IN_FOR
        )
    )
    session.flush()
    return token


def sign_out(session: Session, token: str) -> None:
    session.execute(sa.delete(SignIn).where(SignIn.token_digest == digest_of(token)))


def sign_out_everywhere(session: Session, actor: Actor) -> None:
    session.execute(sa.delete(SignIn).where(SignIn.user_id == actor.user_id))


def _is_right(user: User | None, password: str) -> bool:
    hashed = user.password_hash if user is not None and user.password_hash else _NOBODY
    try:
        HASHER.verify(hashed, normal_password(password[:PASSWORD_MAX]))
    except (VerificationError, InvalidHashError):
        return False
    return hashed is not _NOBODY


# -- a person's own settings --------------------------------------------------------------------------------------


def save_person(session: Session, actor: Actor, *, name_ko: str, name_en: str | None, reader: str) -> None:
    user = queries.get_user(session, actor)
    user.name_ko, user.name_en, user.language = name_ko, name_en or None, reader


def give_consent(session: Session, actor: Actor, *, purpose: str, version: str) -> None:
    """Record consent to one purpose in one version of its words; a second time changes nothing."""
    if not queries.has_consented(session, actor.user_id or 0, purpose):
        session.add(Consent(user_id=actor.user_id, purpose=purpose, version=version))
        session.flush()


def withdraw_consent(session: Session, actor: Actor, *, purpose: str) -> None:
    session.execute(
        sa.update(Consent)
        .where(Consent.user_id == actor.user_id, Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=clock.now())
    )


# -- a firm and its members ---------------------------------------------------------------------------------------

ORGANISATION_LABELS = {
    "name": _("기업 이름"),
    "name_en": _("영문 이름"),
    "industry_ksic": _("업종"),
    "size_band": _("기업 규모"),
    "region_code": _("지역"),
    "about": _("기업 소개"),
}


def save_organisation(
    session: Session, owner: Actor, organisation: Organisation, *, version: int, **answers: Any
) -> None:
    """Change what a firm says of itself (never its number or its verification). Raises StaleEdit."""
    _require_owner(owner, organisation)
    save_fields(session, organisation, answers, version=version, labels=ORGANISATION_LABELS)


def request_verification(session: Session, owner: Actor, organisation: Organisation) -> None:
    move(session, ORGANISATION, "request", owner, organisation)


def verify_organisation(session: Session, office: Actor, organisation: Organisation, *, how: str) -> None:
    """The office has looked: `how` says where (a register, a certificate, a call)."""
    move(session, ORGANISATION, "verify", office, organisation, how=how)
    organisation.verified_how, organisation.verified_at = how, clock.now()


def return_verification(session: Session, office: Actor, organisation: Organisation, *, reason: str) -> None:
    move(session, ORGANISATION, "return", office, organisation, reason=reason)


def expire_verification(session: Session, office: Actor, organisation: Organisation, *, reason: str) -> None:
    move(session, ORGANISATION, "expire", office, organisation, reason=reason)


def _require_owner(actor: Actor, organisation: Organisation) -> None:
    if actor.organisation_id != organisation.id or not actor.is_owner:
        raise Forbidden(_("기업의 대표 담당자가 하는 일이에요."))


def invite_member(
    session: Session, owner: Actor, organisation: Organisation, *, email: str, role: Role, base_url: str
) -> str:
    """Mail a colleague a link to join; the role is fixed here and cannot be changed by the link. Returns the link."""
    _require_owner(owner, organisation)
    address = normal_email(email)
    if queries.find_user_by_email(session, address):
        sentence = _("이미 이음에 계정이 있는 주소예요. 다른 주소로 초대해 주세요.")
        raise Invalid(sentence, {"email": sentence})
    token = new_token()
    session.add(
        MemberInvite(
            organisation_id=organisation.id,
            email=address,
            role=role,
            token_digest=digest_of(token),
            invited_by=owner.user_id,
            expires_at=clock.now() + INVITE_FOR,
        )
    )
    url = f"{base_url}/join/{token}"
    body = _("%(who)s 님이 ‘%(firm)s’의 담당자로 초대했어요. 이레 안에 아래 링크에서 가입해 주세요.\n\n%(url)s")
    subject = said(_("이음: ‘%(firm)s’에서 초대했어요"), firm=organisation.name)
    mail.post(session, address, str(subject), str(said(body, who=owner.display_name, firm=organisation.name, url=url)))
    return url


def revoke_invite(session: Session, owner: Actor, invite: MemberInvite) -> None:
    _require_owner(owner, invite.organisation)
    invite.revoked_at = clock.now()


def redeem_invite(session: Session, token: str, *, password: str, name_ko: str, reader: str) -> User:
    """Join the firm by the mailed link, once. Raises Invalid, or Taken when somebody was faster."""
    check_password(password)
    invite = queries.find_invite(session, token)
    if invite is None:
        raise Invalid(LINK_ENDED)
    claimed = _claim_once(session, MemberInvite.redeemed_at, MemberInvite.id == invite.id)
    if not claimed or queries.find_user_by_email(session, invite.email):
        raise Taken(_("이미 쓴 초대 링크예요. 가입한 계정으로 로그인해 주세요."))
    user = User(
        kind=Kind.CLIENT,
        email=invite.email,
        password_hash=hash_password(password),
        name_ko=name_ko,
        language=reader,
        email_confirmed_at=clock.now(),
    )
    session.add(user)
    session.flush()
    session.add(Membership(user_id=user.id, organisation_id=invite.organisation_id, role=invite.role))
    session.flush()
    session.refresh(user, ["membership"])
    return user


def remove_member(session: Session, owner: Actor, membership: Membership) -> None:
    """Take a colleague's right to act; their devices are signed out at once."""
    _require_owner(owner, membership.organisation)
    if membership.user_id == owner.user_id:
        raise Invalid(_("자신은 뺄 수 없어요. 먼저 다른 대표 담당자를 정해 주세요."))
    session.execute(sa.delete(SignIn).where(SignIn.user_id == membership.user_id))
    session.delete(membership)
    session.flush()
