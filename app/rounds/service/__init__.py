"""What changes in rounds: they are drafted, people pin and ban, the worker solves, a second person confirms, firms answer."""

from app.rounds.service.choosing import choose_pair, undo_choice
from app.rounds.service.drafting import change_round, draft_round, follow_up
from app.rounds.service.recommending import invite_recommended, lapse_if_due, pass_recommended
from app.rounds.service.solving import abandon_round, ask_for_solution, halt_solution, solve_round
from app.rounds.service.telling import confirm_round, send_round

__all__ = [
    "abandon_round",
    "ask_for_solution",
    "change_round",
    "choose_pair",
    "confirm_round",
    "draft_round",
    "follow_up",
    "halt_solution",
    "invite_recommended",
    "lapse_if_due",
    "pass_recommended",
    "send_round",
    "solve_round",
    "undo_choice",
]
