"""Articles by headline, as one is typed."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rapidfuzz import fuzz
from tantivy import Occur, Query

from store.db import Readers
from store.model import Suggestion
from store.search.candidates import search, term
from store.search.index import Index
from store.search.spelling import Vocabulary
from store.search.text import folded

READ = 100
MOST_WORDS = 12


def suggest(
    readers: Readers, index: Index, vocabulary: Vocabulary, typed: str, limit: int
) -> tuple[Suggestion, ...]:
    """Headlines that hold the typed words, the last one unfinished; the newest where nothing is typed."""
    words = folded(typed)[:MOST_WORDS]
    if not words:
        rows = readers.rows(
            "SELECT id, headline FROM articles WHERE headline != ''"
            " ORDER BY published DESC, id DESC LIMIT ?",
            (limit,),
        )
        return tuple(Suggestion(row["headline"], str(row["id"])) for row in rows)
    clauses = [
        (Occur.Should, _reading(index, vocabulary, word, last=at == len(words) - 1))
        for at, word in enumerate(words)
    ]
    hits = search(index, clauses, "", "", READ)
    ids = [hit.article for hit in hits]
    rows = readers.rows(
        "SELECT id, headline, published FROM articles WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    score = {hit.article: hit.score for hit in hits}
    best = max(score.values(), default=1.0) or 1.0

    def value(row: Sequence[str]) -> float:
        like = fuzz.partial_ratio(" ".join(words), " ".join(folded(row[1])))
        return score[int(row[0])] / best + like / 100

    ranked = sorted(
        ((row["id"], row["headline"], row["published"]) for row in rows),
        key=lambda row: (value(row), row[2], row[0]),
        reverse=True,
    )
    return tuple(Suggestion(row[1], str(row[0])) for row in ranked[:limit])


def _reading(index: Index, vocabulary: Vocabulary, word: str, *, last: bool) -> Query:
    """A typed word as itself, as the beginning of a longer one, or as a near one."""
    known = bool(index.searcher.doc_freq("title", word))
    either = [(Occur.Should, term(index, "title", word))]
    if last:
        longer = index.searcher.terms_with_prefix("title", word, limit=50)
        either += [
            (Occur.Should, Query.boost_query(term(index, "title", other), 0.8))
            for other, _ in longer
            if other != word
        ]
        known = known or bool(longer)
    if not known:
        either += [
            (Occur.Should, Query.boost_query(term(index, "title", reading.word), 0.6))
            for reading in vocabulary.near(word)[:5]
        ]
    return Query.boolean_query(either)
