"""What a count without a noun of its own counts: "nine of them", "the other three", "the number is 26".

The noun of the count before it, where that is near and the two are put side by side; else none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from store.extract.counted import phrase_of
from store.extract.predicate import clause_after, predicate_of
from store.extract.quantities import Quantity
from store.figures.things import FATE, is_anybody
from store.model import FactKind

_NUMBER = frozenset("number figure count total estimate".split())
"""Nouns that only say that there is a count."""
_SAID = frozenset("say tell report announce put give estimate claim insist".split())
_OTHERS = frozenset("other others".split())
_PRONOUNS = frozenset("them these those whom which".split())
_SUBJECTS = ("nsubj", "nsubjpass")
_FARTHEST = 45
"""Tokens between a count and the one whose noun it takes."""
_PLURALS = ("NNS", "NNPS")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts, and what is said of those."""

    noun: tuple[int, int] | None
    """Token indices ``[start, end)``."""
    predicate: str


def referents(doc: Doc, figures: Sequence[Quantity]) -> list[Counted]:
    """One for each of ``figures``, which are in the order of the text."""
    found: list[Counted] = []
    last: tuple[int, Counted] | None = None
    for figure in figures:
        if figure.kind is not FactKind.COUNT or figure.unit:
            done = doc[figure.noun[1] - 1] if figure.noun else None
            verb = done is not None and done.pos_ == "VERB"
            found.append(Counted(figure.noun, done.lemma_ if done is not None and verb else ""))
            continue
        before = last[1] if last and figure.first - last[0] <= _FARTHEST else None
        counted = _counted(doc, figure, before)
        found.append(counted)
        if counted.noun is not None and doc[counted.noun[1] - 1].tag_ != "NN":
            last = (figure.last, counted)
    return found


def giver(doc: Doc, figure: Quantity) -> str:
    """Who gives a bare figure: "the interior ministry said 19"; "" for one in a clause of its own."""
    number = doc[figure.last]
    if number.head.lemma_ not in _SAID or number.dep_ not in ("dobj", "ccomp"):
        return ""
    for child in number.head.children:
        if child.dep_ == "nsubj" and child.i < number.i and child.pos_ in ("NOUN", "PROPN"):
            return doc[slice(*phrase_of(doc, child))].text
    return ""


def _counted(doc: Doc, figure: Quantity, before: Counted | None) -> Counted:
    noun = figure.noun
    predicate = predicate_of(doc, figure.last, noun)
    if noun is not None and noun[1] <= figure.first and doc[noun[1] - 1].lemma_ in _NUMBER:
        return _number_of(doc, doc[noun[1] - 1]) or before or Counted(noun, predicate)
    if noun is not None and doc[noun[1] - 1].lower_ not in _OTHERS:
        return Counted(noun, predicate)
    after = doc[figure.last + 1 : figure.last + 4]
    if len(after) == 3 and after[0].lower_ == "of" and after[1].lower_ in _PRONOUNS:
        if after[2].tag_ in _PLURALS:  # "103 of them passengers"
            return Counted((after[2].i, after[2].i + 1), "")
        return Counted(before.noun if before else noun, predicate)
    head = doc[figure.last]
    if before is None:
        return Counted(noun, predicate)
    if predicate in FATE and before.predicate not in FATE and not _are_people(doc, before):
        return Counted(noun, predicate)  # "two ferries sank, 174 drowned"
    if noun is None and predicate and head.dep_ != "dobj":
        return Counted(before.noun, predicate)
    if noun is None and head.head.lemma_ in _SAID and head.dep_ in ("dobj", "ccomp", "pobj"):
        return before  # "The fire brigade said 23 people had been killed. The ministry said 19."
    if noun is None and (head.dep_ in _SUBJECTS or predicate in FATE):
        return Counted(before.noun, predicate)
    return Counted(before.noun if noun is not None else None, predicate)


def _are_people(doc: Doc, counted: Counted) -> bool:
    return counted.noun is not None and is_anybody(doc[counted.noun[1] - 1].lower_)


def _number_of(doc: Doc, number: Token) -> Counted | None:
    """What "the number of people known to have died" counts, None for "the number" alone."""
    for preposition in number.children:
        if preposition.lower_ != "of" or preposition.i < number.i:
            continue
        for noun in preposition.children:
            if noun.dep_ == "pobj":
                return Counted(phrase_of(doc, noun), clause_after(noun))
    return None
