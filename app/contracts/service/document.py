"""The text both sides sign: built from the agreed facts and the clauses, frozen as HTML with its SHA-256."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from app.contracts.models import Contract
from app.contracts.rules.clauses import CLAUSES, Clause, chosen_sentences
from app.core import clock
from app.core.money import format_won, won_in_words

NOTHING_SAID = "따로 정하지 않았습니다."


def document_of(contract: Contract) -> str:
    """The whole contract as HTML: facts, milestones, clauses. The same facts always give the same text."""
    gaps = gaps_of(contract)
    parts = [
        Markup("<h1>도급계약서</h1>\n"),
        _facts(contract, gaps),
        _milestones(contract),
        _clauses(gaps),
    ]
    return str(Markup("").join(parts))


def gaps_of(contract: Contract) -> dict[str, str]:
    """Every fact a clause may name, in the words of the paper."""
    brief, talent = contract.brief, contract.profile
    return {
        "client": contract.organisation.name,
        "business_number": contract.organisation.business_number,
        "talent": talent.user.name_ko,
        "profile_number": talent.number,
        "title": contract.title,
        "brief_number": brief.number,
        "problem": brief.problem,
        "measure": _measure(contract),
        "out_of_scope": brief.out_of_scope or NOTHING_SAID,
        "deliverables": brief.deliverables or "마일스톤 표의 검수 기준에 적은 것",
        "starts_on": paper_day(contract.starts_on),
        "ends_on": paper_day(contract.ends_on),
        "hours": str(contract.hours_per_week),
        "amount": paper_amount(contract.amount_won),
        **chosen_sentences(contract.chosen, contract.tax_mode),
    }


def paper_amount(won: int) -> str:
    return f"{won_in_words(won)}(₩{format_won(won)})"


def paper_day(day: date) -> str:
    return f"{day.year}년 {day.month}월 {day.day}일"


def _measure(contract: Contract) -> str:
    brief = contract.brief
    if brief.kpi_baseline is None or brief.kpi_target is None:
        return brief.kpi_name or NOTHING_SAID
    before, after = (f"{value.normalize():f}{brief.kpi_unit}" for value in (brief.kpi_baseline, brief.kpi_target))
    return f"{brief.kpi_name}(지금 {before}, 목표 {after})"


def _facts(contract: Contract, gaps: dict[str, str]) -> Markup:
    rows = (
        ("계약 번호", f"{contract.number} (제{contract.version}판)"),
        ("계약 이름", gaps["title"]),
        ("도급인", f"{gaps['client']} (사업자등록번호 {gaps['business_number']})"),
        ("수급인", f"{gaps['talent']} (이음 등록번호 {gaps['profile_number']})"),
        ("계약 기간", f"{gaps['starts_on']}부터 {gaps['ends_on']}까지"),
        ("계약 금액", f"{gaps['amount']}, 부가가치세 별도의 공급가액"),
        ("문서를 만든 날", paper_day(clock.today())),
    )
    lines = Markup("").join(Markup('<tr><th scope="row">%s</th><td>%s</td></tr>\n') % row for row in rows)
    return Markup('<table class="paper-facts">\n<tbody>\n%s</tbody>\n</table>\n') % lines


def _milestones(contract: Contract) -> Markup:
    """Three columns, so that a phone can show them; the criteria stand under the name."""
    line = Markup('<tr><td><strong>%s</strong><br>%s</td><td>%s</td><td class="num">%s원</td></tr>\n')
    lines = Markup("").join(
        line % (step.title, step.criteria, paper_day(step.due_on), format_won(step.amount_won))
        for step in contract.steps
    )
    names = ("마일스톤과 검수 기준", "마감일", "금액")
    head = Markup("").join(Markup('<th scope="col">%s</th>') % name for name in names)
    total = Markup('<tr><th scope="row" colspan="2">합계</th><td class="num">%s원</td></tr>\n') % (
        format_won(contract.amount_won)
    )
    table = Markup(
        '<table class="paper-facts">\n<thead><tr>%s</tr></thead>\n<tbody>\n%s</tbody>\n<tfoot>%s</tfoot>\n</table>\n'
    )
    return table % (head, lines, total)


def _clauses(gaps: dict[str, str]) -> Markup:
    items = Markup("").join(_clause(number, clause, gaps) for number, clause in enumerate(CLAUSES, 1))
    return Markup('<ol class="clauses">\n%s</ol>\n') % items


def _clause(number: int, clause: Clause, gaps: dict[str, str]) -> Markup:
    lines = Markup("").join(Markup("<p>%s</p>") % line.format_map(gaps) for line in clause.lines)
    return Markup('<li id="clause-%s"><h2>제%s조 (%s)</h2>%s</li>\n') % (clause.key, number, clause.title, lines)
