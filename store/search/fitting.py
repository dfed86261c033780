"""How well a stated figure fits what a question counts: its noun, and what befell those who are counted."""

from __future__ import annotations

from store.figures.things import fate_of, thing_of
from store.model import Fact
from store.search.candidates import Wanted
from store.search.text import stem_of

FATE, NOUN, PREDICATE = 4.0, 2.0, 1.0
"""Weights: "missing" in "how many people are missing" tells more than "people"."""


def fit(wanted: Wanted, fact: Fact) -> float:
    """0 where nothing speaks for the figure, less where it counts people of another fate."""
    thing = thing_of(fact)
    fates = fate_of(wanted.asked)
    value = 0.0
    if thing.fate:
        value += FATE if thing.fate in fates else -FATE if fates else -NOUN
    named = set(wanted.stems)
    if thing.nouns:
        value += NOUN * len(thing.nouns & named) / len(thing.nouns)
    verb = fact.predicate.removesuffix(" them")
    if verb and stem_of(verb) in named:
        value += PREDICATE
    return value
