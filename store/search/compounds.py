"""Words run together and words torn apart: "asylumseekers", "head line"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tantivy import Query

from store.search.held import held
from store.search.index import View
from store.search.spelling import Reading
from store.search.text import FUNCTION_WORDS, stem_of

SHORTEST = 6
"""Letters of a word that may be two."""
LEAST_PART = 3
MISSED_SPACE = 0.65
"""Edits that a space which was left out counts as."""
MOST_TRIED = 3
ENOUGH = 20
TOO_COMMON = 10_000
"""Documents from which a word's phrases take too long to look for."""


def split(word: str, view: View) -> Reading | None:
    """A word as two that the archive prints side by side; its ``word`` has a space. None for no such two."""
    if len(word) < SHORTEST or not word.isalpha():
        return None
    searcher = view.searcher
    halves = []
    for at in range(LEAST_PART, len(word) - LEAST_PART + 1):
        first, second = word[:at], word[at:]
        rarer = min(searcher.doc_freq("words", first), searcher.doc_freq("words", second))
        if rarer:
            halves.append((rarer, first, second))
    found = []
    for rarer, first, second in sorted(halves, reverse=True)[:MOST_TRIED]:
        if times := _side_by_side(first, second, rarer, view):
            found.append(Reading(f"{first} {second}", MISSED_SPACE, times))
    return min(found, key=lambda reading: reading.value, default=None)


def joined(words: Sequence[str], view: View) -> dict[tuple[str, str], str]:
    """Neighbours among ``words`` that the archive prints as one word and never side by side."""
    searcher = view.searcher
    found: dict[tuple[str, str], str] = {}
    taken = ""
    for first, second in pairwise(words):
        if first == taken or not (first + second).isalpha() or len(first + second) < SHORTEST:
            continue
        if min(len(first), len(second)) < 2 or {first, second} <= FUNCTION_WORDS:
            continue
        if not searcher.doc_freq("words", first + second) or not held(first + second, view):
            continue
        rarer = min(searcher.doc_freq("text", stem_of(word)) for word in (first, second))
        if not rarer or not _side_by_side(first, second, rarer, view):
            found[first, second] = first + second
            taken = second
    return found


def _side_by_side(first: str, second: str, rarer: int, view: View) -> int:
    """How many passages print two words as neighbours, up to ENOUGH; 1 where that takes too long to say."""
    if rarer > TOO_COMMON:
        return 1
    phrase = Query.phrase_query(view.schema, "text", [stem_of(first), stem_of(second)])
    return len(view.searcher.search(phrase, limit=ENOUGH, count=False).hits)
