"""Measures the product's own matching on judged pairs: one JSON line for each system and kind of query.

    python scripts/evaluate_matching.py DIR [--systems lexical,dense,full] [--details]
    python scripts/evaluate_matching.py DIR --report FILE [--parallel DIR ...] [--sts DIR]

DIR holds briefs.jsonl, profiles.jsonl, qrels.tsv and, where there is one, hard_negatives.tsv; or the first two once for
each language in ko/ and en/, and then each language's briefs meet each language's profiles. "raw" asks with the
owner's own sentence alone, "brief" with title, problem and requirements. nDCG@10 has gain 2^grade − 1 and discount
log2(rank + 1); MRR looks for the first profile graded 1 or more, recall@10 for all of them. Seconds are those of
ranking all briefs with stored vectors; encoding comes before. The report also pads and renames the profiles (minutes),
with --parallel it measures sets that exist in both languages, and with --sts the models on the sentence pairs in that
folder (klue_sts/*.json, korsts/sts-*.tsv).
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from matching.encoding import Encoder, open_encoder
from matching.evaluation.judged import read_judged
from matching.evaluation.languages import encode_parallel, is_parallel, run_languages
from matching.evaluation.measuring import Encoded, Run, details, encode_pairs, figures, run_systems
from matching.evaluation.report import write_report
from matching.evaluation.resistance import measure_resistance
from matching.evaluation.sentence_pairs import measure_sentence_pairs
from matching.evaluation.systems import ALL_SYSTEMS, DEFAULT_SYSTEMS
from matching.language import Language
from matching.models.build import build_model
from matching.models.sentence import DEFAULT_FOLDER


def main() -> int:
    arguments = _arguments()
    names = arguments.systems.split(",") if arguments.systems else list(DEFAULT_SYSTEMS)
    if arguments.report:
        names = list(ALL_SYSTEMS)
    if unknown := sorted(set(names) - set(ALL_SYSTEMS)):
        _say(f"Unknown systems: {', '.join(unknown)}. Known: {', '.join(ALL_SYSTEMS)}")
        return 2
    _say("Loading the models and encoding the texts (about a minute)")
    encoder = _encoder()
    if is_parallel(arguments.folder):
        _tell_languages(encode_parallel(arguments.folder, encoder), names, arguments.details)
        return 0
    encoded = encode_pairs(read_judged(arguments.folder), encoder)
    runs = _tell(encoded, names, arguments.details)
    if arguments.report:
        parallel = [(folder.name, encode_parallel(folder, encoder)) for folder in arguments.parallel]
        agreements = list(measure_sentence_pairs(arguments.sts, encoder)) if arguments.sts else []
        write_report(arguments.report, encoded, runs, parallel, measure_resistance(encoded, encoder), agreements)
    return 0


def _tell(encoded: Encoded, names: Sequence[str], with_details: bool) -> list[Run]:
    """A line for each run, as it is measured."""
    baselines = {run.query: run for run in run_systems(encoded, ["lexical"])} if with_details else {}
    runs = []
    for run in run_systems(encoded, names):
        runs.append(run)
        _tell_run(run, encoded, baselines.get(run.query))
    return runs


def _tell_languages(parallel: Mapping[Language, Encoded], names: Sequence[str], with_details: bool) -> None:
    baselines: dict[tuple[str, ...], Run] = {}
    if with_details:
        lexical = run_languages(parallel, ["lexical"])
        baselines = {(one.asked, one.offered, one.run.query): one.run for one in lexical}
    for one in run_languages(parallel, names):
        baseline = baselines.get((one.asked, one.offered, one.run.query))
        _tell_run(one.run, one.encoded, baseline, f"{one.asked}-{one.offered}")


def _tell_run(run: Run, encoded: Encoded, baseline: Run | None, languages: str = "") -> None:
    line = figures(run, encoded.pairs)
    if languages:
        line["languages"] = languages
    if baseline:
        line |= asdict(details(run, baseline, encoded))
    print(json.dumps(line, ensure_ascii=False), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--systems", help=f"of {','.join(ALL_SYSTEMS)}")
    parser.add_argument("--details", action="store_true", help="gain over BM25 with interval, traps, languages")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write a page about all systems")
    parser.add_argument("--parallel", type=Path, nargs="*", default=[], metavar="DIR", help="sets in both languages")
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
