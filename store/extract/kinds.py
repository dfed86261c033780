"""Direct, mixed or indirect: how much of a content stands between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.extract.grid import Grid
from store.model import QuoteKind, Span

_WORD = re.compile(r"\w+")


def kind_of(grid: Grid, content: Sequence[Span]) -> QuoteKind:
    """Direct where every word of ``content`` is between marks, indirect where none is, else mixed.

    Double marks count whatever they hold; single marks only where they hold speech.
    """
    text = grid.text
    marked = plain = False
    for start, end in content:
        at = start
        for k in grid.touching(start, end):
            m = grid.marked[k]
            if m.single and grid.outside[grid.tokens[k][0]]:
                continue
            marked = marked or _WORD.search(text, max(m.start, start), min(m.end, end)) is not None
            plain = plain or _WORD.search(text, at, max(at, m.start)) is not None
            at = m.end
        plain = plain or _WORD.search(text, min(at, end), end) is not None
    if marked and not plain:
        return QuoteKind.DIRECT
    return QuoteKind.MIXED if marked else QuoteKind.INDIRECT
