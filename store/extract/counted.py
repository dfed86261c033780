"""What a figure counts: the noun phrase after it ("15 North Koreans", "scores of the refugees")."""

from __future__ import annotations

from spacy.tokens import Doc

_INSIDE = frozenset("JJ JJR JJS NN NNS NNP NNPS VBN VBG HYPH POS FW AFX".split())
_NOUNS = frozenset("NN NNS NNP NNPS".split())
_SKIPPED = frozenset("more other such these those the his her its their our of all".split())
CASUALTIES = frozenset("dead homeless hurt ill injured killed missing wounded".split())
"""Adjectives that a number counts without a noun: "15 dead"."""
_LONGEST = 8
_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight "
    "january february march april june july august september october november december last next "
    "this".split()
)


def counted_noun(doc: Doc, last: int, *, of_unit: bool) -> tuple[int, int] | None:
    """Token indices ``[start, end)`` of what the figure that ends at token ``last`` counts, or None.

    Modifiers before the noun are kept, determiners and "of" are not. With ``of_unit`` (a measure, money,
    a percentage) the noun must follow "of", "in", or govern the figure: "$5 million in aid".
    """
    start = last + 1
    joined = start < len(doc) and doc[start].lower_ == "of"
    if of_unit and start < len(doc) and doc[start].lower_ == "in":
        start, joined = start + 1, True
    while (
        start < len(doc)
        and start <= last + 3
        and (doc[start].lower_ in _SKIPPED or (joined and doc[start].tag_ == "CD"))
    ):
        start += 1
    run = _run(doc, start)
    if run is None:
        casualties = start == last + 1 < len(doc) and doc[start].lower_ in CASUALTIES
        return (start, start + 1) if casualties and not of_unit else None
    if of_unit and joined and doc[last + 1].lower_ == "in" and doc[run - 1].pos_ != "NOUN":
        return None
    head = _governor(doc, last, start)
    if start <= head < run and doc[head].tag_ in _NOUNS:
        return start, _with_partner(doc, head + 1)
    return None if of_unit and not joined else (start, _with_partner(doc, run))


def _governor(doc: Doc, last: int, start: int) -> int:
    """The first token at or after ``start`` that the figure hangs on."""
    here = doc[last]
    for _ in range(4):
        if here.i >= start or here.head.i == here.i:
            break
        here = here.head
    return int(here.i)


def _with_partner(doc: Doc, end: int) -> int:
    """``end``, or past a second noun that is counted together with the first: "men and women"."""
    if end + 1 >= len(doc) or doc[end].lower_ not in ("and", "or"):
        return end
    one, other = doc[end - 1], doc[end + 1]
    together = one.tag_ == "NNS" == other.tag_ and other.dep_ == "conj" and other.head.i == one.i
    return end + 2 if together else end


def _run(doc: Doc, start: int) -> int | None:
    """End of the run of modifiers and nouns at ``start``, None where it holds no noun."""
    end = None
    for i in range(start, min(start + _LONGEST, len(doc))):
        token = doc[i]
        if token.lower_ in _TIME or (token.tag_ not in _INSIDE and not _joins(doc, i)):
            break
        if token.tag_ == "HYPH" and (token.whitespace_ or doc[i - 1].whitespace_):
            break  # a dash
        if token.tag_ in _NOUNS:
            end = i + 1
        if token.tag_ in ("VBG", "VBN") and token.dep_ not in ("amod", "compound"):
            break
    return end


def _joins(doc: Doc, i: int) -> bool:
    """A comma or "and" between two adjectives: "15 tired, hungry men"."""
    if doc[i].text not in (",", "and") or i + 1 >= len(doc):
        return False
    return doc[i - 1].tag_ == "JJ" and doc[i + 1].tag_ == "JJ"
