"""The place and the date that stand in the clause of a figure, and in no other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from store.extract.dates import DatePhrase
from store.extract.tense import governing_verb

_PREPOSITIONS = frozenset("across around at in inside near off outside throughout within".split())
_NO_PLACES = frozenset(
    "facebook journal magazine news part parts post times twitter january february march april may june "
    "july august september october november december".split()
)
_REGIONS = frozenset(
    "central coastal downtown eastern mainland nearby neighboring neighbouring north northeast "
    "northeastern northern northwest northwestern rural south southeast southeastern southern "
    "southwest southwestern western".split()
)
_RANGE_WORDS = frozenset("and between from through to until - –".split())
_LIMITS = frozenset("after before from since than till to until".split())
_SUBJECTS = ("nsubj", "nsubjpass")
_FARTHEST = 40
"""Tokens between a figure and the place or date that belongs to it, and steps up the parse."""
_RANGE = 4


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    """Token indices ``[start, end)`` of the name as printed: "northeast China"."""


class Surroundings:
    """Looks around the figures of one article."""

    def __init__(self, doc: Doc, dates: Sequence[DatePhrase]) -> None:
        self._doc = doc
        self._dates = [
            (head_of(doc, phrase), phrase.when) for phrase in dates if not _is_limit(doc, phrase)
        ]
        self._date_tokens = [token.i for token, _ in self._dates]
        self._places = _places(doc, frozenset(phrase.start for phrase in dates))
        self._place_tokens = [place.start for place in self._places]
        self._clauses: dict[int, int] = {}

    def date(self, number: Token) -> str:
        """The ISO date of the clause of ``number``; of a range, what both its ends share."""
        near = [
            (abs(token.i - number.i), token.i, when)
            for token, when in self._dates[_window(self._date_tokens, number.i)]
            if self._same_clause(number, token)
        ]
        if not near:
            return ""
        _, nearest, when = min(near)
        for _, other, end in near:
            between = self._doc[min(nearest, other) + 1 : max(nearest, other)]
            if (
                other != nearest
                and len(between) <= _RANGE
                and any(word.lower_ in _RANGE_WORDS for word in between)
            ):
                return _shared(when, end)
        return when

    def place(self, number: Token, noun: Token) -> str:
        """The place of the clause: one that hangs on ``noun`` first, else the nearest after, else before."""
        ranked = []
        for place in self._places[_window(self._place_tokens, number.i)]:
            name = self._doc[place.end - 1]
            bond = _bond(name, noun) if self._same_clause(number, name) else None
            if bond is not None:
                distance = abs(place.start - number.i)
                ranked.append((bond, place.start < number.i, distance, place.start, place.end))
        if not ranked:
            return ""
        *_, start, end = min(ranked)
        return str(self._doc[start:end].text)

    def _same_clause(self, one: Token, other: Token) -> bool:
        return self._clause(one) == self._clause(other)

    def _clause(self, token: Token) -> int:
        if token.i not in self._clauses:
            self._clauses[token.i] = _clause_of(token)
        return self._clauses[token.i]


def head_of(doc: Doc, phrase: DatePhrase) -> Token:
    """The token of a phrase that the rest of it hangs on."""
    span = doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    return span.root if span else doc[0]


def _is_limit(doc: Doc, phrase: DatePhrase) -> bool:
    """Whether the date only bounds what is told: "since 2018", "before May"."""
    span = doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    return bool(span and span.start and doc[span.start - 1].lower_ in _LIMITS)


def _window(tokens: list[int], middle: int) -> slice:
    return slice(bisect_left(tokens, middle - _FARTHEST), bisect_right(tokens, middle + _FARTHEST))


def _clause_of(token: Token) -> int:
    """Token index of the verb whose clause ``token`` stands in, or of its sentence's root without one."""
    verb = governing_verb(token)
    if verb is None:
        verb = token
        for _ in range(_FARTHEST):
            verb = verb.head
    for _ in range(_FARTHEST):
        if verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
        elif verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not _has_subject(verb):
            verb = verb.head  # "killed 12 and wounded 30 in Oldport on Monday"
        elif (
            verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.head.pos_ in ("NOUN", "PROPN")
        ):
            return int(verb.head.i)  # a main verb read as a participle: "40 fishermen drowned"
        else:
            break
    return int(verb.i)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _shared(one: str, other: str) -> str:
    """The month or year that two ISO dates have in common."""
    parts = []
    for mine, theirs in zip(one.split("-"), other.split("-"), strict=False):
        if mine != theirs:
            break
        parts.append(mine)
    return "-".join(parts)


def _places(doc: Doc, dated: frozenset[int]) -> list[_Place]:
    """The names that stand after a preposition of place. ``dated``: where date phrases start."""
    found = []
    for token in doc:
        if token.lower_ not in _PREPOSITIONS or token.i + 1 >= len(doc):
            continue
        start = token.i + 1 + (doc[token.i + 1].lower_ == "the")
        named = end = start + (start < len(doc) and doc[start].lower_ in _REGIONS)
        while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper():
            if doc[end].idx in dated or doc[end].lower_ in _NO_PLACES:
                break
            end += 1
        after = doc[end] if end < len(doc) and doc[end].idx not in dated else None
        noun_follows = after is not None and (after.pos_ == "NOUN" or after.lower_ in _NO_PLACES)
        if end > named and not noun_follows:
            found.append(_Place(start, end))
    return found


def _bond(name: Token, noun: Token) -> int | None:
    """0 where the place hangs on ``noun``, 1 on the clause, None on another noun: "mail from Lee in Oz"."""
    here = name
    for _ in range(_FARTHEST):
        here = here.head
        if here.i == noun.i:
            return 0
        if here.pos_ in ("VERB", "AUX") or here.head.i == here.i:
            return 1
        if here.dep_ == "pobj" and here.head.lower_ not in _PREPOSITIONS:
            return None
    return None
