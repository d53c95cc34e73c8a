"""Measures the product's own matching on judged pairs: one JSON line for each system and kind of query.

    python scripts/evaluate_matching.py DIR [--systems lexical,dense,full] [--details] [--report FILE [--sts DIR]]

DIR holds briefs.jsonl, profiles.jsonl, qrels.tsv and, where there is one, hard_negatives.tsv. "raw" asks with the
owner's own sentence alone, "brief" with title, problem and requirements. nDCG@10 has gain 2^grade − 1 and discount
log2(rank + 1); MRR looks for the first profile graded 1 or more, recall@10 for all of them. Seconds are those of
ranking all briefs with stored vectors; encoding comes before. The report also pads and renames the profiles (minutes),
and with --sts measures the models on the sentence pairs in that folder (klue_sts/*.json, korsts/sts-*.tsv).
"""

import argparse
import json
import logging
import os
import sys
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from matching.encoding import Encoder, open_encoder
from matching.evaluation.judged import read_judged
from matching.evaluation.measuring import details, encode_pairs, figures, run_systems
from matching.evaluation.report import write_report
from matching.evaluation.resistance import measure_resistance
from matching.evaluation.sentence_pairs import measure_sentence_pairs
from matching.evaluation.systems import ALL_SYSTEMS, DEFAULT_SYSTEMS
from matching.models.build import build_model
from matching.models.sentence import DEFAULT_FOLDER


def main() -> int:
    arguments = _arguments()
    pairs = read_judged(arguments.folder)
    names = arguments.systems.split(",") if arguments.systems else list(DEFAULT_SYSTEMS)
    if arguments.report:
        names = list(ALL_SYSTEMS)
    if unknown := sorted(set(names) - set(ALL_SYSTEMS)):
        _say(f"Unknown systems: {', '.join(unknown)}. Known: {', '.join(ALL_SYSTEMS)}")
        return 2
    _say("Loading the models and encoding the texts (about a minute)")
    encoder = _encoder()
    encoded = encode_pairs(pairs, encoder)
    runs = []
    baselines = {}
    if arguments.details:
        baselines = {run.query: run for run in run_systems(encoded, ["lexical"])}
    for run in run_systems(encoded, names):
        runs.append(run)
        line = figures(run, pairs)
        if arguments.details:
            line |= asdict(details(run, baselines[run.query], encoded))
        print(json.dumps(line, ensure_ascii=False), flush=True)
    if arguments.report:
        agreements = list(measure_sentence_pairs(arguments.sts, encoder)) if arguments.sts else []
        write_report(arguments.report, encoded, runs, measure_resistance(encoded, encoder), agreements)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--systems", help=f"of {','.join(ALL_SYSTEMS)}")
    parser.add_argument("--details", action="store_true", help="gain over BM25 with interval, traps, languages")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write a page about all systems")
    parser.add_argument("--sts", type=Path, metavar="DIR", help="sentence pairs for the report")
    return parser.parse_args()


def _encoder() -> Encoder:
    logging.disable(logging.WARNING)  # the libraries' remarks would stand between the JSON lines on a terminal
    model = os.environ.get("IEUM_MODEL")
    if model:
        return open_encoder(model)
    folder = Path(__file__).resolve().parent.parent / DEFAULT_FOLDER
    return open_encoder(build_model(folder, say=_say))


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
