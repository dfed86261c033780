"""Articles by headline, as one is typed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from rapidfuzz import fuzz
from tantivy import Occur, Query

from store.model import Suggestion
from store.search.candidates import search, term
from store.search.query import content_words
from store.search.snapshot import Snapshot
from store.search.text import folded, stem_of

READ = 100
MOST_WORDS = 12
MOST_LONGER = 50
HALF = 0.5
"""Share of the words from which a headline is like what was asked for."""
SHORTEST_MISSPELT, MISSPELT = 4, 80.0
"""Letters of a word that may be misspelt, and the likeness (0 to 100) to the one that is meant."""


def suggest(snapshot: Snapshot, typed: str, limit: int) -> tuple[Suggestion, ...]:
    """Headlines that hold the typed words, the last one unfinished; the newest where nothing is typed."""
    words = folded(typed)[:MOST_WORDS]
    if not words:
        rows = snapshot.readers.rows(
            "SELECT id, headline FROM articles WHERE headline != ''"
            " ORDER BY published DESC, id DESC LIMIT ?",
            (limit,),
        )
        return tuple(Suggestion(row["headline"], str(row["id"])) for row in rows)
    return tuple(
        Suggestion(headline, str(article)) for article, headline in _like(snapshot, words, limit)
    )


def alike(snapshot: Snapshot, topic: str, limit: int) -> list[str]:
    """Headlines that hold at least half of the words of ``topic``, misspelt or not."""
    words = list(content_words(topic[:1_000]))[:MOST_WORDS]
    found = [headline for _, headline in _like(snapshot, words, READ)] if words else []
    return [headline for headline in found if _held(words, headline) >= HALF][:limit]


def _held(words: Sequence[str], headline: str) -> float:
    """The share of typed words that a headline holds, its endings and slips aside."""
    printed = folded(headline)
    endless = {stem_of(word) for word in printed}

    def is_held(word: str) -> bool:
        return stem_of(word) in endless or (
            len(word) >= SHORTEST_MISSPELT
            and any(fuzz.ratio(word, other) >= MISSPELT for other in printed)
        )

    return sum(map(is_held, words)) / len(words)


def _like(snapshot: Snapshot, words: Sequence[str], limit: int) -> list[tuple[int, str]]:
    """(article, headline), the likest first."""
    clauses = [
        (Occur.Should, _reading(snapshot, word, last=at == len(words) - 1))
        for at, word in enumerate(words)
    ]
    hits = search(snapshot.view, clauses, "", "", READ)
    rows = snapshot.readers.rows(
        "SELECT id, headline, published FROM articles"
        " WHERE headline != '' AND id IN (SELECT value FROM json_each(?))",
        (json.dumps([hit.article for hit in hits]),),
    )
    score = {hit.article: hit.score for hit in hits}
    best = max(score.values(), default=1.0) or 1.0
    typed = " ".join(words)

    def value(row: sqlite3.Row) -> tuple[float, str, int]:
        like = fuzz.partial_ratio(typed, " ".join(folded(row["headline"]))) / 100
        return score[row["id"]] / best + like, row["published"], row["id"]

    ordered = sorted(rows, key=value, reverse=True)
    return [(row["id"], row["headline"]) for row in ordered[:limit]]


def _reading(snapshot: Snapshot, word: str, *, last: bool) -> Query:
    """A typed word as itself, as the beginning of a longer one, or as a near one."""
    view = snapshot.view
    known = bool(view.searcher.doc_freq("title", word))
    either = [(Occur.Should, term(view, "title", word))]
    if last:
        longer = view.searcher.terms_with_prefix("title", word, limit=MOST_LONGER)
        either += [
            (Occur.Should, Query.boost_query(term(view, "title", other), 0.8))
            for other, _ in longer
            if other != word
        ]
        known = known or bool(longer)
    if not known:
        either += [
            (Occur.Should, Query.boost_query(term(view, "title", reading.word), 0.6))
            for reading in snapshot.vocabulary.near(word)[:5]
        ]
    return Query.boolean_query(either)
