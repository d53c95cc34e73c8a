"""Finds what a text says its author has not done, so that naming a thing to deny it is no evidence of it."""

import re

from matching.sentences import sentence_spans

DENIAL = re.compile(
    r"(?:적|경험|것|기능)[은이도]? ?없"  # 해 본 적은 없지만, 현장 경험이 없고
    r"|(?:보|하|쓰|다루|만들|배우|재)지[는도]? ?(?:않았|못했|못해)"  # 다루지 않았습니다, 해 보지는 못했어요
    r"|아직[^.!?]*(?:없|않|못)"
    r"|처음이|부분적으로만|잘 ?(?:모르겠|모릅니다|몰라)"
    r"|\b(?:no|without|lacks?) (?:\w+ )?experience|\bnot yet\b|\b(?:have|has|did|do)(?: not|n['’]t)\b|\bnever\b",
    re.IGNORECASE,
)
# where one sentence turns from what is denied to what is said, or back
TURN = re.compile(
    r"(?<=지만)[,\s]+|(?<=으며)[,\s]+|(?<=[었았했]고)[,\s]+|(?<=없고)[,\s]+|;\s+|,?\s+(?:but|although|though)\s+"
)


def denies(sentence: str) -> bool:
    return DENIAL.search(sentence) is not None


def affirmed(text: str) -> str:
    """The text without the clauses that deny; empty where nothing else is said."""
    if not denies(text):
        return text
    return " ".join(kept for start, end in sentence_spans(text) if (kept := _affirmed_clauses(text[start:end])))


def _affirmed_clauses(sentence: str) -> str:
    if not denies(sentence):
        return sentence
    return " ".join(clause for clause in TURN.split(sentence) if not denies(clause))
