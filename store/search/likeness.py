"""How much of what was asked a text holds, and which texts say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from store.db import Readers
from store.model import Citation, Passage
from store.search import records
from store.search.candidates import Wanted
from store.search.text import folded, stems

SAME, SAME_STORY = 92.0, 80.0
"""Likeness of two texts (0 to 100) from which they are shown as one: in any articles, in versions of a story."""


def words_of(passage: Passage) -> str:
    """The verbatim words of a passage, its fragments joined."""
    return " ".join(fragment.text for fragment in passage.fragments)


def share(wanted: Wanted, text: str) -> float:
    """The share of the question's words that ``text`` holds, each counted by how rare it is."""
    held = set(stems(text))
    found = sum(w for s, w in zip(wanted.stems, wanted.weights, strict=True) if s in held)
    return found / (wanted.total or 1.0)


def collapsed(readers: Readers, passages: Sequence[Passage]) -> list[Passage]:
    """Each wording once, in order; the citations of the others are kept with it.

    Versions of one story may differ in a corrected figure or word. Of other articles the figures have to
    be the same: a form filled in for another event says something else.
    """
    stories = records.stories(readers, [passage.citation.article_id for passage in passages])
    kept: list[Passage] = []
    texts: list[tuple[str, list[str], int | None]] = []
    for passage in passages:
        words = folded(words_of(passage))
        figures = [word for word in words if any(map(str.isdigit, word))]
        text, story = " ".join(words), stories.get(passage.citation.article_id)
        for at, (other, others, of) in enumerate(texts):
            one_story = story is not None and story == of
            least = SAME_STORY if one_story else SAME
            if (one_story or figures == others) and (
                text == other or fuzz.ratio(text, other, score_cutoff=least)
            ):
                kept[at] = _joined(kept[at], passage.citation)
                break
        else:
            kept.append(passage)
            texts.append((text, figures, story))
    return kept


def _joined(passage: Passage, citation: Citation) -> Passage:
    known = {passage.citation.article_id, *(other.article_id for other in passage.also_in)}
    if citation.article_id in known:
        return passage
    return replace(passage, also_in=(*passage.also_in, citation))
