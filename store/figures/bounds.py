"""How far a figure reaches: "at least 9" may be 12, "about 20" may be 21, and 15 is not more than 30."""

from __future__ import annotations

import math
from enum import StrEnum

Interval = tuple[float, float]
"""Least and greatest value, both inclusive."""


class Bound(StrEnum):
    """What a qualifier makes of the value beside it."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"  # a little less
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"


ROUGHLY = 0.15
"""Share of the value by which a rough figure may miss: "about 20" is 17 to 23."""

_WORDS = (
    (Bound.AT_LEAST, ("at least", "no less than", "no fewer than", "not less than", "or more")),
    (Bound.AT_MOST, ("at most", "no more than", "not more than", "up to", "as many as")),
    (Bound.AT_MOST, ("as much as", "or less", "or fewer", "maximum")),
    (Bound.MORE_THAN, ("more than", "greater than", "upwards of", "over", "above", "exceeding")),
    (Bound.LESS_THAN, ("less than", "fewer than", "under", "below")),
    (Bound.NEARLY, ("nearly", "almost")),
    (Bound.ABOUT, ("about", "around", "approximately", "roughly", "some", "estimated", "or so")),
    (Bound.ABOUT, ("perhaps", "maybe", "possibly", "probably", "average")),
    (Bound.ABOUT, ("close to", "closer to", "nearer")),
)
"""The first that a qualifier holds decides: "no more than" before "more than"."""


def bound_of(qualifier: str) -> Bound:
    """The kind of a qualifier as facts have it ("at least", in lower case); EXACT for "only" and ""."""
    padded = f" {qualifier} "
    for bound, words in _WORDS:
        if any(f" {word} " in padded for word in words):
            return bound
    return Bound.EXACT


def interval(value: float, qualifier: str) -> Interval:
    """The values that a figure with this qualifier may stand for."""
    slack = abs(value) * ROUGHLY
    step = 1.0 if value == int(value) and abs(value) < 1_000 else abs(value) * 1e-9
    match bound_of(qualifier):
        case Bound.ABOUT:
            return value - slack, value + slack
        case Bound.NEARLY:
            return value - slack, value + 0.0
        case Bound.AT_LEAST:
            return value, math.inf
        case Bound.MORE_THAN:
            return value + step, math.inf
        case Bound.AT_MOST:
            return -math.inf, value
        case Bound.LESS_THAN:
            return -math.inf, value - step
        case _:
            return value, value


def agree(one: Interval, other: Interval) -> bool:
    """Whether one value can be both."""
    return one[0] <= other[1] and other[0] <= one[1]
