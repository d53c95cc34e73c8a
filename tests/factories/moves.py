"""A lifecycle as a table of lines, and the check that nothing outside the table can happen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.core.actors import Actor
from app.core.errors import Forbidden, NotFound, WrongState
from app.core.workflow import Workflow, move


def table_of(workflow: Workflow, thing: Any, people: Mapping[str, Actor]) -> set[str]:
    """Each declared move as "name: from, from > to by whom", for one thing and the people around it."""
    lines = set()
    for action in workflow.actions:
        who = [name for name, actor in people.items() if action.who(actor, thing)]
        lines.add(f"{action.name}: {', '.join(sorted(action.sources))} > {action.target} by {', '.join(who)}")
    return lines


def assert_only_listed_moves(session: Session, workflow: Workflow, thing: Any, people: Mapping[str, Actor]) -> None:
    """From every state, everybody: a move of others is refused, and one's own move from a wrong state says 409."""
    for state in workflow.states:
        stand(session, thing, state)
        for name in {action.name for action in workflow.actions}:
            named = workflow.actions_named(name)
            for actor in people.values():
                own = [action for action in named if action.who(actor, thing)]
                if any(state in action.sources for action in own):
                    continue
                expected = WrongState if own else Forbidden
                with pytest.raises((expected, NotFound)):
                    move(session, workflow, name, actor, thing)
                assert thing.state is state


def stand(session: Session, thing: Any, state: Any) -> None:
    """Put a thing into a state as if its history had led there."""
    thing.state = state
    session.flush()
