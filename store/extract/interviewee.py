"""Whose answers the lines "A:" of an interview are: whom its lead says was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Token

from store.extract.cast import Cast, Entry
from store.extract.grid import Grid
from store.extract.turns import (
    ANSWERS,
    ASKERS,
    ASKS,
    IN_HEADLINE,
    MENTIONED,
    PAPERS,
    SPEAKS,
    SPOKEN_TO,
    likeliest,
)
from store.model import Article

_TALKING = frozenset("speak talk chat sit meet converse join".split())
"""Verbs of both sides: who spoke with whom does not tell who asked."""
_ASKING = frozenset("interview ask question quiz grill press".split())
_ANSWERING = frozenset("answer reply respond explain".split())
_INTERVIEWS = frozenset(
    "interview conversation talk chat discussion exchange interviews q&a".split()
)
_SUBJECTS = ("nsubj", "nsubjpass")


def interviewed(article: Article, grid: Grid, cast: Cast, turns: Iterable[int]) -> int | None:
    """The token that names who answers; None where nobody does, or several may.

    ``turns``: the tokens of all turns; who is named outside of them may be meant, in the words before the
    first one rather.
    """
    inside = set(turns)
    first = min(inside, default=len(grid.doc))
    named = [
        (i, number)
        for i, (mention, number) in sorted(cast.at.items())
        if i == mention.end - 1
        and i not in inside
        and _may_answer(cast.entries[number], grid.doc[i], article.byline.lower())
    ]
    before = [(i, number) for i, number in named if i < first]
    named = before or named
    if not named:
        return None
    worth: defaultdict[int, float] = defaultdict(float)
    for i, number in named:
        worth[number] += _part(grid.doc[i]) + MENTIONED
    headline = set(article.headline.lower().replace("’s", "").replace("'s", "").split())
    for number in worth:
        entry = cast.entries[number]
        if len(entry.words) > 1 and entry.words[-1].lower() in headline:
            worth[number] += IN_HEADLINE
        if not ASKERS.isdisjoint(entry.described | entry.nouns):
            worth[number] += ASKS
    best = likeliest(worth)
    if best is None:
        return None
    return next(i for i, number in named if number == best)


def _may_answer(entry: Entry, name: Token, byline: str) -> bool:
    """False for bodies, newspapers, places taken for people ("the mayor of Lund") and who wrote it."""
    last = entry.words[-1].lower()
    if not (entry.is_person and entry.named) or last in PAPERS or last in byline:
        return False
    is_place = name.dep_ == "pobj" and name.head.lower_ in ("of", "in", "at", "near", "from")
    return len(entry.words) > 1 or not is_place


def _part(name: Token) -> float:
    """What the clause that a name stands in says for who is named being asked, or against it."""
    here = name
    while here.dep_ in ("appos", "compound", "conj") and here.head.i != here.i:
        here = here.head
    above = here.head
    if here.dep_ in _SUBJECTS:
        return _of_subject(here, above)
    if here.dep_ == "dobj":
        return ANSWERS if above.lemma_ in _ASKING else 0.0
    if here.dep_ != "pobj":
        return 0.0
    verb = above.head
    if above.dep_ == "agent" or (above.lower_ == "by" and verb.lemma_ in _ASKING | _INTERVIEWS):
        return ASKS
    if verb.lemma_ in _INTERVIEWS and verb.pos_ in ("NOUN", "PROPN"):
        return ANSWERS if above.lower_ in ("with", "of") else 0.0
    if verb.lemma_ in _TALKING and above.lower_ in ("to", "with", "for", "down"):
        return SPOKEN_TO
    if above.lower_ == "from" and verb.lower_ in ("questions", "question"):
        return ASKS
    return 0.0


def _of_subject(subject: Token, verb: Token) -> float:
    if verb.lemma_ in _ASKING:
        return ANSWERS if subject.dep_ == "nsubjpass" else ASKS
    if verb.lemma_ in _ANSWERING:
        return ANSWERS
    return SPEAKS if verb.lemma_ in _TALKING else 0.1
