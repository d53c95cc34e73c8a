"""Importing briefs: drafts in a firm's name, or (in a demo) briefs that have gone through review to publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from sqlalchemy.orm import Session

from app.accounts.models import Organisation
from app.accounts.queries import find_organisation_by_number
from app.accounts.rules import normal_business_number
from app.briefs import service as briefs
from app.briefs.models import Brief
from app.briefs.workflow import BRIEF, WRITABLE, BriefState
from app.core import clock
from app.core.actors import Actor
from app.core.db import Database
from app.core.language import _, said
from app.importing import queries
from app.importing.rules.briefs import STAND_IN_NOTE, read_brief, stand_ins
from app.importing.rules.fields import Fields
from app.importing.rules.lines import Record, read_records
from app.importing.rules.report import Became, Report, Row
from app.importing.service.demo import demo_firm
from app.importing.service.saving import OPERATOR, digest_of, note_import, refusing, saving


@dataclass(frozen=True)
class Read:
    """A line that could be read: its row, its record and the answers in it."""

    row: Row
    record: Record
    answers: dict[str, Any]


def import_briefs(
    database: Database,
    file: BinaryIO,
    *,
    actor: Actor = OPERATOR,
    business_number: str | None = None,
    dry_run: bool = False,
    demo: bool = False,
) -> Report:
    """Check every line, then save all or nothing. `demo` publishes; without a firm it makes an invented one."""
    report = Report(is_dry_run=dry_run)
    lines = [_read(row, record, report) for row, record in read_records(file, report)]
    if report.is_clean:
        with saving(database, report) as session:
            firm = _firm(session, actor, report, business_number, demo=demo)
            if firm is not None:
                _Import(session, actor, firm, demo).save(lines)
    return report


def _read(row: Row, record: Record, report: Report) -> Read:
    fields = Fields(record, row, asked={"id"})
    answers = read_brief(fields, today=clock.today())
    report.unused += Counter(fields.unused)
    return Read(row, record, answers)


def _firm(
    session: Session, actor: Actor, report: Report, business_number: str | None, *, demo: bool
) -> Organisation | None:
    if business_number is None:
        if demo:
            return demo_firm(session, actor)
        report.problems.append(_("어느 기업의 과제인지 --organisation 뒤에 사업자등록번호를 적어 주세요."))
        return None
    number = normal_business_number(business_number)
    firm = find_organisation_by_number(session, number) if number else None
    if firm is None or queries.find_owner(session, firm) is None:
        sentence = _("사업자등록번호 %(number)s로 가입한 기업이 없어요. 번호를 다시 보거나 먼저 가입해 주세요.")
        report.problems.append(said(sentence, number=business_number))
        return None
    return firm


class _Import:
    """The rows of one file on their way into one firm's briefs."""

    def __init__(self, session: Session, actor: Actor, firm: Organisation, demo: bool) -> None:
        self.session, self.actor, self.firm, self.demo = session, actor, firm, demo
        owner = queries.find_owner(session, firm)
        assert owner is not None  # noqa: S101  (the firm was chosen for having one)
        self.owner = owner.user.as_actor()

    def save(self, lines: list[Read]) -> None:
        known: Mapping[str, Brief] = queries.find_imported(self.session, Brief, [line.row.key for line in lines])
        digests = queries.digests_of(self.session, BRIEF.name, [brief.id for brief in known.values()])
        for line in lines:
            with refusing(line.row):
                brief = known.get(line.row.key)
                if brief is None:
                    brief = self._add(line)
                elif digests.get(brief.id) != digest_of(line.record):
                    self._change(line, brief)
                else:
                    line.row.became = Became.SAME
                if self.demo and not line.row.problems and brief.state is BriefState.DRAFT:
                    self._publish(line.row, brief)

    def _add(self, line: Read) -> Brief:
        brief = briefs.draft_for(self.session, self.actor, self.firm, author_id=self.owner.user_id or 0, **line.answers)
        brief.imported_key = line.row.key
        note_import(self.session, self.actor, BRIEF.name, brief, line.row, line.record)
        line.row.became = Became.NEW
        return brief

    def _change(self, line: Read, brief: Brief) -> None:
        """A draft follows its file; what people have acted on since is changed on its page, not by a file."""
        if brief.organisation_id != self.firm.id:
            line.row.refuse("id", _("다른 기업의 과제로 이미 들어온 id예요. id를 바꾸거나 기업을 다시 봐 주세요."))
        elif brief.state not in WRITABLE:
            sentence = _(
                "내용이 지난번과 다른데, %(number)s 과제는 이미 ‘%(state)s’ 상태라 파일로 고칠 수 없어요. 과제 화면에서 고치고 이 줄은 빼 주세요."
            )
            line.row.refuse("id", said(sentence, number=brief.number, state=BRIEF.label_of(brief.state)))
        else:
            briefs.save_step(self.session, self.owner, brief, version=brief.edit_version, **line.answers)
            note_import(self.session, self.actor, BRIEF.name, brief, line.row, line.record)
            line.row.became = Became.CHANGED

    def _publish(self, row: Row, brief: Brief) -> None:
        """The way a brief goes in earnest: its firm asks for review, the office publishes."""
        filled = stand_ins(brief.missing_fields, brief.language)
        if filled:
            briefs.save_step(self.session, self.owner, brief, version=brief.edit_version, **filled)
            row.note(", ".join(filled), STAND_IN_NOTE)
        if brief.missing_fields:
            sentence = _("시연용으로 게시하려면 이 칸도 있어야 해요: %(names)s")
            row.refuse("-", said(sentence, names=", ".join(brief.missing_fields)))
            return
        briefs.submit_brief(self.session, self.owner, brief)
        briefs.publish_brief(self.session, self.actor, brief)
