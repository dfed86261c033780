"""Where the words of a claim stand in a printed text, and how they differ: a fitting alignment.

The claim is aligned whole, the text may begin before it and end after it (semi-global alignment, Needleman
and Wunsch's recurrence with free ends of the text). Costs are in words: one changed word is about 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from store.check.words import Word, joined

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Costs = NDArray[np.float32]

_SAME = -0.02
"""Of readings that cost the same, the one in which more words are printed as claimed."""
_CHANGED = 1.0
_ADDED = 1.001
"""A little more than a changed word: of two readings the one that keeps the words' places."""
_LEFT_OUT = 0.6
"""Less than a changed word: three words left out are likelier than two changed before them."""
_OVER_AN_END = 1.5
"""A first or last word in the place of one of another sentence: rather an added word than that."""
_FREE = 0.05
_NEAR_FREE = 0.3
_IN_GAP = 0.01
_BETWEEN = 0.1
"""A word between two parts of one quotation ("she said"), left out."""
_MOST_BETWEEN = 40
_CLOSE = 1e-4


class Step(Enum):
    """What became of a printed word, or of a claimed one."""

    SAME = "same"
    CHANGED = "changed"
    LEFT_OUT = "left out"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Pair:
    """``printed`` and ``claimed`` are indices into the words; None where there is no such word."""

    step: Step
    printed: int | None
    claimed: int | None
    honest: bool = False
    """Whether an ellipsis, a bracket or a reporting clause accounts for it."""


@dataclass(frozen=True, slots=True)
class Alignment:
    pairs: tuple[Pair, ...]
    """In the order of the text, from the first claimed word to the last."""

    @property
    def same(self) -> int:
        """Words that are printed as claimed."""
        return sum(pair.step is Step.SAME for pair in self.pairs)

    @property
    def changes(self) -> int:
        """Words changed, left out or added that nothing accounts for."""
        return sum(pair.step is not Step.SAME and not pair.honest for pair in self.pairs)

    @property
    def printed(self) -> tuple[int, int]:
        """Indices of the first and the last printed word that it reaches over; (0, -1) for none."""
        kept = [pair.printed for pair in self.pairs if pair.printed is not None]
        return (kept[0], kept[-1]) if kept else (0, -1)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed text as it is aligned with."""

    words: Sequence[Word]
    quoted: Sequence[bool]
    """Of each word, whether it stands between quotation marks."""
    ends: Sequence[bool]
    """Of each word, whether a sentence or a quotation ends behind it."""
    hyphened: Sequence[bool]
    """Of each word, whether only a hyphen parts it from the next: what is changed of one is of both."""


def align(claim: Sequence[Word], text: Printed) -> Alignment:
    """The cheapest alignment of ``claim`` with a part of ``text``; both hold words."""
    skipped = _skipped(text)
    pairs = _traced(*_costs(claim, text, skipped))
    if any(
        pair.printed is not None and pair.claimed is not None and skipped[pair.printed]
        for pair in pairs
    ):
        # What looks like a reporting clause is part of what is claimed.
        skipped = [False] * len(skipped)
        pairs = _traced(*_costs(claim, text, skipped))
    return Alignment(tuple(_accounted(_whole(pairs, text), claim, text, skipped)))


def exact(claim: Sequence[Word], words: Sequence[Word]) -> Alignment | None:
    """The claim where it stands word for word, None where it does not."""
    wanted = [word.form for word in claim]
    forms = [word.form for word in words]
    for at in range(len(forms) - len(wanted) + 1):
        if forms[at] == wanted[0] and forms[at : at + len(wanted)] == wanted:
            return Alignment(tuple(Pair(Step.SAME, at + n, n) for n in range(len(wanted))))
    return None


def _skipped(text: Printed) -> list[bool]:
    """Of each word, whether it stands in a short stretch between two quoted ones."""
    found = [False] * len(text.words)
    last = -1
    for at, quoted in enumerate(text.quoted):
        if quoted:
            if last >= 0 and 1 < at - last <= _MOST_BETWEEN + 1:
                found[last + 1 : at] = [True] * (at - last - 1)
            last = at
    return found


def _costs(
    claim: Sequence[Word], text: Printed, skipped: Sequence[bool]
) -> tuple[Costs, Costs, Costs]:
    """``(cost of each cell, of a pair, of leaving a printed word out)``.

    Rows are printed words, columns claimed ones; the first of each is the place before them.
    """
    import numpy as np

    n, m = len(text.words), len(claim)
    numbers: dict[str, int] = {}
    claimed = np.array([numbers.setdefault(word.form, len(numbers)) for word in claim])
    printed = np.array([numbers.get(word.form, -1) for word in text.words])
    free = np.array([word.free for word in claim])
    add = np.where(free, _FREE, _ADDED).astype(np.float32)
    change = np.where(free, _FREE, np.full((n, m), _CHANGED)).astype(np.float32)
    ends = np.array(text.ends)
    if not free[0]:
        change[ends, 0] = _OVER_AN_END
    if not free[-1]:
        change[1:, -1] = np.where(ends[:-1], _OVER_AN_END, change[1:, -1])
    change[printed[:, None] == claimed[None, :]] = _SAME
    leave = np.full((n, m + 1), _LEFT_OUT, dtype=np.float32)
    leave[np.array(skipped)] = _BETWEEN
    for at, word in enumerate(claim):
        if word.free:
            leave[:, at : at + 2] = np.minimum(leave[:, at : at + 2], _NEAR_FREE)
        if word.after_gap:
            leave[:, at] = _IN_GAP
    leave[:, 0] = leave[:, m] = 0.0
    summed = np.concatenate(([0.0], np.cumsum(add))).astype(np.float32)
    costs = np.empty((n + 1, m + 1), dtype=np.float32)
    costs[0] = summed
    for row in range(1, n + 1):
        best = costs[row - 1] + leave[row - 1]
        best[1:] = np.minimum(best[1:], costs[row - 1, :-1] + change[row - 1])
        costs[row] = summed + np.minimum.accumulate(best - summed)
    return costs, change, leave


def _traced(costs: Costs, change: Costs, leave: Costs) -> list[Pair]:
    """The pairs of a cheapest way, from the first claimed word to the last."""
    row, column = costs.shape[0] - 1, costs.shape[1] - 1
    pairs: list[Pair] = []
    while column:
        here = costs[row, column]
        if row and abs(costs[row - 1, column - 1] + change[row - 1, column - 1] - here) < _CLOSE:
            step = Step.SAME if change[row - 1, column - 1] < 0.0 else Step.CHANGED
            row, column = row - 1, column - 1
            pairs.append(Pair(step, row, column))
        elif row and abs(costs[row - 1, column] + leave[row - 1, column] - here) < _CLOSE:
            row -= 1
            if pairs:
                pairs.append(Pair(Step.LEFT_OUT, row, None))
        else:
            column -= 1
            pairs.append(Pair(Step.ADDED, None, column))
    return pairs[::-1]


def _whole(pairs: Sequence[Pair], text: Printed) -> list[Pair]:
    """The pairs with the rest of a hyphened word, where only a part of it stands at the claim's end."""
    first, last = pairs[0], pairs[-1]
    before: list[Pair] = []
    after: list[Pair] = []
    if first.step is Step.CHANGED and first.printed is not None:
        at = first.printed
        while at and text.hyphened[at - 1]:
            at -= 1
            before.insert(0, Pair(Step.LEFT_OUT, at, None))
    if last.step is Step.CHANGED and last.printed is not None:
        at = last.printed
        while text.hyphened[at]:
            at += 1
            after.append(Pair(Step.LEFT_OUT, at, None))
    return [*before, *pairs, *after]


def _accounted(
    pairs: Sequence[Pair], claim: Sequence[Word], text: Printed, skipped: Sequence[bool]
) -> list[Pair]:
    """The pairs with those marked honest that the editor's marks or a reporting clause account for."""
    found: list[Pair] = []
    at = 0
    while at < len(pairs):
        if pairs[at].step is Step.SAME:
            found.append(pairs[at])
            at += 1
            continue
        end = at
        while end < len(pairs) and pairs[end].step is not Step.SAME:
            end += 1
        found.extend(
            _group(pairs[at:end], pairs[at - 1 : at], pairs[end : end + 1], claim, text, skipped)
        )
        at = end
    return found


def _group(
    group: Sequence[Pair],
    before: Sequence[Pair],
    after: Sequence[Pair],
    claim: Sequence[Word],
    text: Printed,
    skipped: Sequence[bool],
) -> list[Pair]:
    """Differences that stand together; ``before`` and ``after``: the pairs beside them, if any."""
    put_in = [pair.claimed for pair in group if pair.claimed is not None]
    taken = [pair.printed for pair in group if pair.printed is not None]
    if joined([claim[j].form for j in put_in]) == joined([text.words[i].form for i in taken]):
        return [Pair(pair.step, pair.printed, pair.claimed, True) for pair in group]
    freely = any(claim[j].free for j in put_in)
    follows = after[0].claimed if after else None
    gap = (follows is not None and claim[follows].after_gap) or any(
        claim[j].after_gap for j in put_in
    )
    beside = any(
        pair.claimed is not None and claim[pair.claimed].free for pair in (*before, *after)
    )
    marked = []
    for pair in group:
        if pair.claimed is not None:
            honest = claim[pair.claimed].free
        else:
            assert pair.printed is not None
            honest = freely or gap or beside or skipped[pair.printed]
        marked.append(Pair(pair.step, pair.printed, pair.claimed, honest))
    return marked
