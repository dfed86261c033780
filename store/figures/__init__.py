"""Figures compared: how far one reaches, what it counts, and where two of the same thing disagree."""

from __future__ import annotations

from store.figures.bounds import Bound, agree, bound_of, interval
from store.figures.compare import Figure, contradictions, disagree
from store.figures.things import Thing, same_thing, thing_of

__all__ = [
    "Bound",
    "Figure",
    "Thing",
    "agree",
    "bound_of",
    "contradictions",
    "disagree",
    "interval",
    "same_thing",
    "thing_of",
]
