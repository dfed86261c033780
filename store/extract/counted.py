"""What a figure counts: the noun phrase after it ("15 North Koreans", "scores of the refugees")."""

from __future__ import annotations

from spacy.tokens import Doc

_INSIDE = frozenset("JJ JJR JJS NN NNS NNP NNPS VBN VBG HYPH POS FW AFX".split())
_NOUNS = frozenset("NN NNS NNP NNPS".split())
_SKIPPED = frozenset("more other such these those the his her its their our of all".split())
CASUALTIES = frozenset("dead homeless hurt ill injured killed missing wounded".split())
_LONGEST = 8
_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight "
    "january february march april june july august september october november december".split()
)


def counted_noun(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Token indices ``[start, end)`` of what the figure at ``first … last`` counts, None without one.

    Modifiers before the noun are kept, determiners and "of" are not.
    """
    start = last + 1
    while start < len(doc) and start <= last + 3 and doc[start].lower_ in _SKIPPED:
        start += 1
    run = _run(doc, start)
    if run is None:
        casualties = start == last + 1 < len(doc) and doc[start].lower_ in CASUALTIES
        return (start, start + 1) if casualties else None
    head = doc[last]
    for _ in range(4):
        if head.i >= start or head.head.i == head.i:
            break
        head = head.head
    if start <= head.i < run and head.tag_ in _NOUNS:
        return start, head.i + 1
    return start, run


def _run(doc: Doc, start: int) -> int | None:
    """End of the run of modifiers and nouns at ``start``, None where it holds no noun."""
    end = None
    for i in range(start, min(start + _LONGEST, len(doc))):
        token = doc[i]
        if token.lower_ in _TIME or (token.tag_ not in _INSIDE and not _joins(doc, i)):
            break
        if token.tag_ == "POS":
            continue
        if token.tag_ in _NOUNS:
            end = i + 1
        if token.tag_ == "VBG" and token.dep_ not in ("amod", "compound"):
            break
        if token.tag_ == "VBN" and token.dep_ not in ("amod", "compound"):
            break
    return end


def _joins(doc: Doc, i: int) -> bool:
    """A comma between two adjectives: "15 tired, hungry men"."""
    if doc[i].text not in (",", "and") or i + 1 >= len(doc):
        return False
    return doc[i - 1].tag_ == "JJ" and doc[i + 1].tag_ == "JJ"
