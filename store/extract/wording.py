"""A source without a name in words: its phrase without articles, asides and relative clauses."""

from __future__ import annotations

from spacy.tokens import Token

from store.extract.grid import Grid
from store.extract.sentences import Tokens

RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_ARTICLES = ("a", "an", "the", "one", "another")
_BREAKS = (",", "—", "–", "(")


def joins(top: Token, source: Tokens) -> bool:
    """True for "Trump and Pence": more than one speaker."""
    children = list(top.children)
    return any(c.lower_ in ("and", "&") for c in children) and any(
        c.dep_ == "conj" and source[0] <= c.i < source[1] and c.tag_.startswith("NN")
        for c in children
    )


def described(grid: Grid, source: Tokens, top: Token) -> str:
    """ "German embassy official" for "A German embassy official, who asked not to be identified,"."""
    doc = grid.doc
    start, end = source
    together = joins(top, source)
    for i in range(top.i + 1, end):
        token = doc[i]
        relative = token.lower_ in RELATIVE and token.dep_ in ("nsubj", "nsubjpass")
        spaced_dash = token.text == "-" and token.whitespace_
        if relative or spaced_dash or (token.text in _BREAKS and not together):
            end = i
            break
    while start < top.i and (doc[start].lower_ in _ARTICLES or doc[start].is_punct):
        start += 1
    while end - 1 > top.i and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    text = " ".join(doc[start:end].text.split())
    first = doc[start]
    acronym = first.text.isupper() and len(first) > 1
    if (
        first.is_sent_start
        and not acronym
        and (first.lower_ in grid.small or first.tag_ in ("DT", "PDT", "PRP"))
    ):
        # A sentence's capital is not the word's own.
        text = text[0].lower() + text[1:]
    return text
