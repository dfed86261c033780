"""Which texts are about some words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tantivy
from tantivy import Occur, Query

from store.model import Question
from store.search.candidates import term
from store.search.index import View, newest_article
from store.search.text import stem_of, stems

_AT_A_TIME = 20_000
"""Articles whose passages are looked up together: what is found is held in memory."""


class Topic:
    """Words, phrases and words that must not be there, in any form ("refugee" finds "refugees")."""

    def __init__(self, topic: Question) -> None:
        self._stems = {stem_of(word) for word in topic.words}
        self._phrases = [stems(phrase) for phrase in topic.phrases]
        self._excluded = [stems(words) for words in topic.excluded]

    def __bool__(self) -> bool:
        return bool(self._stems or self._phrases or self._excluded)

    def holds(self, text: str) -> bool:
        """Whether a text has all that is asked for and nothing that is not."""
        held = stems(text)
        return (
            self._stems.issubset(held)
            and all(_stand_in(phrase, held) for phrase in self._phrases)
            and not any(_stand_in(words, held) for words in self._excluded)
        )

    def likely(self, view: View, articles: Sequence[int]) -> list[int]:
        """Those of some articles that may hold it; what the index does not have yet is among them."""
        known = newest_article(view)
        marked = self.articles(view, known)
        if marked is None:
            return list(articles)
        return [each for each in articles if each > known or marked[each]]

    def articles(self, view: View, newest: int) -> bytearray | None:
        """A byte for each article up to number ``newest``: 0 for those that can't hold it; None where
        nothing is known beforehand."""
        needed = [stem for stem in self._stems if stem] + [s for p in self._phrases for s in p]
        if not needed:
            return None
        rarest = min(needed, key=lambda stem: view.searcher.doc_freq("text", stem))
        either = Query.boolean_query(
            [(Occur.Should, term(view, field, rarest)) for field in ("text", "headline")]
        )
        marked = bytearray(newest + 1)
        for low in range(0, newest + 1, _AT_A_TIME):
            high = min(low + _AT_A_TIME - 1, newest)
            within = Query.range_query(
                view.schema, "article", tantivy.FieldType.Unsigned, low, high
            )
            query = Query.boolean_query([(Occur.Must, either), (Occur.Must, within)])
            for article in _articles(view, query):
                marked[article] = 1
        return marked


def _articles(view: View, query: Query) -> list[int]:
    searcher = view.searcher
    # The library's own types leave the count out.
    counted: Any = searcher.search(query, limit=1, count=True)
    if not counted.count:
        return []
    hits = searcher.search(query, limit=counted.count, count=False).hits
    found = searcher.fast_field_values("article", [address for _, address in hits])
    return [int(article or 0) for article in found]


def _stand_in(phrase: list[str], held: list[str]) -> bool:
    """Whether a phrase's stems stand one after another."""
    first = phrase[0]
    return any(
        stem == first and held[at : at + len(phrase)] == phrase for at, stem in enumerate(held)
    )
