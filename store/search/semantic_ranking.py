"""The best passages ranked again with what they mean beside the words they share with the question."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from store.search.ranking import Ranked
from store.search.semantic import encoder, likeness
from store.search.semantic_vectors import KeptVectors, key_of

if TYPE_CHECKING:
    from store.search.semantic import Vectors

WEIGHTS = (0.55, 4.25, 1.14, 5.12, 1.41, -0.82, 1.48, 0.07, 2.86, 0.88, 0.93, 3.37, -0.38, 1.45)
"""Of ``ranking.FEATURES`` beside likeness of meaning, learnt in the same way."""
SENTENCE, WHOLE = 7.2, 5.5
"""Of the likeness of the best sentence, and of the whole passage with its headline."""
MEANING = ("likeness of the best sentence's meaning", "likeness of the passage's meaning")
UNREAD = "not among those read for their meaning"
DEPTH = 30
"""Passages that are ranked again."""
PATIENCE = 1.0
"""Seconds that one question may spend on passages that were never read before."""


class Meaning:
    """Ranks by meaning. Threads share one."""

    def __init__(self, path: Path | None, patience: float = PATIENCE) -> None:
        """``path``: the file that keeps vectors. Raises NoSemantic where the extra is not installed."""
        self._encoder = encoder()
        self._kept = KeptVectors(path)
        self._patience = patience

    def close(self) -> None:
        self._kept.close()

    def again(
        self, question: str, passages: Sequence[tuple[str, str]], ranks: Sequence[Ranked]
    ) -> list[tuple[int, Ranked]]:
        """``ranks``, which come best first, in a new order and with new scores, each with its old place.

        ``passages``: headline and text of each. Those that time does not suffice for stay behind the
        others, in their order.
        """
        asked = self._encoder.question(question)
        vectors = self._vectors(passages[:DEPTH], ranks)
        again = [
            fused(rank, likeness(asked, rows)) for rank, rows in zip(ranks, vectors, strict=False)
        ]
        least = min((rank.score for rank in again), default=float("inf"))
        again += [_at_most(rank, least) for rank in ranks[len(again) :]]
        return sorted(enumerate(again), key=lambda one: -one[1].score)

    def _vectors(
        self, passages: Sequence[tuple[str, str]], ranks: Sequence[Ranked]
    ) -> list[Vectors]:
        """Of the first passages, as many as there is time for."""
        give_up = time.monotonic() + self._patience
        keys = [key_of(*passage) for passage in passages]
        known = self._kept.get(keys)
        fresh: dict[bytes, Vectors] = {}
        rows: list[Vectors] = []
        for key, (headline, text), rank in zip(keys, passages, ranks, strict=False):
            if key not in known:
                if time.monotonic() > give_up:
                    break
                spans = [sentence.span for sentence in rank.sentences]
                known[key] = fresh[key] = self._encoder.passage(headline, text, spans)
            rows.append(known[key])
        self._kept.keep(fresh)
        return rows


def fused(rank: Ranked, alike: tuple[float, float]) -> Ranked:
    """A passage scored by words and meaning."""
    meant = zip(MEANING, (SENTENCE * alike[0], WHOLE * alike[1]), strict=True)
    again = replace(rank, weights=WEIGHTS, more=(*rank.more, *meant), meant=alike)
    return replace(again, score=sum(value for _, value in again.scored))


def _at_most(rank: Ranked, least: float) -> Ranked:
    """A passage that was not read for its meaning, behind those that were."""
    if rank.score <= least:
        return rank
    return replace(rank, score=least, more=(*rank.more, (UNREAD, least - rank.score)))
