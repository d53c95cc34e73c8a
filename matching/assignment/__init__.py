"""The best choice of pairs within everybody's places: arrays in, numbers of the pairs out."""

from matching.assignment.choice import choose
from matching.assignment.one_more import OneMore
from matching.assignment.pairs import WHOLE, Ints, Mask, Pairs, worth

__all__ = ["WHOLE", "Ints", "Mask", "OneMore", "Pairs", "choose", "worth"]
