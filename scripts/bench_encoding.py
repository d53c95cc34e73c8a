"""Measures what the worker's encoding costs beyond the models themselves, and reading again after an edit of the vocabulary.

    python scripts/bench_encoding.py DIR [--texts N] [--model FOLDER]

DIR holds judged pairs (briefs.jsonl, profiles.jsonl, qrels.tsv). Time is this process's CPU time, so that neighbours on
the machine hardly count; the ratio is what to trust. All ways take the same texts in turns.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.core.db import Database
from app.matches.service import encoding
from app.tables import metadata
from matching.documents import Kind, Role, Text
from matching.encoding import open_encoder
from matching.evaluation.judged import read_judged
from matching.hygiene import folded
from matching.models.fingerprint import encoder_half
from matching.models.sentence import DEFAULT_FOLDER
from matching.sentences import sentence_spans

OURS = "the worker: claimed, read, encoded, stored"
ROUND = encoding.AT_ONCE  # texts: what the worker claims at a time

# opens what is opened on first use: the analyser of Korean, the vocabulary
WARMING = [
    Text(Kind.PROJECT, "용접 비드 사진으로 결함을 찾았습니다. 불량이 나기 전에 미리 알렸습니다."),
    Text(Kind.PROJECT, "We found weld defects in photographs. Alarms come before the fault."),
]


def main() -> None:
    options = _options()
    texts = _sample(options.folder, options.texts)
    model = str(options.model)
    encoder = open_encoder(model)
    encoding.open_encoder = lambda _model: encoder  # type: ignore[assignment]  # opened once, before the clock starts
    letters = sum(len(text.text) for text in texts)
    print(f"{len(texts)} texts of {letters / len(texts):.0f} letters on average; load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/bench.db")
        metadata.create_all(database.engine)
        ways: dict[str, Callable[[Sequence[Text]], None]] = {
            "main model alone": lambda some: _main(encoder, some),
            "both models, texts and sentences": lambda some: _bare(encoder, some),
            OURS: lambda some: _ours(database, some, model),
            "the same after an edit of the vocabulary": lambda some: _again(database, some, model),
        }
        spent = dict.fromkeys(ways, 0.0)
        for way in ways.values():
            way(WARMING)
        for start in range(0, len(texts), ROUND):
            for name, way in ways.items():
                began = time.process_time()
                way(texts[start : start + ROUND])
                spent[name] += time.process_time() - began
        database.engine.dispose()
    for name, seconds in spent.items():
        ratio = seconds / spent[OURS]
        print(f"{name:<44} {len(texts) / seconds:7.2f} texts a CPU second; the worker's is {ratio:.2f} of it")


def _main(encoder: encoding.Encoder, texts: Sequence[Text]) -> None:
    for role in Role:
        if some := [folded(text.text) for text in texts if text.role is role]:
            encoder._main.encode(some, role)  # type: ignore[attr-defined]


def _bare(encoder: encoding.Encoder, texts: Sequence[Text]) -> None:
    """What the models have to be asked in any case, and nothing else."""
    _main(encoder, texts)
    spans = [(text.text, sentence_spans(text.text)) for text in texts]
    sentences = [folded(text[start:end]) for text, found in spans if len(found) > 1 for start, end in found]
    for some in ([folded(text.text) for text in texts], sentences):
        if some:
            encoder._phrases.encode(some)  # type: ignore[attr-defined]


def _ours(database: Database, texts: Sequence[Text], model: str) -> None:
    for _some in encoding.encode_texts(database, texts, model):
        pass


def _again(database: Database, texts: Sequence[Text], model: str) -> None:
    """What was just encoded, under a name whose vocabulary is another."""
    name = encoding.model_hash(model)
    named, encoding.model_hash = encoding.model_hash, lambda _model: f"{encoder_half(name)}edited"  # type: ignore[assignment]
    _ours(database, texts, model)
    encoding.model_hash = named


def _sample(folder: Path, count: int) -> list[Text]:
    """Spread evenly over the lengths."""
    judged = read_judged(folder)
    texts = {text.digest: text for one in (*judged.briefs, *judged.profiles) for text in one.texts}
    by_length = sorted(texts.values(), key=lambda text: (len(text.text), text.digest))
    count = min(count, len(by_length))
    return [by_length[place * len(by_length) // count] for place in range(count)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--model", type=Path, default=DEFAULT_FOLDER)
    return parser.parse_args()


if __name__ == "__main__":
    main()
