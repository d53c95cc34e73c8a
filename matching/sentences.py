"""Cuts a text into sentences by place, so that a quote is always found in the text it came from."""

import re

# a full stop, question or exclamation mark followed by space ends a sentence; so does a line
END = re.compile(r"(?<=[.!?。])\s+|\s*\n\s*")
MAX_SENTENCES = 40


def sentence_spans(text: str) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for gap in END.finditer(text):
        if gap.start() > start:
            spans.append((start, gap.start()))
        start = gap.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans[:MAX_SENTENCES]
