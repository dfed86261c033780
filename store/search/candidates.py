"""A question → the passages of the index that are worth reading, best first by BM25."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import tantivy
from tantivy import Occur, Query

from store.model import Period, Question, QuestionKind
from store.search.index import View
from store.search.query import names, read_words
from store.search.schema import days
from store.search.text import FUNCTION_WORDS, folded, stem_of, stems

HEADLINE_BOOST = 0.2
"""Of a word in the headline beside the same word in the passage."""
PAIR_BOOST = 0.4
"""Of two words that stand together in the question and, with at most one word between, in the passage."""
PAIR_SLOP = 1
MOST_PAIRS = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question made ready for finding and ranking."""

    kind: QuestionKind
    stems: tuple[str, ...]
    weights: tuple[float, ...]
    """Inverse document frequency of each stem among passages."""
    total: float
    pairs: tuple[tuple[str, str], ...]
    """Stems of content words that are neighbours in the question."""
    words: tuple[str, ...]
    """Folded content words."""
    asked: frozenset[str]
    """Every folded word of the question as it was read."""
    named: frozenset[str]
    """Stems of the names and numbers in the question."""
    phrases: tuple[tuple[str, ...], ...]
    """Stems of what stood in quotation marks."""
    excluded: tuple[tuple[str, ...], ...]
    """Stems of each word or phrase that must not be there."""
    after: str
    before: str
    source: str
    """Words of the source that is asked for alone; "" for all."""
    text: str
    """The question as it was read: as typed, spelling corrected."""
    periods: tuple[Period, ...] = ()
    """The days it names that are part of what is asked, and no limit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document of the index: which article, which row of its table, and its BM25 score."""

    article: int
    row: int
    score: float


def wanted(question: Question, view: View) -> Wanted:
    """Stems and their weights for a parsed and corrected question."""
    stemmed = tuple(dict.fromkeys(stem_of(word) for word in question.words))
    weights = tuple(idf(view, "text", stem) for stem in stemmed)
    read = read_words(question)
    return Wanted(
        kind=question.kind,
        stems=stemmed,
        weights=weights,
        total=sum(weights),
        pairs=tuple(
            (stem_of(first), stem_of(second))
            for first, second in pairwise(read)
            if first not in FUNCTION_WORDS and second not in FUNCTION_WORDS
        ),
        words=question.words,
        asked=frozenset(read),
        named=frozenset(stem for name in names(question) for stem in stems(name)),
        phrases=tuple(tuple(stems(phrase)) for phrase in question.phrases),
        excluded=tuple(tuple(stems(words)) for words in question.excluded),
        after=question.after,
        before=question.before,
        source=question.source,
        text=_as_read(question),
        periods=tuple(period for period in question.periods if not period.limits),
    )


def _as_read(question: Question) -> str:
    text = question.text[:1_000]
    for correction in question.corrections:
        text = text.replace(correction.typed, correction.read)
    return text


def idf(view: View, field: str, stem: str) -> float:
    """BM25's inverse document frequency (Robertson and Spärck Jones 1976, kept above zero)."""
    documents = view.searcher.num_docs
    frequency = view.searcher.doc_freq(field, stem)
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def passages(wanted: Wanted, view: View, limit: int) -> list[Hit]:
    """The best passages for a question, best first."""
    clauses: list[tuple[Occur, Query]] = []
    for stem in wanted.stems:
        clauses.append((Occur.Should, term(view, "text", stem)))
        clauses.append((Occur.Should, _boosted(term(view, "headline", stem), HEADLINE_BOOST)))
    if not clauses and not wanted.phrases:
        return []
    clauses += [(Occur.Must, phrase(view, "text", words)) for words in wanted.phrases]
    clauses += [
        (Occur.MustNot, phrase(view, field, words))
        for words in wanted.excluded
        for field in ("text", "headline")
    ]
    return search(view, clauses, wanted.after, wanted.before, limit, wanted.source)


def quotes(
    words: Sequence[str],
    view: View,
    limit: int,
    *,
    speakers: Iterable[int] = (),
    after: str = "",
    before: str = "",
    exact: Sequence[Sequence[str]] = (),
    excluded: Sequence[Sequence[str]] = (),
    source: str = "",
) -> list[Hit]:
    """The quotes that hold most of ``words`` (stems), of these speakers if any are named.

    ``exact``, ``excluded``: stems of wordings that must and must not be there.
    """
    clauses = [(Occur.Should, term(view, "quote", word)) for word in dict.fromkeys(words)]
    for first, second in pairwise(words):
        if first != second:
            pair = Query.phrase_query(view.schema, "quote", [first, second], PAIR_SLOP)
            clauses.append((Occur.Should, _boosted(pair, PAIR_BOOST)))
    if not clauses:
        return []
    clauses += [(Occur.Must, phrase(view, "quote", chosen)) for chosen in exact]
    clauses += [(Occur.MustNot, phrase(view, "quote", left_out)) for left_out in excluded]
    if said_by := [term(view, "speaker", speaker) for speaker in speakers]:
        of_them = Query.boolean_query([(Occur.Should, query) for query in said_by])
        clauses.append((Occur.Must, Query.const_score_query(of_them, 0.0)))
    return search(view, clauses, after, before, limit, source)


def search(
    view: View,
    clauses: list[tuple[Occur, Query]],
    after: str,
    before: str,
    limit: int,
    source: str = "",
) -> list[Hit]:
    """Run clauses within the days from ``after`` to ``before`` (ISO, inclusive) and a source; "" for any."""
    kept = list(clauses)
    for word in folded(source):
        kept.append((Occur.Must, Query.const_score_query(term(view, "origin", word), 0.0)))
    if after:
        kept.append((Occur.Must, _within(view, "last_day", days(after)[0], 99_999_999)))
    if before:
        kept.append((Occur.Must, _within(view, "first_day", 1, days(before)[1])))
    if any(occur != Occur.MustNot for occur, _ in clauses) and len(kept) > 0:
        needed = [query for occur, query in clauses if occur == Occur.Should]
        if needed:
            rest = [clause for clause in kept if clause[0] != Occur.Should]
            either = Query.boolean_query([(Occur.Should, query) for query in needed])
            kept = [(Occur.Must, either), *rest]
    searcher = view.searcher
    found = searcher.search(Query.boolean_query(kept), limit=limit, count=False).hits
    addresses = [address for _, address in found]
    articles = searcher.fast_field_values("article", addresses)
    rows = searcher.fast_field_values("row", addresses)
    return [
        Hit(int(article or 0), int(row or 0), float(score))
        for (score, _), article, row in zip(found, articles, rows, strict=True)
    ]


def term(view: View, field: str, value: str | int) -> Query:
    return Query.term_query(view.schema, field, value)


def phrase(view: View, field: str, words: Sequence[str]) -> Query:
    if len(words) == 1:
        return term(view, field, words[0])
    return Query.phrase_query(view.schema, field, list(words))


def _boosted(query: Query, boost: float) -> Query:
    return Query.boost_query(query, boost)


def _within(view: View, field: str, low: int, high: int) -> Query:
    span = Query.range_query(view.schema, field, tantivy.FieldType.Unsigned, low, high)
    return Query.const_score_query(span, 0.0)
