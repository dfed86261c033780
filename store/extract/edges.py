"""Where the words of a quote begin and end: marks taken in whole, sentences from their start to their stop."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc

from store.extract.clauses import Clause
from store.extract.drafts import Found, chars, has_finite, verb_of
from store.extract.frames import ends_of_adjuncts
from store.extract.grid import Grid
from store.extract.lexicon import SAY_VERBS
from store.extract.sentences import Tokens, is_mark
from store.extract.wording import RELATIVE
from store.model import Span

_STOPS = (".", ",", ";", "!", "?")
_PAUSES = (",", "—", "–", "-", ";")
# A content that ends with one of these was cut at the mark: the marked words complete it.
_OPEN_ENDED = ("IN", "TO", "DT", "CC", "PRP$", "POS", "VBD", "VBZ", "VBP", "VB", "VBG")
_REPORTER = ("VBG", "VBN")
_COMPLETED = ("that", "clause", "wh", "before", "reached")
_COMPLETING = ("ADP", "SCONJ", "PART", "AUX", "VERB", "NOUN")
_BREAKS = (",", ";", ":", "—", "–", "--", "(", ")")


def widened(grid: Grid, clause: Clause) -> tuple[list[Span], list[int]]:
    """Contents as character spans, each marked stretch that one touches taken in whole."""
    return _spans(grid, clause, clause.content)


def _spans(grid: Grid, clause: Clause, content: Sequence[Tokens]) -> tuple[list[Span], list[int]]:
    spans: list[Span] = []
    inside: list[int] = []
    for start, end in content:
        if end <= start:
            continue
        first, last = chars(grid.doc, (start, end))
        abuts = 2 if grid.doc[end - 1].tag_ in _OPEN_ENDED else 0
        for k in grid.touching(first, last + abuts):
            mark_start, mark_end = grid.tokens[k]
            if mark_start > end or (mark_start == end and not abuts):
                continue
            if grid.outside[mark_start] or mark_start >= clause.end or mark_end <= clause.start:
                first, last = min(first, grid.marked[k].start), max(last, grid.marked[k].end)
                inside.append(k)
        if spans and first < spans[-1][1]:
            continue
        spans.append((first, last))
    return spans, inside


def tagged(grid: Grid, clause: Clause) -> tuple[list[Span], list[int]]:
    """The content around a cue that ends or parts its sentence: ``A, officials said[, B].``"""
    doc = grid.doc
    verb = doc[clause.verb]
    if verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        # "the book, written by Ada Lunde"
        return [], []
    if clause.head >= 0 and doc[clause.head].lower_ in RELATIVE:
        # "Orlan, who wrote the letters, stepped down."
        return [], []
    first, last = grid.sentence(clause.verb)
    comma = clause.start - 1
    if comma > first and doc[comma].lower_ == "as":
        comma -= 1
    if comma <= first or doc[comma].text not in _PAUSES:
        return [], []
    start = first
    while start < comma and grid.outside[start] and (doc[start].is_punct or doc[start].is_space):
        start += 1
    rest = max(clause.end, ends_of_adjuncts(doc[clause.verb]))
    parts = [(start, comma)]
    stop = last
    while stop > rest and (doc[stop - 1].is_space or doc[stop - 1].text in _STOPS):
        stop -= 1
    if rest < stop:
        if doc[rest].text not in (",", ";"):
            return [], []
        if _goes_on(doc, rest + 1, stop):
            parts.append((rest + 1, stop))
    if not any(has_finite(doc, *part) for part in parts) or _hangs_on(doc, start, comma, clause):
        return [], []
    return _spans(grid, clause, parts)


def _hangs_on(doc: Doc, start: int, end: int, clause: Clause) -> bool:
    """True for ``After he lost, she said …``: the words before are when she said it, not what."""
    return any(
        t.dep_ == "advcl" and t.head.i == clause.verb and t.left_edge.i <= start
        for t in doc[start:end]
    )


def _goes_on(doc: Doc, start: int, end: int) -> bool:
    """True where what follows a cue is more of the content and not more about the cue."""
    if end - start < 3 or doc[start].tag_ in ("VBG", "VBN", "WP", "WDT", "WP$", "WRB"):
        return False
    return has_finite(doc, start, end)


def from_sentence_start(grid: Grid, k: int) -> Span:
    """``The country "has changed," he said.``: the content starts with its sentence, not with the mark."""
    m = grid.marked[k]
    doc = grid.doc
    start, _ = grid.tokens[k]
    first = grid.sentence(start)[0]
    while first < start and (doc[first].is_punct or doc[first].is_space):
        first += 1
    if first < start and all(grid.outside[first:start]) and doc[start - 1].text not in (",", ":"):
        return doc[first].idx, m.end
    return m.span


def opening(grid: Grid, clause: Clause, k: int) -> list[Span]:
    """``In cases of abortion, it said, "she is a victim."``: the words that open the reported sentence."""
    doc = grid.doc
    first, _ = grid.sentence(clause.verb)
    comma = clause.start - 1
    while first < comma and (doc[first].is_punct or doc[first].is_space):
        first += 1
    between = doc[clause.end : grid.tokens[k][0]]
    if comma - first < 1 or doc[comma].text != "," or any(t.text != "," for t in between):
        return []
    if any(t.tag_ in _REPORTER for t in doc[first:comma]) or not all(grid.outside[first:comma]):
        return []
    words = (t.text for t in doc[grid.tokens[k][0] : grid.tokens[k][1]] if not t.is_punct)
    if not next(words, "").islower() or _hangs_on(doc, first, comma, clause):
        return []
    return [chars(doc, (first, comma))]


def complete(grid: Grid, clauses: Sequence[Clause], found: Found) -> None:
    """``said "it gets me mad" every time he thinks of it``: the words that belong to the marked ones."""
    if found.how not in _COMPLETED or not found.stretches:
        return
    doc = grid.doc
    first, last = found.content[-1]
    k = found.stretches[-1]
    end = grid.tokens[k][1]
    if grid.marked[k].end != last or grid.last_word_mark(k) in _STOPS or end >= len(doc):
        return
    if doc[end].pos_ not in _COMPLETING or doc[end].lower_ == "as":
        return
    stop = grid.sentence(end - 1)[1]
    later = clauses[
        bisect_left(clauses, end, key=verb_of) : bisect_left(clauses, stop, key=verb_of)
    ]
    stop = min([stop, *(c.start for c in later if c.start >= end and c.lemma in SAY_VERBS)])
    here = end
    while here < stop and doc[here].text not in _BREAKS and grid.outside[here]:
        here += 1
    here = _trimmed_end(doc, end, here)
    if here > end:
        found.content[-1] = (first, chars(doc, (end, here))[1])


def _trimmed_end(doc: Doc, start: int, end: int) -> int:
    while end > start and (
        is_mark(doc[end - 1]) or doc[end - 1].is_space or doc[end - 1].dep_ == "cc"
    ):
        end -= 1
    return end
