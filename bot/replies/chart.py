"""A picture of a reply before it is drawn: bars over time, some of them marked with numbers. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

Counts = Sequence[tuple[str, int]]
"""``(ISO date at its own precision, how many)``."""


class Step(Enum):
    """What one bar stands for; the value is how many characters of an ISO date name it."""

    DAY = 10
    MONTH = 7
    YEAR = 4


@dataclass(frozen=True, slots=True)
class Bar:
    when: str
    """``2002-09-11``, ``2002-09`` or ``2002``, as the chart's step has it."""
    value: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A number over the bar of a date."""

    label: str
    bar: int
    """Index of the bar."""


@dataclass(frozen=True, slots=True)
class Chart:
    name: str
    """Of its file, without the suffix."""
    title: str
    summary: str
    """What it shows, in a line of the reply."""
    alt: str
    """The same with all that the marks say, for those who do not see it."""
    step: Step
    bars: tuple[Bar, ...]
    """All of the time between the first and the last, without a gap."""
    marks: tuple[Mark, ...] = ()


MOST_DAYS, MOST_MONTHS = 92, 180
"""Bars of a day, and of a month, that one picture has room for."""


def step_for(counts: Counts, finest: Step) -> Step:
    """The finest step from ``finest`` on whose bars fit, and that most of the dates are known to."""
    total = sum(count for _, count in counts)
    for step in Step:
        if step.value > finest.value:
            continue
        known = [(when, count) for when, count in counts if len(when) >= step.value]
        if 2 * sum(count for _, count in known) >= total and _bars_between(known, step) <= (
            MOST_DAYS if step is Step.DAY else MOST_MONTHS
        ):
            return step
    return Step.YEAR


def bars_of(counts: Counts, step: Step, *, a_day: bool = False) -> tuple[Bar, ...]:
    """A bar for each day, month or year between the first and the last date; () where there are none.

    Dates that are less precise than the step are left out. ``a_day``: not the sum, but its share of each
    day between the first and the last one.
    """
    sums: Counter[str] = Counter()
    known = [when for when, _ in counts if len(when) >= step.value]
    for when, count in counts:
        if len(when) >= step.value:
            sums[when[: step.value]] += count
    if not sums:
        return ()
    first, last = min(known), max(known)
    whens = _between(min(sums), max(sums), step)
    if not a_day:
        return tuple(Bar(when, float(sums[when])) for when in whens)
    return tuple(Bar(when, sums[when] / _days_of(when, first, last)) for when in whens)


def marks_at(bars: Sequence[Bar], dates: Iterable[str]) -> tuple[Mark, ...]:
    """The numbers from 1 on over the bars that ``dates`` fall into; of a date less precise, its first bar."""
    whens = [bar.when for bar in bars]
    placed = []
    for number, when in enumerate(dates, 1):
        step = len(whens[0]) if whens else 0
        at = next((at for at, bar in enumerate(whens) if bar.startswith(when[:step])), None)
        if at is not None:
            placed.append(Mark(str(number), at))
    return tuple(placed)


def days_between(counts: Counts) -> int:
    """Days from the first date to the last, both counted; 1 where there are none."""
    return max(1, _bars_between(counts, Step.DAY))


def _bars_between(known: Counts, step: Step) -> int:
    if not known:
        return 0
    whens = [when for when, _ in known]
    first, last = _day(min(whens)), _day(max(whens))
    match step:
        case Step.DAY:
            return (last - first).days + 1
        case Step.MONTH:
            return 12 * (last.year - first.year) + last.month - first.month + 1
    return last.year - first.year + 1


def _between(first: str, last: str, step: Step) -> list[str]:
    if step is Step.YEAR:
        return [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    if step is Step.MONTH:
        (start, end) = (12 * int(when[:4]) + int(when[5:7]) - 1 for when in (first, last))
        return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(start, end + 1)]
    day = _day(first)
    return [(day + timedelta(days=at)).isoformat() for at in range((_day(last) - day).days + 1)]


def _days_of(when: str, first: str, last: str) -> int:
    """Days of a month or year, as far as they lie between the first date and the last."""
    start, end = _day(when), _last_day(when)
    start = max(start, _day(first))
    return max(1, (min(end, _last_day(last)) - start).days + 1)


def _day(when: str) -> date:
    return date.fromisoformat((when + "-01-01")[:10])


def _last_day(when: str) -> date:
    if len(when) == Step.DAY.value:
        return date.fromisoformat(when)
    year, month = int(when[:4]), int(when[5:7] or 12)
    if (year, month) == (9999, 12):
        return date.max
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
