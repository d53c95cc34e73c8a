"""Plain rules of scoping: data in, data out. What the pages need is named here."""

from app.scoping.rules.budget import Comparable, Estimate
from app.scoping.rules.cases import CaseSummary, PastCase, stop_reasons
from app.scoping.rules.diagnosis import Diagnosis, diagnose, rules_version
from app.scoping.rules.keeping import as_data, from_data
from app.scoping.rules.plan import Kpi, Milestone, Plan
from app.scoping.rules.questions import Option, Question, asked, next_question, problem_with
from app.scoping.rules.readiness import Readiness
from app.scoping.rules.samples import Inspection, Refused, inspect_sample
from app.scoping.rules.verdict import Reason, Verdict
from app.scoping.rules.wording import WordingWarning, wording_warnings
from app.scoping.rules.words import Words
from matching.reading import similar_texts

__all__ = [
    "CaseSummary",
    "Comparable",
    "Diagnosis",
    "Estimate",
    "Inspection",
    "Kpi",
    "Milestone",
    "Option",
    "PastCase",
    "Plan",
    "Question",
    "Readiness",
    "Reason",
    "Refused",
    "Verdict",
    "WordingWarning",
    "Words",
    "as_data",
    "asked",
    "diagnose",
    "from_data",
    "inspect_sample",
    "next_question",
    "problem_with",
    "rules_version",
    "similar_texts",
    "stop_reasons",
    "wording_warnings",
]
