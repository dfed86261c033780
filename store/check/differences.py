"""An alignment as edits for a reader: the printed text with what was taken out of it and put into it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import groupby

from store.check.align import Alignment, Pair, Step
from store.check.words import Word
from store.model import Edit, EditKind

GAP = " … "
"""In the place of printed words that the claim leaves out and says so."""


def edits(
    alignment: Alignment, claimed: str, claim: Sequence[Word], printed: str, words: Sequence[Word]
) -> tuple[Edit, ...]:
    """How ``claimed`` differs from ``printed``: KEPT and DELETED joined are the printed stretch.

    But for what an ellipsis of the claim or a reporting clause accounts for, which is " … ".
    """
    first, last = alignment.printed
    if last < first:
        return ()
    at = words[first].start
    found: list[Edit] = []

    def keep(until: int) -> None:
        nonlocal at
        if until > at:
            found.append(Edit(EditKind.KEPT, printed[at:until]))
            at = until

    reached = at
    for how, group in groupby(alignment.pairs, key=_how):
        pairs = list(group)
        out = [pair.printed for pair in pairs if pair.printed is not None]
        put = [pair.claimed for pair in pairs if pair.claimed is not None]
        if how is _How.LEFT:
            keep(reached)
            found.append(Edit(EditKind.KEPT, GAP))
            at = words[out[-1] + 1].start
        elif how is _How.CHANGED:
            keep(words[out[0]].start if out else reached)
            if out:
                at = words[out[-1]].end
                found.append(Edit(EditKind.DELETED, printed[words[out[0]].start : at]))
            if put:
                text = " ".join(claimed[claim[put[0]].start : claim[put[-1]].end].split())
                found.append(Edit(EditKind.INSERTED, text))
        if out:
            reached = words[out[-1]].end
    keep(words[last].end)
    return tuple(found)


class _How(Enum):
    KEPT = "kept"
    CHANGED = "changed"
    LEFT = "left out honestly"


def _how(pair: Pair) -> _How:
    if pair.step is Step.SAME:
        return _How.KEPT
    if not pair.honest:
        return _How.CHANGED
    return _How.LEFT if pair.step is Step.LEFT_OUT else _How.KEPT
