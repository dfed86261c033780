"""Which words of a question are misspelt here, and what they are read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tantivy import Occur, Query

from store.model import Correction, Question
from store.search.candidates import term
from store.search.index import View
from store.search.spelling import Reading, Vocabulary
from store.search.text import folded, stem_of

CLOSE = 0.45
"""How much likelier than another a reading must be before its company is not looked at."""
COMPANY = 0.6
"""Edits that being found together with all other words of the question is worth."""
MOST_READINGS = 5


def corrected(question: Question, view: View, vocabulary: Vocabulary) -> Question:
    """The question with each word that the archive does not have read as a near one that it has."""
    strange = [word for word in question.words if not known(word, view)]
    if not strange:
        return question
    others = [word for word in question.words if word not in strange]
    read: dict[str, str] = {}
    for word in strange:
        if readings := vocabulary.near(word):
            read[word] = _likeliest(readings, others, view)
            others.append(read[word])
    if not read:
        return question
    spelt = _as_typed(question.text)
    return replace(
        question,
        words=tuple(dict.fromkeys(read.get(word, word) for word in question.words)),
        corrections=question.corrections
        + tuple(Correction(spelt.get(word, word), chosen) for word, chosen in read.items()),
    )


def known(word: str, view: View) -> bool:
    """Whether the archive prints the word, or another form of it."""
    searcher = view.searcher
    return bool(
        searcher.doc_freq("words", word)
        or searcher.doc_freq("text", stem_of(word))
        or searcher.doc_freq("headline", stem_of(word))
    )


def _likeliest(readings: Sequence[Reading], others: Sequence[str], view: View) -> str:
    near = [
        reading for reading in readings[:MOST_READINGS] if reading.value - readings[0].value < CLOSE
    ]
    if len(near) == 1 or not others:
        return near[0].word
    company = [_company(reading.word, others, view) for reading in near]
    most = max(company) or 1.0
    scored = zip(near, company, strict=True)
    return min(scored, key=lambda pair: pair[0].value - COMPANY * pair[1] / most)[0].word


def _company(word: str, others: Sequence[str], view: View) -> float:
    """How well the best passage that has the word matches the other words."""
    rest = [(Occur.Should, term(view, "text", stem_of(other))) for other in others]
    query = Query.boolean_query(
        [
            (Occur.Must, Query.const_score_query(term(view, "words", word), 0.0)),
            *rest,
        ]
    )
    hits = view.searcher.search(query, limit=1, count=False).hits
    return float(hits[0][0]) if hits else 0.0


def _as_typed(text: str) -> dict[str, str]:
    """Folded word → the word as it stands in the question."""
    return {
        words[0]: piece.strip("?!.,;:'\"()“”‘’")
        for piece in text[:2_000].split()
        if len(words := folded(piece)) == 1
    }
