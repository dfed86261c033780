"""How likely a clause reports what its source holds, by its verb, what that takes, and who its subject is.

A logistic regression. ``data/reporting.tsv`` holds a trait and its weight a line; ``tests/bench/reporting.py``
fits them on PolNeAR's training part (Newell, Margolin and Ruths, LREC 2018), and says how well they do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from store.extract.cast import Cast
from store.extract.clauses import Clause
from store.extract.drafts import chars
from store.extract.grid import Grid

_DATA = "data/reporting.tsv"
_PRONOUNS = {
    **dict.fromkeys(("i", "we", "me", "us"), "writer"),
    **dict.fromkeys(("you", "one", "anyone"), "anyone"),
    **dict.fromkeys(("he", "she"), "he"),
    **dict.fromkeys("they it that which who this there what these those".split()),
}
_LONGEST = 6
"""From 64 words on, lengths are one trait."""


def traits(grid: Grid, cast: Cast, clause: Clause) -> Iterator[str]:
    """What is known of a clause with content, each at most once."""
    verb = grid.doc[clause.verb]
    yield f"verb={clause.lemma}"
    yield f"frame={clause.frame}"
    yield f"verb, frame={clause.lemma} {clause.frame}"
    yield f"subject={_subject(grid, cast, clause.head)}"
    yield f"tag={verb.tag_}"
    yield f"part={verb.dep_}"
    if clause.head > clause.verb:
        yield "inverted"
    if any(grid.touching(*chars(grid.doc, span)) for span in clause.content):
        yield "marked"
    yield from sorted({name for child in verb.children if (name := _beside(clause.lemma, child))})
    words = sum(not token.is_punct for span in clause.content for token in grid.doc[slice(*span)])
    yield f"words={min(_LONGEST, max(words, 1).bit_length() - 1)}"


def likely(grid: Grid, cast: Cast, clause: Clause) -> float:
    """In (0, 1): of so many such clauses the content was marked as an attribution, to the very word."""
    return 1 / (1 + math.exp(-weight(traits(grid, cast, clause))))


def weight(of: Iterable[str]) -> float:
    weights = _weights()
    return weights[""] + sum(weights.get(trait, 0.0) for trait in of)


@cache
def _weights() -> dict[str, float]:
    """By trait; "" is what every clause starts from."""
    lines = files("store.extract").joinpath(_DATA).read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {trait: float(value) for trait, value in pairs}


def _subject(grid: Grid, cast: Cast, head: int) -> str:
    if head < 0:
        return "nobody"
    token = grid.doc[head]
    word = token.lower_
    if word in _PRONOUNS:
        return _PRONOUNS[word] or word
    if head in cast.at:
        return "person" if cast.entries[cast.at[head][1]].is_person else "body"
    return token.ent_type_ or token.tag_


def _beside(lemma: str, child: Token) -> str:
    """A small word that goes with the verb, as a trait; "" for anything else."""
    if child.dep_ == "neg":
        return "not"
    if child.dep_ in ("aux", "auxpass", "mark"):
        return f"{child.dep_[:3]}={child.lower_}"
    return f"with={lemma} {child.lower_}" if child.dep_ == "prt" else ""
