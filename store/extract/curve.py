"""From a score to the share of attributions that were right at it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def read_off(curve: Sequence[tuple[float, float]], score: float) -> float:
    """The height of ``curve`` at ``score``: its points (score, share right) in order, straight lines between."""
    for (low, right_low), (high, right_high) in pairwise(curve):
        if score <= high:
            return round(right_low + (score - low) / (high - low) * (right_high - right_low), 3)
    return curve[-1][1]
