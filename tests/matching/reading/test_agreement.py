"""Kinds of work are read as the writers of spoken sentences meant them, also those held out."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from matching.reading.agreement import Outcome, confusion, outcomes, read_judged, share
from matching.reading.classifier import TaskReading

SENTENCES = Path(__file__).parent / "data/spoken_sentences.tsv"
ROOT = Path(__file__).resolve().parents[3]


def judged(tmp_path, text):
    path = tmp_path / "judged.tsv"
    path.write_text(text, encoding="utf-8")
    return read_judged(path)


def test_a_file_is_read_with_or_without_its_heading_and_with_any_other_column(tmp_path):
    bare = judged(tmp_path, "흠집\t결함검출(비전)\t분류\n")
    headed = judged(tmp_path, "brief_id\traw\ttask_type\taccepted_second\nb1\t흠집\t결함검출(비전)\t분류\n")
    assert [one.text for one in bare] == [one.text for one in headed] == ["흠집"]
    assert bare[0].accepted == headed[0].accepted == {"defect-detection", "classification"}


def test_a_missing_second_is_no_second(tmp_path):
    (one,) = judged(tmp_path, "raw\ttask_type\n글\t생성(이미지·텍스트)\n")
    assert one.accepted == {"generation"}


def test_a_kind_we_do_not_have_counts_as_misread(tmp_path):
    (one,) = outcomes(judged(tmp_path, "글\t점술\t\n"), lambda _: TaskReading("speech", "chatbot", 0.5, ()))
    assert not one.is_in_first_two
    assert confusion([one]) == {"점술": {"speech": 1}}


def test_right_is_the_meant_kind_or_the_accepted_one_and_the_table_says_what_was_read(tmp_path):
    sentences = judged(tmp_path, "가\t음성\t챗봇\n나\t음성\t\n다\t분류\t\n")
    said = {"가": ("chatbot", "speech"), "나": ("chatbot", "speech"), "다": ("speech", "chatbot")}
    found = outcomes(sentences, lambda text: TaskReading(*said[text], 0.5, ()))
    assert [one.is_right for one in found] == [True, False, False]
    assert [one.is_in_first_two for one in found] == [True, True, False]
    assert confusion(found) == {"classification": {"speech": 1}, "speech": {"chatbot": 1, "speech": 1}}
    assert share([]) == 0.0


@pytest.fixture(scope="module")
def spoken() -> list[Outcome]:
    return outcomes(read_judged(SENTENCES))


@pytest.mark.model
@pytest.mark.parametrize("part", ["tuned", "held-out"])
def test_nine_of_ten_spoken_sentences_are_read_rightly(spoken, part):
    found = [one for one in spoken if one.sentence.part == part]
    assert share([one.is_right for one in found]) >= 0.9
    assert share([one.is_in_first_two for one in found]) >= 0.95


@pytest.mark.model
def test_the_script_prints_json_lines(tmp_path):
    path = tmp_path / "few.tsv"
    path.write_text("녹음을 글로 바꿔 주세요\t음성\t\n", encoding="utf-8")
    script = ROOT / "scripts/evaluate_scoping.py"
    done = subprocess.run([sys.executable, script, path], capture_output=True, text=True, check=True)
    first, row = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["sentences"], first["accuracy"], first["in_first_two"]) == (1, 1.0, 1.0)
    assert row == {"meant": "음성", "read_as": {"음성": 1}}


@pytest.mark.model
def test_reading_needs_nothing_heavy():
    code = (
        "import sys; from matching.reading import classify_task, similar_texts, suggest_requirements;"
        "classify_task('녹음을 글로'); similar_texts('a', {'b': 'c'}); suggest_requirements('녹음', 'speech');"
        "print([name for name in ('torch', 'transformers', 'kiwipiepy', 'onnxruntime', 'faiss') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
