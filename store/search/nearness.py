"""Passages printed at the time that a question is about come before others, near ones before far ones.

"In September 2002" is mostly part of what is asked: a report of that month need not print its date.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from store.figures.events import days_between
from store.model import Period
from store.search import candidates
from store.search.candidates import Hit, Wanted
from store.search.index import View
from store.search.text import stem_of, stems

NAME = "printed near the days asked about"
WEIGHT = 9.0
"""Of the date's share of the question: about what a passage has that prints the date's words."""
NEAR = 0.5
"""From which an article's date tells the days asked about."""
LEAST_DAYS = 30
"""Days after which a report of a day is half as near; of a longer period, as many as it has."""


def printed_then(wanted: Wanted, view: View, limit: int) -> list[Hit]:
    """The best passages of articles printed in the days a question is about, best first."""
    if wanted.after or wanted.before:
        return []
    hits: dict[int, Hit] = {}
    for period in wanted.periods:
        then = replace(wanted, after=period.first, before=period.last)
        hits |= {hit.row: hit for hit in candidates.passages(then, view, limit)}
    return sorted(hits.values(), key=lambda hit: -hit.score)[:limit]


def worth(wanted: Wanted, published: str) -> tuple[tuple[str, float], ...]:
    """What an article's date (ISO, at its precision; "" for none) speaks for it: a name and how much."""
    if not wanted.periods or not published:
        return ()
    weight = dict(zip(wanted.stems, wanted.weights, strict=True))
    near = sum(
        nearness(published, period)
        * sum(weight.get(stem, 0.0) for stem in set(stems(period.typed)))
        for period in wanted.periods
    )
    return ((NAME, WEIGHT * near / (wanted.total or 1.0)),) if near else ()


def judged_without_days(wanted: Wanted, published: str, held: Collection[str]) -> Wanted:
    """``wanted`` without the words of days that an article's date tells, where they are not ``held``."""
    told = {
        stem
        for period in wanted.periods
        if nearness(published, period) >= NEAR
        for stem in stems(period.typed)
    }
    if told.issubset(held):
        return wanted
    kept = [
        (stem, weight)
        for stem, weight in zip(wanted.stems, wanted.weights, strict=True)
        if stem not in told
    ]
    return replace(
        wanted,
        stems=tuple(stem for stem, _ in kept),
        weights=tuple(weight for _, weight in kept),
        total=sum(weight for _, weight in kept),
        pairs=tuple(pair for pair in wanted.pairs if told.isdisjoint(pair)),
        words=tuple(word for word in wanted.words if stem_of(word) not in told),
        named=wanted.named - told,
    )


def nearness(published: str, period: Period) -> float:
    """1 for an article that may be of the period, less for one before or after it; 0 for one without a date."""
    if not published:
        return 0.0
    apart = max(
        days_between(published, period.first) if period.first else 0,
        days_between(period.last, published) if period.last else 0,
        0,
    )
    whole = -days_between(period.last, period.first) if period.first and period.last else 0
    return 1 / (1 + apart / max(LEAST_DAYS, whole))
