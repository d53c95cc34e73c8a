"""The best choice of pairs within everybody's places: arrays in, numbers of the pairs out."""

from matching.assignment.one_more import OneMore
from matching.assignment.pairs import WHOLE, Ints, Mask, Pairs, worth
from matching.assignment.sides import choose

__all__ = ["WHOLE", "Ints", "Mask", "OneMore", "Pairs", "choose", "worth"]
