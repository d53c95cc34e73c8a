"""Finds the sentence of a profile that best proves a requirement."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from matching.arrays import Floats
from matching.denials import denies
from matching.documents import Kind
from matching.encoded import EncodedDocument, EncodedText

# what adds to a sentence's similarity, which differs between good and bad sentences by about 0.3
TOLD_BONUS = 0.15  # work that is told proves more than a skill that is named, or the title of the work
WORD_BONUS = 0.3  # all the requirement's words stand in it
TEXT_BONUS = 0.05  # for each spread by which its whole text speaks of the requirement


@dataclass(frozen=True)
class Quote:
    """A sentence exactly as it stands in the text `ref`, from `start` to `end`."""

    text: str
    ref: str
    kind: Kind
    start: int
    end: int


def quote_for(requirement: EncodedText, profile: EncodedDocument, spreads: Floats) -> Quote | None:
    """`spreads`: how much each text of the profile speaks of the requirement."""
    words = set(requirement.tokens)
    rated = [
        (_worth(words, sentence, similar) + TEXT_BONUS * float(spreads[place]), -place, -sentence.start, sentence)
        for place, sentence, similar in _sentences(requirement, profile)
    ]
    rated.sort(key=lambda row: row[:3], reverse=True)
    return next((sentence for *_, sentence in rated if not denies(sentence.text)), None)


def _sentences(requirement: EncodedText, profile: EncodedDocument) -> Iterator[tuple[int, Quote, float]]:
    for place, (text, encoded) in enumerate(zip(profile.texts, profile.encoded, strict=True)):
        vectors = encoded.sentences if len(encoded.spans) > 1 else encoded.vectors[-1][None, :]
        for (start, end), similar in zip(encoded.spans, vectors @ requirement.vectors[-1], strict=True):
            yield place, Quote(text.text[start:end], text.ref, text.kind, start, end), float(similar)


def _worth(words: Set[str], sentence: Quote, similar: float) -> float:
    said = sentence.text.lower()
    shared = sum(word in said for word in words) / max(1, len(words))
    return similar + WORD_BONUS * shared + (TOLD_BONUS if _tells(sentence) else 0.0)


def _tells(sentence: Quote) -> bool:
    """A project begins with its title."""
    return sentence.kind is Kind.SUMMARY or (sentence.kind is Kind.PROJECT and sentence.start > 0)
