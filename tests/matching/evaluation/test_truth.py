"""What is said of the first places is checked against the scorer itself."""

from matching.evaluation.measuring import encode_pairs
from matching.evaluation.truth import check_truth
from tests.matching.evaluation.test_measuring import PAIRS
from tests.matching.fakes import fake_encoder


def test_reasons_quotes_and_parts_are_counted_where_they_hold():
    truth = check_truth(encode_pairs(PAIRS, fake_encoder()))

    assert 0 < truth.reasoned <= truth.pairs == len(PAIRS.briefs) * len(PAIRS.profiles)
    assert truth.fell == truth.reasoned
    assert truth.found == truth.quotes
    assert truth.most_off < 1e-9
