"""Prints as JSON lines how well kinds of work are read from owners' sentences: accuracy, then the confusion table."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from matching.reading.agreement import Outcome, confusion, outcomes, read_judged, share  # noqa: E402
from matching.reading.reader import reading_version  # noqa: E402
from matching.reading.tasks import find_task_type  # noqa: E402


def lines(found: list[Outcome]) -> Iterator[dict[str, Any]]:
    yield {"part": "all", **accuracy(found), "reading_version": reading_version()}
    for part in dict.fromkeys(one.sentence.part for one in found):
        if part:
            yield {"part": part, **accuracy([one for one in found if one.sentence.part == part])}
    for meant, read in confusion(found).items():
        yield {"meant": name(meant), "read_as": {name(kind): count for kind, count in read.items()}}


def accuracy(found: list[Outcome]) -> dict[str, Any]:
    return {
        "sentences": len(found),
        "accuracy": share([one.is_right for one in found]),
        "in_first_two": share([one.is_in_first_two for one in found]),
        "mean_confidence": round(sum(one.reading.confidence for one in found) / max(len(found), 1), 4),
    }


def errors(found: list[Outcome]) -> Iterator[dict[str, Any]]:
    """What was held out stays unseen, so that nobody fits it."""
    for one in found:
        if not one.is_right and one.sentence.part != "held-out":
            reading = one.reading
            yield {
                "raw": one.sentence.text,
                "meant": name(one.sentence.task_type),
                "read_as": [name(reading.first), name(reading.second)],
                "confidence": reading.confidence,
                "words": reading.words,
            }


def name(kind: str) -> str:
    found = find_task_type(kind)
    return found.ko if found else kind


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="tab-separated: raw, task_type, accepted_second")
    parser.add_argument(
        "--errors", action="store_true", help="also the sentences read otherwise, except those held out"
    )
    options = parser.parse_args()
    found = outcomes(read_judged(options.file))
    for line in (*lines(found), *(errors(found) if options.errors else ())):
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
