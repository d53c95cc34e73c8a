"""Prints how well the skill finder agrees with the labelled sentences: all, those tuned on, those held out."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from matching.vocabulary.agreement import LabelledSentence, agreement, found_in, read_sentences  # noqa: E402

SENTENCES = ROOT / "tests/matching/vocabulary/data/labelled_sentences.jsonl"


def table(sentences: list[LabelledSentence]) -> Iterator[str]:
    parts: dict[str, list[LabelledSentence]] = {
        "all": sentences,
        "tuned": [sentence for sentence in sentences if not sentence.is_held_out],
        "held-out": [sentence for sentence in sentences if sentence.is_held_out],
    }
    for voice in dict.fromkeys(sentence.voice for sentence in sentences):
        parts[voice] = [sentence for sentence in sentences if sentence.voice == voice]
    yield f"{'part':<10} {'sentences':>9} {'right':>6} {'wrong':>6} {'missed':>6} {'precision':>9} {'recall':>7}"
    for name, chosen in parts.items():
        score = agreement(chosen)
        counts = f"{score.sentences:>9} {score.right:>6} {score.wrong:>6} {score.missed:>6}"
        yield f"{name:<10} {counts} {score.precision:>9.3f} {score.recall:>7.3f}"


def errors(sentences: Iterable[LabelledSentence]) -> Iterator[str]:
    """Only of the tuned part: who adds names must not see the mistakes in the other."""
    for sentence in sentences:
        found = found_in(sentence.text)
        if found != sentence.skills and not sentence.is_held_out:
            wrong = ", ".join(sorted(found - sentence.skills)) or "-"
            missed = ", ".join(sorted(sentence.skills - found)) or "-"
            yield f"{sentence.id} {sentence.text}\n     wrong: {wrong} | missed: {missed}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", nargs="?", type=Path, default=SENTENCES, help="labelled sentences, JSON lines")
    parser.add_argument("--errors", action="store_true", help="also list the mistakes in the tuned part")
    options = parser.parse_args()
    sentences = read_sentences(options.sentences)
    print(*table(sentences), sep="\n")
    if options.errors:
        print(*errors(sentences), sep="\n")


if __name__ == "__main__":
    main()
