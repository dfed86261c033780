"""Sentences about somebody whom they do not name: whom "he" and "the senator" mean as their subjects."""

from __future__ import annotations

from collections.abc import Mapping

from store.extract.cast import Cast
from store.extract.coref import Resolved
from store.extract.grid import Grid
from store.model import Referent

_SUBJECTS = ("nsubj", "nsubjpass")
_SURE = 0.25
"""How far whom it means has to lead the next one."""


def referring(grid: Grid, cast: Cast, resolved: Mapping[int, Resolved]) -> tuple[Referent, ...]:
    """One for each sentence and whom its subjects mean, in order."""
    doc = grid.doc
    found: list[Referent] = []
    told: set[tuple[int, int]] = set()
    for i, choice in sorted(resolved.items()):
        token, entry = doc[i], cast.entries[choice.number]
        if token.dep_ not in _SUBJECTS or not entry.named or choice.margin < _SURE:
            continue
        start, end = grid.sentence(i)
        named = any(k in cast.at and cast.at[k][1] == choice.number for k in range(start, end))
        if named or (start, choice.number) in told:
            continue
        told.add((start, choice.number))
        first = max(start, token.left_edge.i)
        found.append(Referent((doc[first].idx, token.idx + len(token.text)), entry.name))
    return tuple(found)
