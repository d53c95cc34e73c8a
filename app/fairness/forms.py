"""What a talent may tell for the check of fairness, and the consent that goes with it."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField
from wtforms.validators import ValidationError

from app.core.language import _
from app.fairness.rules import AGE_BANDS, GENDERS
from app.web.forms import BaseForm, choice


def _agreed(_form: Any, field: Any) -> None:
    if not field.data:
        raise ValidationError(_("동의하지 않으면 저장하지 않아요. 동의하려면 골라 주세요."))


class GroupForm(BaseForm):
    gender = choice(_("성별"), GENDERS.items(), need=False)
    age_band = choice(_("나이대"), AGE_BANDS.items(), need=False)
    agree = BooleanField(_("읽었고, 공정성을 살피는 데만 쓰이는 것에 동의해요"), validators=[_agreed])
