"""The best choice of pairs within everybody's places: arrays in, numbers of the pairs out."""

from matching.assignment.choice import WHOLE, choose
from matching.assignment.pairs import Ints, Mask, Pairs, worth

__all__ = ["WHOLE", "Ints", "Mask", "Pairs", "choose", "worth"]
