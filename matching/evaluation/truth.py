"""Whether what is said of a score is so: the main reason taken away, the quotes looked up, the parts added."""

from collections.abc import Iterator
from dataclasses import dataclass

from matching.documents import Document
from matching.encoded import EncodedDocument
from matching.evaluation.measuring import Encoded
from matching.explanation import Explanation, explain
from matching.lexical import WordStatistics
from matching.scoring import client_sides
from matching.weights import DEFAULT_WEIGHTS

FIRST = 10  # of each brief's list: those whom people read about


@dataclass(frozen=True)
class Truth:
    """Counts over the first of every brief's list."""

    pairs: int
    reasoned: int  # that name a main reason
    fell: int  # whose score is lower once it is taken out of the profile
    quotes: int
    found: int  # that stand in the profile, letter by letter
    most_off: float  # the furthest that the parts of a score add up to from it


def check_truth(encoded: Encoded) -> Truth:
    words = WordStatistics.of(encoded.profiles)
    told = [one for brief in encoded.queries["brief"] for one in _explained(brief, encoded, words)]
    quoted = [(fit.quote, profile) for _, profile, said in told for fit in said.requirements if fit.quote]
    reasoned = [one for one in told if one[2].reasons]
    return Truth(
        pairs=len(told),
        reasoned=len(reasoned),
        fell=sum(_score_without_main(brief, profile, said, words) < said.score for brief, profile, said in reasoned),
        quotes=len(quoted),
        found=sum(quote.text == _text(profile, quote.ref)[quote.start : quote.end] for quote, profile in quoted),
        most_off=max(abs(sum(part.points for part in said.client.parts) - said.score) for _, _, said in told),
    )


def _explained(
    brief: EncodedDocument, encoded: Encoded, words: WordStatistics
) -> Iterator[tuple[EncodedDocument, EncodedDocument, Explanation]]:
    sides = client_sides(brief, encoded.profiles, words, DEFAULT_WEIGHTS)
    ranked = sorted(zip(sides, encoded.profiles, strict=True), key=lambda pair: (-pair[0].score, pair[1].id))
    for _side, profile in ranked[:FIRST]:
        yield brief, profile, explain(brief, profile, words=words)


def _score_without_main(
    brief: EncodedDocument, profile: EncodedDocument, said: Explanation, words: WordStatistics
) -> float:
    kept = [place for place, text in enumerate(profile.texts) if text.ref != said.reasons[0].ref]
    less = EncodedDocument(
        Document(profile.id, tuple(profile.texts[place] for place in kept)),
        tuple(profile.encoded[place] for place in kept),
    )
    return client_sides(brief, [less], words, DEFAULT_WEIGHTS)[0].score if kept else 0.0


def _text(profile: EncodedDocument, ref: str) -> str:
    return next(text.text for text in profile.texts if text.ref == ref)
