"""The table of intakes: what an owner told, how it was read, and what a look at their sample found."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation
from app.briefs.models import Brief
from app.core import clock
from app.core.db import Base, Edited, Id, Json
from app.core.files import StoredFile
from app.intake.rules.keeping import restored
from app.intake.workflow import INTAKE, IntakeState
from app.scoping.rules.diagnosis import OTHER
from app.scoping.rules.facts import is_unclear, places_for
from app.scoping.rules.kinds import TaskReading
from app.scoping.rules.questions import Question, asked
from app.scoping.rules.samples import Inspection


class Intake(Edited, Base):
    """One trouble on its way to a brief. The reading is kept, so that the same answers always give the same diagnosis."""

    __tablename__ = "intake"

    id: Mapped[Id]
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("app_user.id"))
    state: Mapped[IntakeState] = mapped_column(default=IntakeState.OPEN)
    raw: Mapped[str]
    industry: Mapped[str]
    reading: Mapped[Json]
    chosen_type: Mapped[str | None]
    answers: Mapped[Json] = mapped_column(default=dict)
    sample: Mapped[Json | None] = mapped_column()
    sample_on: Mapped[date | None]
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_file.id"))
    rules_version: Mapped[str]
    brief_id: Mapped[int | None] = mapped_column(sa.ForeignKey("brief.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    organisation: Mapped[Organisation] = relationship()
    brief: Mapped[Brief | None] = relationship()
    file: Mapped[StoredFile | None] = relationship()

    @property
    def read_as(self) -> TaskReading:
        return TaskReading(**{**self.reading, "words": tuple(self.reading["words"])})

    @property
    def task_type(self) -> str:
        """What the questions go by: the owner's choice, or else how the sentence was read."""
        first = self.read_as.first
        return first if self.chosen_type in (None, OTHER) else str(self.chosen_type)

    @property
    def inspection(self) -> Inspection | None:
        return restored(self.sample) if self.sample else None

    @property
    def path(self) -> tuple[Question, ...]:
        """The questions asked so far and the next one."""
        return asked(self.answers, self.task_type, places_for(self.read_as))

    def place_of(self, question: Question) -> int:
        """Which of the few questions this is, from 1; where the kind of work is asked, it is the first."""
        return self.path.index(question) + 1 + is_unclear(self.read_as)

    @property
    def next_question(self) -> Question | None:
        """What is still to be asked; None when the diagnosis can be read."""
        return next((one for one in self.path if one.id not in self.answers), None)


LIFECYCLES = ((INTAKE, Intake),)
