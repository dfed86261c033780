"""Words in quotation marks with their speaker's name behind a dash: ``"…" — Ada Lunde, ferry owner``.

Letters, epigraphs and round-ups print no verb at all; the dash is the cue, and the name runs to the end of
the line or stands alone on the next one.
"""

from __future__ import annotations

from store.extract.clauses import Clause
from store.extract.grid import Grid
from store.extract.sentences import Tokens

_DASHES = frozenset(("—", "–", "―", "--", "-", "~"))
_LONGEST = 16
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def find_signed(grid: Grid) -> list[tuple[int, Clause]]:
    """Marked stretches, by their index, that a name behind a dash follows; the clause's verb is the dash."""
    found: list[tuple[int, Clause]] = []
    for k, (start, end) in enumerate(grid.tokens):
        if grid.outside[start] or grid.marked[k].single:
            continue
        signed = _signature(grid, end)
        if signed is not None:
            dash, source = signed
            head = _head(grid, source)
            found.append((k, Clause(dash, "", "signed", (dash, dash + 1), source, (), head)))
    return found


def _signature(grid: Grid, after: int) -> tuple[int, Tokens] | None:
    doc = grid.doc
    dash = _past_space(grid, after)
    if dash >= len(doc) or doc[dash].text not in _DASHES or not grid.outside[dash]:
        return None
    start = _past_space(grid, dash + 1)
    end = start
    while end < len(doc) and end - start <= _LONGEST and not _breaks(grid, end):
        if not grid.outside[end] or doc[end].tag_ in _FINITE:
            return None
        end += 1
    while end > start and doc[end - 1].is_punct and doc[end - 1].text != ")":
        end -= 1
    named = end > start and end - start <= _LONGEST and doc[start].text[:1].isupper()
    return (dash, (start, end)) if named else None


def _past_space(grid: Grid, i: int) -> int:
    while i < len(grid.doc) and grid.doc[i].is_space:
        i += 1
    return i


def _breaks(grid: Grid, i: int) -> bool:
    return grid.doc[i].is_space and "\n" in grid.doc[i].text


def _head(grid: Grid, source: Tokens) -> int:
    """The last word of the name: before the comma or bracket that a role or place follows."""
    start, end = source
    for i in range(start + 1, end):
        if grid.doc[i].is_punct and grid.doc[i].text not in ("-", "'", "’", "."):
            return i - 1
    return end - 1
