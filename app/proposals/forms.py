"""Forms of proposals; those with a field for each requirement or each rival are made for the thing at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.core.language import _
from app.core.workflow import REASON_LIMIT
from app.proposals.models import Proposal
from app.proposals.rules import AMOUNT_MOST, APPROACH_LIMIT, EVIDENCE_LIMIT, GAPS, LABELS, NOTE_LIMIT, Answer, Proof
from app.web.forms import BaseForm, choice, day, paragraph, version_field, whole

GAP_CHOICES = [("", _("골라 주세요")), *GAPS.items()]
TERMS = ("approach", "amount_won", "starts_on", "ends_on")


class ProposalForm(BaseForm):
    """The part of a proposal that every brief asks for; `proposal_form` adds a proof for each requirement."""

    version = version_field()
    approach = paragraph(
        LABELS["approach"],
        limit=APPROACH_LIMIT,
        need=False,
        rows=7,
        hint=_("기업이 알아들을 말로 적어 주세요. 먼저 무엇을 보고, 무엇을 만들고, 어떻게 확인하는지요."),
    )
    amount_won = whole(
        LABELS["amount_won"], low=1, high=AMOUNT_MOST, need=False, hint=_("모두 합한 금액이에요. 부가세는 빼고 적어요.")
    )
    starts_on = day(LABELS["starts_on"], need=False)
    ends_on = day(LABELS["ends_on"], need=False)

    @property
    def terms(self) -> dict[str, Any]:
        return {name: self[name].data for name in TERMS} | {"approach": self.approach.data or ""}

    def proofs(self, proposal: Proposal) -> dict[int, Proof]:
        """What was written, by requirement."""
        return {
            requirement.id: Proof(
                self[f"evidence_{requirement.id}"].data or "", _number(self[f"project_{requirement.id}"].data)
            )
            for requirement in proposal.brief.requirements
        }


def proposal_form(proposal: Proposal) -> ProposalForm:
    """The form of this proposal, filled with what is kept."""
    projects = [(str(project.id), project.title) for project in proposal.profile.projects]
    fields: dict[str, Any] = {}
    kept: dict[str, Any] = {"version": str(proposal.edit_version)}
    for requirement in proposal.brief.requirements:
        fields[f"evidence_{requirement.id}"] = paragraph(requirement.text, limit=EVIDENCE_LIMIT, need=False, rows=3)
        fields[f"project_{requirement.id}"] = choice(_("보여 줄 프로젝트"), projects, need=False)
        row = proposal.evidence_for(requirement)
        kept[f"evidence_{requirement.id}"] = row.text if row else ""
        kept[f"project_{requirement.id}"] = str(row.project_id or "") if row else ""
    form: ProposalForm = type("ProposalForm", (ProposalForm,), fields)(obj=proposal, data=kept)
    for name in (*TERMS, *(f"evidence_{requirement.id}" for requirement in proposal.brief.essentials)):
        form[name].flags.required = True  # needed to submit, though a draft may be saved without
    return form


class OfferForm(BaseForm):
    amount_won = whole(LABELS["amount_won"], low=1, high=AMOUNT_MOST, hint=_("부가세는 빼고 적어요."))
    starts_on = day(LABELS["starts_on"])
    ends_on = day(LABELS["ends_on"])
    note = paragraph(_("덧붙일 말"), limit=NOTE_LIMIT, need=False, rows=3)


class TurnDownForm(BaseForm):
    reason = paragraph(
        _("이유"),
        limit=REASON_LIMIT,
        rows=3,
        hint=_("제안한 사람이 그대로 읽어요. 다음 제안에 도움이 될 말을 적어 주세요."),
    )
    gap = choice(_("무엇이 모자랐나요"), GAP_CHOICES)


class AnswersForm(BaseForm):
    """A reason and what was lacking for each of several proposals; `answers_form` adds the fields."""

    def given(self, others: Sequence[Proposal]) -> dict[int, Answer]:
        return {o.id: Answer(self[f"reason_{o.id}"].data or "", self[f"gap_{o.id}"].data or "") for o in others}


class EndForm(AnswersForm):
    reason = paragraph(
        _("맞는 사람이 없다고 본 이유"),
        limit=REASON_LIMIT,
        rows=3,
        hint=_("과제의 기록에 남아요. 다음에 과제를 다듬을 때 도움이 돼요."),
    )


def answers_form(others: Sequence[Proposal], base: type[AnswersForm] = AnswersForm) -> Any:
    fields: dict[str, Any] = {}
    for other in others:
        fields[f"reason_{other.id}"] = paragraph(_("이유"), limit=REASON_LIMIT, rows=3)
        fields[f"gap_{other.id}"] = choice(_("무엇이 모자랐나요"), GAP_CHOICES)
    return type("AnswersForm", (base,), fields)()


def _number(text: str | None) -> int | None:
    return int(text) if text else None
