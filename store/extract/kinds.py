"""Direct, mixed or indirect: how much of a content stands between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.extract.grid import Grid
from store.model import QuoteKind, Span

_WORD = re.compile(r"\w+")


def kind_of(grid: Grid, content: Sequence[Span]) -> QuoteKind:
    """Direct where every word of ``content`` is between marks, indirect where none is, else mixed."""
    text = grid.doc.text
    stretches = [m for m in grid.marked if not grid.outside[grid.tokens[grid.marked.index(m)][0]]]
    marked = plain = 0
    for start, end in content:
        for word in _WORD.finditer(text, start, end):
            if any(m.start <= word.start() and word.end() <= m.end for m in stretches):
                marked += 1
            else:
                plain += 1
    if marked and not plain:
        return QuoteKind.DIRECT
    return QuoteKind.MIXED if marked else QuoteKind.INDIRECT
