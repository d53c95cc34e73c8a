"""Forms of contracts: questions, terms and milestones, signing, handing in, payment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from wtforms import BooleanField, FieldList, Form, FormField, MultipleFileField

from app.contracts.models import Contract, TaxMode
from app.contracts.rules.terms import (
    CRITERIA_LIMIT,
    IP_OPTIONS,
    LABELS,
    MILESTONES_MOST,
    NOTE_LIMIT,
    RANGES,
    TAX_MODES,
    TITLE_LIMIT,
    WORKER_QUESTIONS,
    Step,
    Terms,
)
from app.contracts.service.paying import INVOICE_LIMIT
from app.core.language import _
from app.core.workflow import REASON_LIMIT
from app.proposals.rules import AMOUNT_MOST
from app.web.forms import BaseForm, choice, day, paragraph, text, version_field, whole

YES_NO = (("yes", _("예")), ("no", _("아니요")))


def questions_form(contract: Contract) -> Any:
    """One yes or no for each question about the way of working."""
    fields = {name: choice(question, YES_NO) for name, question in WORKER_QUESTIONS.items()}
    kept = contract.signs_of_employment
    data = {} if kept is None else {name: "yes" if name in kept else "no" for name in WORKER_QUESTIONS}
    if not data:
        fields = {
            name: choice(question, (("", _("골라 주세요")), *YES_NO)) for name, question in WORKER_QUESTIONS.items()
        }
    return type("QuestionsForm", (BaseForm,), fields)(data=data)


class StepForm(Form):
    title = text(_("이름"), limit=TITLE_LIMIT)
    criteria = paragraph(_("검수 기준"), limit=CRITERIA_LIMIT, rows=3)
    amount_won = whole(_("금액"), high=AMOUNT_MOST)
    due_on = day(_("마감일"))


class DraftForm(BaseForm):
    """The chosen terms and the split."""

    version = version_field()
    milestones = FieldList(FormField(StepForm), label=LABELS["milestones"], max_entries=MILESTONES_MOST)
    tax_mode = choice(LABELS["tax_mode"], list(TAX_MODES.items()))
    ip = choice(LABELS["ip"], list(IP_OPTIONS.items()))
    inspection_days = whole(
        LABELS["inspection_days"], low=RANGES["inspection_days"][0], high=RANGES["inspection_days"][1]
    )
    deemed_acceptance = BooleanField(LABELS["deemed_acceptance"])
    payment_days = whole(LABELS["payment_days"], low=RANGES["payment_days"][0], high=RANGES["payment_days"][1])
    defect_months = whole(LABELS["defect_months"], low=RANGES["defect_months"][0], high=RANGES["defect_months"][1])
    penalty_cap_percent = whole(
        LABELS["penalty_cap_percent"], low=RANGES["penalty_cap_percent"][0], high=RANGES["penalty_cap_percent"][1]
    )

    @classmethod
    def of(cls, contract: Contract) -> DraftForm:
        kept: Mapping[str, Any] = {
            **contract.terms,
            "version": str(contract.edit_version),
            "tax_mode": contract.tax_mode.value,
            "milestones": [vars(step) for step in contract.steps],
        }
        form = cls(data=kept)
        form.drop_blank_rows()
        return form

    def drop_blank_rows(self) -> None:
        """Spare rows that were left open and empty are not milestones."""
        if request.method == "POST":
            entries = self.milestones.entries
            self.milestones.entries = [entry for entry in entries if any(field.data for field in entry.form)]

    @property
    def terms(self) -> Terms:
        return Terms(**{name: self[name].data for name in Terms.__dataclass_fields__})

    @property
    def steps(self) -> list[Step]:
        rows = (entry.form for entry in self.milestones.entries)
        return [Step(row.title.data, row.criteria.data, row.amount_won.data, row.due_on.data) for row in rows]

    @property
    def tax(self) -> TaxMode:
        return TaxMode(self.tax_mode.data)


class SignForm(BaseForm):
    name = text(_("이름"), limit=40, hint=_("가입한 이름과 똑같이 적어 주세요. 이 이름이 서명이 돼요."))
    is_agreed = BooleanField(_("계약서를 모두 읽었고, 이 내용에 동의합니다"))


class DeliverForm(BaseForm):
    note = paragraph(
        _("무엇을 했나요"),
        limit=NOTE_LIMIT,
        hint=_("검수 기준마다 어떻게 채웠고 어디에서 확인하면 되는지 적어 주세요."),
    )
    files = MultipleFileField(
        _("파일"), description=_("다섯 개까지, 하나에 20MB까지 올릴 수 있어요. pdf, 사진, 표, 문서, zip")
    )


class ReturnForm(BaseForm):
    reason = paragraph(
        _("무엇이 모자란가요"),
        limit=REASON_LIMIT,
        hint=_("어느 검수 기준이 어떻게 모자란지 적어 주세요. 기준에 없는 것은 과업변경으로 합의해야 해요."),
    )


class PaymentForm(BaseForm):
    paid_on = day(_("지급한 날"))
    tax_invoice = text(_("세금계산서 승인번호"), limit=INVOICE_LIMIT, need=False)
