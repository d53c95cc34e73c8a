"""Forms of accounts."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email
from wtforms import BooleanField, Field, PasswordField
from wtforms.validators import ValidationError

from app.accounts.models import Role
from app.accounts.rules import PASSWORD_MAX, PASSWORD_MIN
from app.core.language import _
from app.core.reference import SIZES, industry_choices, region_choices
from app.web.forms import BaseForm, at_most, choice, paragraph, required, text, version_field

LANGUAGE_CHOICES = [("ko", _("한국어")), ("en", _("영어"))]


def _is_email(_form: BaseForm, field: Field) -> None:
    try:
        validate_email(field.data or "", check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise ValidationError(_("이메일 주소를 다시 확인해 주세요. 예: name@company.co.kr")) from None


def email_field() -> Field:
    return text(
        _("이메일"),
        limit=200,
        validators=[_is_email],
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email"},
    )


def password_field(label: object = _("비밀번호"), *, new: bool = False) -> PasswordField:
    hint = _("10자 이상. 문장처럼 길게 쓰면 안전하고 외우기 쉬워요.") if new else ""
    return PasswordField(
        label,
        validators=[required(), at_most(PASSWORD_MAX)],
        description=hint,
        render_kw={
            "autocomplete": "new-password" if new else "current-password",
            "minlength": PASSWORD_MIN if new else None,
        },
    )


def _person_fields() -> Field:
    return text(_("이름"), limit=60, hint=_("성과 이름을 붙여 적어요."), render_kw={"autocomplete": "name"})


class SignInForm(BaseForm):
    email = email_field()
    password = password_field()


class TalentSignUpForm(BaseForm):
    name_ko = _person_fields()
    email = email_field()
    password = password_field(new=True)
    agree = BooleanField(
        _("이용약관과 개인정보 처리방침을 읽었고 동의해요"), validators=[required(_("동의해야 가입할 수 있어요."))]
    )


class ClientSignUpForm(TalentSignUpForm):
    name = text(_("기업 이름"), limit=100)
    business_number = text(
        _("사업자등록번호"), limit=20, hint=_("숫자 열 자리. 예: 123-45-67891"), render_kw={"inputmode": "numeric"}
    )
    industry_ksic = choice(_("업종"), industry_choices(), hint=_("가장 가까운 것을 고르세요."))
    size_band = choice(_("기업 규모"), list(SIZES.items()))
    region_code = choice(_("지역"), region_choices)

    @property
    def organisation(self) -> dict[str, object]:
        names = ("name", "business_number", "industry_ksic", "size_band", "region_code")
        return {name: self[name].data for name in names}


class AddressForm(BaseForm):
    email = email_field()


class NewPasswordForm(BaseForm):
    password = password_field(_("새 비밀번호"), new=True)


class JoinForm(BaseForm):
    name_ko = _person_fields()
    password = password_field(new=True)


class PersonForm(BaseForm):
    name_ko = _person_fields()
    name_en = text(_("영문 이름"), limit=80, need=False)
    reader = choice(_("메일과 화면의 언어"), LANGUAGE_CHOICES)


class ChangePasswordForm(BaseForm):
    current = password_field(_("지금 비밀번호"))
    password = password_field(_("새 비밀번호"), new=True)


class OrganisationForm(BaseForm):
    version = version_field()
    name = text(_("기업 이름"), limit=100)
    name_en = text(_("영문 이름"), limit=100, need=False)
    industry_ksic = choice(_("업종"), industry_choices())
    size_band = choice(_("기업 규모"), list(SIZES.items()))
    region_code = choice(_("지역"), region_choices)
    about = paragraph(
        _("기업 소개"), limit=500, need=False, hint=_("무엇을 만들거나 하는 곳인지 두세 문장으로 적어 주세요.")
    )


class InviteForm(BaseForm):
    email = email_field()
    role = choice(
        _("역할"),
        [(Role.MEMBER.value, _("담당자 (서명과 담당자 관리 빼고 모두)")), (Role.OWNER.value, _("대표 담당자 (모두)"))],
    )


class HowForm(BaseForm):
    how = paragraph(
        _("확인한 방법"), limit=300, hint=_("예: 국세청 사업자 상태조회에서 계속사업자 확인, 2026-11-22"), rows=3
    )
