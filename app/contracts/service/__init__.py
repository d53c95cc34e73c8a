"""What people do with contracts: draw up, sign, deliver, inspect, pay; and what the clock does."""

from app.contracts.service.delivering import accept_work, deliver, return_work, start_milestone
from app.contracts.service.drafting import answer_questions, create_contract, offer, revise, save_draft
from app.contracts.service.paying import confirm_payment, record_payment, withdraw_payment
from app.contracts.service.signing import sign, start_if_due
from app.contracts.service.timing import keep_contract, keep_milestone
from app.contracts.service.voiding import undo_selection, void

__all__ = [
    "accept_work",
    "answer_questions",
    "confirm_payment",
    "create_contract",
    "deliver",
    "keep_contract",
    "keep_milestone",
    "offer",
    "record_payment",
    "return_work",
    "revise",
    "save_draft",
    "sign",
    "start_if_due",
    "start_milestone",
    "undo_selection",
    "void",
    "withdraw_payment",
]
