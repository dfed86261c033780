"""How much of what was asked a text holds, and which texts say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from store.model import Citation, Passage
from store.search.candidates import Wanted
from store.search.text import folded, stems

SAME = 92.0
"""Likeness of two texts (0 to 100) from which they are shown as one."""


def words_of(passage: Passage) -> str:
    """The verbatim words of a passage, its fragments joined."""
    return " ".join(fragment.text for fragment in passage.fragments)


def share(wanted: Wanted, text: str) -> float:
    """The share of the question's words that ``text`` holds, each counted by how rare it is."""
    held = set(stems(text))
    found = sum(w for s, w in zip(wanted.stems, wanted.weights, strict=True) if s in held)
    return found / (wanted.total or 1.0)


def collapsed(passages: Sequence[Passage]) -> list[Passage]:
    """Each wording once, in order; the citations of the others are kept with it."""
    kept: list[Passage] = []
    texts: list[str] = []
    for passage in passages:
        text = " ".join(folded(words_of(passage)))
        for at, other in enumerate(texts):
            if text == other or fuzz.ratio(text, other, score_cutoff=SAME):
                kept[at] = _joined(kept[at], passage.citation)
                break
        else:
            kept.append(passage)
            texts.append(text)
    return kept


def _joined(passage: Passage, citation: Citation) -> Passage:
    known = {passage.citation.article_id, *(other.article_id for other in passage.also_in)}
    if citation.article_id in known:
        return passage
    return replace(passage, also_in=(*passage.also_in, citation))
