"""Words that somebody denied: what follows "denied that" is the contrary of what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.model import QuoteKind, Span

_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|(?:disput|refut)(?:e|es|ed|ing)|(?:reject|disown)(?:s|ed|ing)?"
    r"|dismiss(?:es|ed|ing)?)\b",
    re.IGNORECASE,
)


def denies(cue: Sequence[Span], text: str, start: int = 0) -> bool:
    """Whether a cue says that its content is not so; ``text`` begins at ``start`` of what its spans index."""
    return any(
        low >= start and _DENYING.search(text[low - start : high - start]) for low, high in cue
    )


def told(
    kind: QuoteKind, content: Sequence[Span], cue: Sequence[Span], body: str
) -> tuple[Span, ...]:
    """What is shown of a quote: its content, and with it the cue where a report denies it."""
    if kind is QuoteKind.DIRECT or not denies(cue, body):
        return tuple(content)
    joined: list[Span] = []
    for start, end in sorted({*map(_span, content), *map(_span, cue)}):
        if joined and not body[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _span(span: Sequence[int]) -> Span:
    start, end = span
    return start, end
