"""Every system ranks the judged pairs from end to end, and its figures come out."""

import pytest

from matching.documents import Document, Kind, Text
from matching.evaluation.agreement import derived_grade, judged_pairs, kappa, reliability
from matching.evaluation.crossvalidation import leave_one_out
from matching.evaluation.judged import JudgedPairs
from matching.evaluation.measuring import Encoded, details, encode_pairs, figures, run_systems
from matching.evaluation.report import write_report
from matching.evaluation.resistance import Moves
from matching.evaluation.sentence_pairs import Agreement
from matching.evaluation.systems import ALL_SYSTEMS, DEFAULT_SYSTEMS
from matching.explanation import Label, RequirementFit
from matching.language import Language
from tests.matching.fakes import a_brief, a_profile, fake_encoder

PAIRS = JudgedPairs(
    briefs=(
        a_brief("weld inspection", id_="b1", title="weld cameras"),
        a_brief("menu texts", id_="b2", title="restaurant menu"),
    ),
    raw=(
        Document("b1", (Text(Kind.RAW, "cameras for weld inspection"),)),
        Document("b2", (Text(Kind.RAW, "our menu texts are long"),)),
    ),
    profiles=(
        a_profile("p1", "weld inspection with cameras"),
        a_profile("p2", "restaurant menu texts"),
        a_profile("p3", "cameras for weddings"),
    ),
    grades={"b1": {"p1": 3}, "b2": {"p2": 2}},
    hard_negatives={"b1": frozenset({"p3"})},
)


@pytest.fixture(scope="module")
def encoded():
    return encode_pairs(PAIRS, fake_encoder())


@pytest.mark.parametrize("name", ALL_SYSTEMS)
def test_every_system_ranks_everyone_for_both_queries(encoded, name):
    runs = list(run_systems(encoded, [name]))

    assert [run.query for run in runs] == ["raw", "brief"]
    assert all(sorted(ranked) == ["p1", "p2", "p3"] for run in runs for ranked in run.lists)


@pytest.mark.parametrize("name", DEFAULT_SYSTEMS)
def test_the_default_systems_find_what_plainly_fits(encoded, name):
    for run in run_systems(encoded, [name]):
        assert figures(run, PAIRS)["ndcg@10"] == 1.0


def test_details_tell_gain_traps_and_languages(encoded):
    (_, run) = run_systems(encoded, ["full"])
    found = details(run, run, encoded)

    assert found.gain_over_bm25 == 0
    assert found.traps_above_true == 0
    assert found.true_found_by_languages == {"en-en": "2/2"}


def test_a_page_is_written_with_all_sections(encoded, tmp_path):
    moves = [Moves("padding", "brief", median=-2.0, nearly_all=1.0, worst=3, share_beyond=0.0, entered=0)]
    agreements = [Agreement("klue", 519, "sentences", 0.77)]
    runs = list(run_systems(encoded, ["lexical", "full"]))
    both: dict[Language, Encoded] = {"ko": encoded, "en": encoded}
    write_report(tmp_path / "quality.md", encoded, runs, [("both", both)], moves, agreements)
    page = (tmp_path / "quality.md").read_text(encoding="utf-8")

    assert "| full | 1.000 |" in page
    assert "| raw | en-ko | full | 1.000 |" in page
    assert "| brief | ko | 1.000 | 1.000 | +0.000 [+0.000, +0.000] |" in page
    assert "kappa" in page
    assert "| padding | brief | -2 | +1 | +3 |" in page
    assert "| klue | 519 | sentences | 0.770 |" in page


def test_cross_validation_measures_on_briefs_it_did_not_see(encoded):
    held_out = leave_one_out(encoded)

    assert held_out.ndcg["brief"][0] == 1.0
    assert sum(times for _, times in held_out.chosen) == len(PAIRS.briefs)


def test_every_pair_is_counted_once_in_the_reliability(encoded):
    pairs = list(judged_pairs(encoded))

    assert len(pairs) == 6
    assert sum(row.pairs for row in reliability(pairs)) == 6
    assert -1 <= kappa(pairs) <= 1


@pytest.mark.parametrize(
    ("labels", "grade"),
    [
        ([Label.MET, Label.MET], 3),
        ([Label.MET, Label.NOT_MET], 2),
        ([Label.PARTLY, Label.NOT_MET], 1),
        ([Label.NOT_MET, Label.NOT_MET], 0),
        ([], 0),
    ],
)
def test_labels_become_a_grade_as_the_rubric_counts(labels, grade):
    assert derived_grade([RequirementFit("r", "t", True, label, None) for label in labels]) == grade
