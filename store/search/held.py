"""How many passages hold a word. The index goes on counting those that were replaced until it merges its segments."""

from __future__ import annotations

from tantivy import Query

from store.search.index import View
from store.search.text import stem_of

FEW = 100
"""Passages that are looked for: of more it is taken that one is still there."""


def held(word: str, view: View) -> int:
    """The passages that hold a word in any form, or the headlines that do; 0 where only earlier versions did."""
    stem = stem_of(word)
    return _in_field("text", stem, view) or _in_field("headline", stem, view)


def _in_field(field: str, stem: str, view: View) -> int:
    counted = int(view.searcher.doc_freq(field, stem))
    if 0 < counted <= FEW:
        query = Query.term_query(view.schema, field, stem)
        return counted if view.searcher.search(query, limit=1, count=False).hits else 0
    return counted
