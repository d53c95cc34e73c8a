"""Pages of accounts: sign-up, sign-in, mailed links, one's own settings, the firm and its members, verification."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app.accounts import queries, service
from app.accounts.forms import (
    AddressForm,
    ChangePasswordForm,
    ClientSignUpForm,
    HowForm,
    InviteForm,
    JoinForm,
    NewPasswordForm,
    OrganisationForm,
    PersonForm,
    SignInForm,
    TalentSignUpForm,
)
from app.accounts.models import Role, TokenPurpose, User
from app.accounts.workflow import ORGANISATION
from app.core import language
from app.core.actors import Kind
from app.core.errors import NotFound
from app.core.history import history_of
from app.core.language import _
from app.core.rates import Limit
from app.web import sign_in as browser
from app.web.acting import answer_action
from app.web.forms import answering, page, version_of
from app.web.once import repeatable
from app.web.rules import ANYONE, SIGNED_IN, allow, limited

bp = Blueprint("accounts", __name__)

SIGN_IN_LIMIT = Limit("sign-in", 20, 600)
SIGN_UP_LIMIT = Limit("sign-up", 20, 3600)
MAIL_LIMIT = Limit("mailed-link", 10, 3600)
ROLE_LABELS = {Role.OWNER: _("대표 담당자"), Role.MEMBER: _("실무 담당자")}


def register(house: Any) -> None:
    house.load_actor = queries.actor_for_token


def _base_url() -> str:
    return str(current_app.extensions["ieum"].settings.base_url)


def _safe_next() -> str:
    """Where to go after signing in: a path of ours only."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc
    return wanted if ours else url_for("home.todo")


def _enter(user: User, where: str) -> Response:
    token = service.open_session(g.db, user, device=request.user_agent.string)
    return browser.remember(redirect(where), token)


# -- signing up and in --------------------------------------------------------------------------------------------


@bp.get("/sign-up")
@allow(*ANYONE)
def sign_up() -> Any:
    return page("accounts/sign_up.html")


@bp.route("/sign-up/client", methods=["GET", "POST"])
@allow(*ANYONE)
@limited(SIGN_UP_LIMIT)
def sign_up_client() -> Any:
    form = ClientSignUpForm()
    if form.validate_on_submit():
        with answering(form):
            service.register_client(
                g.db, base_url=_base_url(), reader=language.current(), organisation=form.organisation, **_person(form)
            )
            return redirect(url_for("accounts.mail_sent"))
    return page("accounts/sign_up_client.html", form=form)


@bp.route("/sign-up/talent", methods=["GET", "POST"])
@allow(*ANYONE)
@limited(SIGN_UP_LIMIT)
def sign_up_talent() -> Any:
    form = TalentSignUpForm()
    if form.validate_on_submit():
        with answering(form):
            service.register_talent(g.db, base_url=_base_url(), reader=language.current(), **_person(form))
            return redirect(url_for("accounts.mail_sent"))
    return page("accounts/sign_up_talent.html", form=form)


def _person(form: TalentSignUpForm) -> dict[str, Any]:
    return {name: form[name].data for name in ("email", "password", "name_ko")}


@bp.get("/mail-sent")
@allow(*ANYONE)
def mail_sent() -> Any:
    return page("accounts/mail_sent.html")


@bp.route("/sign-in", methods=["GET", "POST"])
@allow(*ANYONE)
@limited(SIGN_IN_LIMIT)
@repeatable
def sign_in() -> Any:
    form = SignInForm()
    if form.validate_on_submit():
        with answering(form):
            token = service.sign_in(g.db, device=request.user_agent.string, **form.answers)
            return browser.remember(redirect(_safe_next()), token)
    return page("accounts/sign_in.html", form=form, next_path=request.values.get("next", ""))


@bp.post("/sign-out")
@allow(*ANYONE)
@repeatable
def sign_out() -> Response:
    service.sign_out(g.db, browser.token_of_request() or "")
    return browser.forget(redirect(url_for("home.front")))


# -- mailed links -------------------------------------------------------------------------------------------------


@bp.route("/confirm/<token>", methods=["GET", "POST"])
@allow(*ANYONE)
@limited(MAIL_LIMIT)
def confirm(token: str) -> Any:
    """GET only shows a button: mail programs open links by themselves."""
    if request.method == "POST":
        user = service.use_link(g.db, token, TokenPurpose.CONFIRM)
        entered = _enter(user, url_for("home.todo"))
        flash(str(_("이메일을 확인했어요. 이제 시작할 수 있어요.")), "good")  # entering empties the old browser session
        return entered
    is_good = queries.find_mail_token(g.db, token, TokenPurpose.CONFIRM) is not None
    return page("accounts/confirm.html", is_good=is_good)


@bp.route("/reset", methods=["GET", "POST"])
@allow(*ANYONE)
@limited(MAIL_LIMIT)
def reset() -> Any:
    form = AddressForm()
    if form.validate_on_submit():
        service.request_reset(g.db, base_url=_base_url(), **form.answers)
        return redirect(url_for("accounts.mail_sent"))
    return page("accounts/reset.html", form=form)


@bp.route("/reset/<token>", methods=["GET", "POST"])
@allow(*ANYONE)
@limited(MAIL_LIMIT)
def new_password(token: str) -> Any:
    return _choose_password(token, TokenPurpose.RESET, url_for("home.todo"))


@bp.route("/claim/<token>", methods=["GET", "POST"])
@allow(*ANYONE)
@limited(MAIL_LIMIT)
def claim(token: str) -> Any:
    return _choose_password(token, TokenPurpose.CLAIM, "/profile")


def _choose_password(token: str, purpose: TokenPurpose, where: str) -> Any:
    form = NewPasswordForm()
    if form.validate_on_submit():
        with answering(form):
            return _enter(service.set_password_by_link(g.db, token, purpose, **form.answers), where)
    is_good = queries.find_mail_token(g.db, token, purpose) is not None
    return page("accounts/new_password.html", form=form, is_good=is_good, is_claim=purpose is TokenPurpose.CLAIM)


@bp.route("/join/<token>", methods=["GET", "POST"])
@allow(*ANYONE)
@limited(MAIL_LIMIT)
def join(token: str) -> Any:
    form, invite = JoinForm(), queries.find_invite(g.db, token)
    if form.validate_on_submit():
        with answering(form):
            return _enter(
                service.redeem_invite(g.db, token, reader=language.current(), **form.answers), url_for("home.todo")
            )
    return page("accounts/join.html", form=form, invite=invite)


# -- one's own settings -------------------------------------------------------------------------------------------


@bp.route("/account", methods=["GET", "POST"])
@allow(*SIGNED_IN)
def account() -> Any:
    user = queries.get_user(g.db, g.actor)
    form = PersonForm(data={"name_ko": user.name_ko, "name_en": user.name_en, "reader": user.language})
    if form.validate_on_submit():
        service.save_person(g.db, g.actor, **form.answers)
        flash(str(_("저장했어요.")), "good")
        return redirect(url_for("accounts.account"))
    return page("accounts/account.html", form=form, user=user, devices=queries.sign_ins_of(g.db, g.actor))


@bp.route("/account/password", methods=["GET", "POST"])
@allow(*SIGNED_IN)
@limited(SIGN_IN_LIMIT)
def change_password() -> Any:
    form = ChangePasswordForm()
    if form.validate_on_submit():
        with answering(form):
            service.change_password(g.db, g.actor, **form.answers)
            flash(str(_("비밀번호를 바꿨어요. 모든 기기에서 새로 로그인해 주세요.")), "good")
            return redirect(url_for("accounts.sign_in"))
    return page("accounts/change_password.html", form=form)


@bp.post("/account/sign-out-everywhere")
@allow(*SIGNED_IN)
def sign_out_everywhere() -> Response:
    service.sign_out_everywhere(g.db, g.actor)
    return browser.forget(redirect(url_for("accounts.sign_in")))


# -- the firm -----------------------------------------------------------------------------------------------------


@bp.get("/organisation")
@allow(Kind.CLIENT)
def organisation() -> Any:
    firm = queries.own_organisation(g.db, g.actor)
    return page(
        "accounts/organisation.html",
        firm=firm,
        workflow=ORGANISATION,
        members=queries.members_of(g.db, firm),
        role_labels=ROLE_LABELS,
        invites=queries.open_invites_of(g.db, firm),
    )


@bp.route("/organisation/edit", methods=["GET", "POST"])
@allow(Kind.CLIENT)
def edit_organisation() -> Any:
    firm = queries.own_organisation(g.db, g.actor)
    form = OrganisationForm(obj=firm)
    if form.validate_on_submit():
        with answering(form):
            service.save_organisation(g.db, g.actor, firm, version=version_of(form), **form.answers)
            flash(str(_("저장했어요.")), "good")
            return redirect(url_for("accounts.organisation"))
    if request.method == "GET":
        form.version.data = str(firm.edit_version)
    return page("accounts/edit_organisation.html", form=form)


@bp.route("/organisation/invite", methods=["GET", "POST"])
@allow(Kind.CLIENT)
@limited(MAIL_LIMIT)
def invite_member() -> Any:
    firm, form = queries.own_organisation(g.db, g.actor), InviteForm()
    if form.validate_on_submit():
        with answering(form):
            service.invite_member(
                g.db, g.actor, firm, email=form.email.data, role=Role(form.role.data), base_url=_base_url()
            )
            flash(str(_("초대 메일을 보냈어요.")), "good")
            return redirect(url_for("accounts.organisation"))
    return page("accounts/invite_member.html", form=form)


@bp.post("/organisation/invites/<int:invite_id>/revoke")
@allow(Kind.CLIENT)
def revoke_invite(invite_id: int) -> Response:
    service.revoke_invite(g.db, g.actor, queries.get_invite(g.db, g.actor, invite_id))
    flash(str(_("초대를 취소했어요.")), "good")
    return redirect(url_for("accounts.organisation"))


@bp.post("/organisation/members/<int:membership_id>/remove")
@allow(Kind.CLIENT)
def remove_member(membership_id: int) -> Response:
    firm = queries.own_organisation(g.db, g.actor)
    membership = next((m for m in queries.members_of(g.db, firm) if m.id == membership_id), None)
    if membership is None:
        raise NotFound()
    service.remove_member(g.db, g.actor, membership)
    flash(str(_("담당자에서 뺐어요.")), "good")
    return redirect(url_for("accounts.organisation"))


# -- verification -------------------------------------------------------------------------------------------------


@bp.get("/office/organisations")
@allow(Kind.OFFICE)
def organisations_waiting() -> Any:
    return page("accounts/organisations_waiting.html", firms=queries.organisations_waiting(g.db), workflow=ORGANISATION)


@bp.get("/organisations/<int:organisation_id>")
@allow(Kind.CLIENT, Kind.OFFICE)
def show_organisation(organisation_id: int) -> Any:
    firm = queries.get_organisation(g.db, g.actor, organisation_id)
    if g.actor.kind is Kind.CLIENT:
        return redirect(url_for("accounts.organisation"))
    rows = history_of(g.db, ORGANISATION.name, firm.id)
    names = queries.names_of(g.db, {row.actor_id for row in rows if row.actor_id})
    members = queries.members_of(g.db, firm)
    return page(
        "accounts/show_organisation.html",
        firm=firm,
        workflow=ORGANISATION,
        rows=rows,
        names=names,
        members=members,
        role_labels=ROLE_LABELS,
    )


@bp.route("/organisations/<int:organisation_id>/do/<name>", methods=["GET", "POST"])
@allow(Kind.CLIENT, Kind.OFFICE)
def act(organisation_id: int, name: str) -> Any:
    firm = queries.get_organisation(g.db, g.actor, organisation_id)
    verbs: dict[str, Any] = {
        "request": service.request_verification,
        "verify": service.verify_organisation,
        "return": service.return_verification,
        "expire": service.expire_verification,
    }
    if name not in verbs:
        raise NotFound()
    return answer_action(
        ORGANISATION,
        name,
        firm,
        lambda **facts: verbs[name](g.db, g.actor, firm, **facts),
        back=url_for("accounts.show_organisation", organisation_id=firm.id),
        form=HowForm() if name == "verify" else None,
    )
