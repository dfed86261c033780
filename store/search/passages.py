"""A body cut into the passages that search ranks: whole paragraphs together, long ones at sentence ends.

About 150 words rank best: a single sentence of a news story seldom repeats who and where it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.model import Paragraph, Span
from store.search.text import sentences

FULL = 700
"""Characters after which no further paragraph is added to a passage."""
LONGEST = 1_400
"""Characters that no passage exceeds."""


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """``body[start:end]``, from 1 on; ``paragraph`` is the ordinal of the one it starts in."""

    ordinal: int
    paragraph: int
    start: int
    end: int


def cut(body: str, paragraphs: Sequence[Paragraph]) -> tuple[PassageSpan, ...]:
    """Cut a body into passages that cover its paragraphs in order without overlap.

    Offsets are string indices into ``body``.
    """
    pieces = [
        (paragraph.ordinal, piece)
        for paragraph in paragraphs
        for piece in _split(body, paragraph.start, paragraph.end)
    ]
    passages: list[PassageSpan] = []
    open_at: tuple[int, int] | None = None
    reached = 0
    for ordinal, (start, end) in pieces:
        if open_at is not None and (reached - open_at[1] >= FULL or end - open_at[1] > LONGEST):
            passages.append(PassageSpan(len(passages) + 1, *open_at, reached))
            open_at = None
        if open_at is None:
            open_at = (ordinal, start)
        reached = end
    if open_at is not None:
        passages.append(PassageSpan(len(passages) + 1, *open_at, reached))
    return tuple(passages)


def _split(body: str, start: int, end: int) -> Iterator[Span]:
    """A paragraph whole where it is short enough, else in even runs of sentences."""
    if end - start <= LONGEST:
        if body[start:end].strip():
            yield start, end
        return
    parts = -(-(end - start) // LONGEST)
    even = (end - start) / parts
    begun: int | None = None
    reached = start
    for first, last in sentences(body[start:end]):
        for piece in _short(body, start + first, start + last):
            if begun is not None and (
                piece[1] - begun > LONGEST
                or reached - begun >= even
                or piece[1] - begun > even * 1.25
            ):
                yield begun, reached
                begun = None
            begun = piece[0] if begun is None else begun
            reached = piece[1]
    if begun is not None:
        yield begun, reached


def _short(body: str, start: int, end: int) -> Iterator[Span]:
    """A sentence whole, or at white space (else anywhere) where it is longer than a passage may be."""
    while end - start > LONGEST:
        stop = body.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = stop if stop > start else start + LONGEST
        yield start, stop
        start = stop + (body[stop] == " ")
    if body[start:end].strip():
        yield start, end
