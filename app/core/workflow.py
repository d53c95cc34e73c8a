"""Lifecycles, declared once as data: checks, buttons, history, notifications, docs and tests read the same lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from sqlalchemy.orm import Session

from app.core import clock, history, jobs
from app.core.actors import Actor
from app.core.db import lock
from app.core.errors import Forbidden, Invalid, NotFound, Refusal, WrongState
from app.core.language import Text, _, said

REASON_LIMIT = 1000
TELL_JOB = "notices.tell"


class Thing(Protocol):
    """Anything with a lifecycle: a numbered row with a state."""

    id: Any
    state: Any


Rule: TypeAlias = Callable[[Actor, Any], bool]
Guard: TypeAlias = Callable[[Any], Text | None]


def _anyone(_actor: Actor, _thing: Any) -> bool:
    return True


@dataclass(frozen=True)
class State:
    """How a state reads and feels: tone is one of quiet, active, attention, good, bad."""

    label: Text
    tone: str = "quiet"


@dataclass(frozen=True)
class Action:
    """One allowed move.

    `who` answers authority; `guard` may return a sentence that refuses for now; `asks` names the facts a
    person must give (a reason); `tells` names the parties told, in the words of `told` (gaps: %(title)s and the facts).
    """

    name: str
    label: Text
    sources: tuple[StrEnum, ...]
    target: StrEnum
    who: Rule
    guard: Guard | None = None
    asks: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    told: Text = ""
    danger: bool = False
    main: bool = False


@dataclass(frozen=True)
class Workflow:
    """A lifecycle: its states, its moves, who may see the thing, who its parties are, what it is called and where it is."""

    name: str
    label: Text
    states: Mapping[StrEnum, State]
    actions: tuple[Action, ...]
    sees: Rule = _anyone
    title: Callable[[Any], str] = field(default=lambda thing: f"#{thing.id}")
    parties: Callable[[Any], Mapping[str, Sequence[int]]] = field(default=lambda thing: {})
    path: Callable[[Any], str] = field(default=lambda thing: "/")

    def actions_named(self, name: str) -> tuple[Action, ...]:
        return tuple(action for action in self.actions if action.name == name)

    def label_of(self, state: StrEnum | str) -> Text:
        return self._state(state).label

    def tone_of(self, state: StrEnum | str) -> str:
        return self._state(state).tone

    def _state(self, state: StrEnum | str) -> State:
        return next(value for key, value in self.states.items() if str(key) == str(state))

    @property
    def finals(self) -> frozenset[StrEnum]:
        """States that nothing leaves."""
        left = {source for action in self.actions for source in action.sources}
        return frozenset(state for state in self.states if state not in left)

    def open_to(self, actor: Actor, thing: Thing) -> list[Action]:
        """What this person may do with this thing now, in declared order: the buttons."""
        if not self.sees(actor, thing):
            return []
        return [action for action in self.actions if thing.state in action.sources and action.who(actor, thing)]


def begin(session: Session, workflow: Workflow, actor: Actor, thing: Any, **facts: Any) -> Any:
    """Add a new thing in its first state, with the first row of its history."""
    session.add(thing)
    session.flush()
    history.record(
        session, actor, workflow.name, thing.id, move="begin", from_state=None, to_state=str(thing.state), facts=facts
    )
    return thing


def permitted(workflow: Workflow, name: str, actor: Actor, thing: Thing) -> tuple[Action, ...]:
    """The moves of this name that this person has authority for.

    Raises NotFound when the thing is not theirs to see, Forbidden when the move is not theirs to make.
    """
    if not workflow.sees(actor, thing):
        raise NotFound()
    named = workflow.actions_named(name)
    allowed = tuple(action for action in named if action.who(actor, thing))
    if not allowed:
        raise Forbidden()
    return allowed


def move(session: Session, workflow: Workflow, name: str, actor: Actor, thing: Any, **facts: Any) -> history.History:
    """Make one move: authority, then state (under a row lock), then guard and asked facts; state, history and telling together.

    Raises NotFound, Forbidden, WrongState (409, with what is possible now), Refusal of the guard (422) or Invalid.
    """
    allowed = permitted(workflow, name, actor, thing)
    lock(session, thing)
    action = next((action for action in allowed if thing.state in action.sources), None)
    if action is None:
        raise _wrong_state(session, workflow, actor, thing)
    refused = action.guard(thing) if action.guard else None
    if refused:
        raise Invalid(refused)
    _check_asked(action, facts)
    before = str(thing.state)
    thing.state = action.target
    row = history.record(
        session,
        actor,
        workflow.name,
        thing.id,
        move=action.name,
        from_state=before,
        to_state=str(action.target),
        facts=facts,
    )
    if action.tells:
        jobs.enqueue(session, TELL_JOB, {"history_id": row.id}, dedupe_key=f"{TELL_JOB}:{row.id}")
    return row


def _check_asked(action: Action, facts: Mapping[str, Any]) -> None:
    for name in action.asks:
        value = str(facts.get(name) or "").strip()
        if not value:
            sentence = _("이유를 적어 주세요. 상대가 그대로 보게 돼요.")
            raise Invalid(sentence, {name: sentence})
        if len(value) > REASON_LIMIT:
            sentence = said(_("%(limit)s자 안으로 줄여 주세요."), limit=REASON_LIMIT)
            raise Invalid(sentence, {name: sentence})


def _wrong_state(session: Session, workflow: Workflow, actor: Actor, thing: Any) -> Refusal:
    last = history.last_move(session, workflow.name, thing.id)
    moment = last.at if last else clock.now()
    sentence = said(
        _("‘%(title)s’은(는) 지금 %(state)s 상태예요. %(who)s 쪽에서 %(when)s에 바꿨어요."),
        title=workflow.title(thing),
        state=workflow.label_of(thing.state),
        who=ACTOR_NAMES.get(last.actor_kind if last else "clock", ""),
        when=moment.astimezone(clock.KST).strftime("%Y-%m-%d %H:%M"),
    )
    return WrongState(sentence, allowed=[action.label for action in workflow.open_to(actor, thing)])


ACTOR_NAMES: Mapping[str, Text] = {
    "client": _("수요기업"),
    "talent": _("인재"),
    "office": _("사무국"),
    "clock": _("시스템(기한)"),
    "visitor": _("방문자"),
}
