"""Which bars a chart has, what it is called, and where its marks stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.chart import Bar, Mark, Step, bars_of, marks_at, step_for
from bot.replies.pictures import articles_chart, number_text, statements_chart
from store.overview.model import Activity

dates = st.dates().map(str).filter(lambda day: day >= "1500") | st.sampled_from(
    ["2002", "2002-09", "1500", "2999-12", "2999"]
)
activities = st.lists(st.tuples(dates, st.integers(1, 10**6)), min_size=1, max_size=20).map(
    lambda pairs: tuple(sorted(dict(pairs).items()))
)


def test_a_bar_for_each_month_empty_ones_too() -> None:
    counts = (("2001-11-02", 2), ("2001-11-30", 1), ("2002-02-01", 4))
    assert bars_of(counts, Step.MONTH) == (
        Bar("2001-11", 3.0),
        Bar("2001-12", 0.0),
        Bar("2002-01", 0.0),
        Bar("2002-02", 4.0),
    )
    assert [bar.when for bar in bars_of(counts, Step.YEAR)] == ["2001", "2002"]
    assert len(bars_of(counts, Step.DAY)) == 92


def test_a_day_is_the_share_of_the_days_that_there_are() -> None:
    counts = (("2001-11-21", 5), ("2001-11-30", 5), ("2001-12-10", 30))
    assert bars_of(counts, Step.MONTH, a_day=True) == (Bar("2001-11", 1.0), Bar("2001-12", 3.0))


def test_dates_less_precise_than_a_bar_are_in_none() -> None:
    assert bars_of((("2001", 9), ("2001-11", 1)), Step.MONTH) == (Bar("2001-11", 1.0),)
    assert bars_of((("2001", 9),), Step.MONTH) == ()


@pytest.mark.parametrize(
    ("counts", "step"),
    [
        ((("2001-11-01", 1), ("2002-01-31", 1)), Step.DAY),
        ((("2001-11-01", 1), ("2002-02-01", 1)), Step.MONTH),
        ((("2001-11-01", 1), ("2016-11-01", 1)), Step.YEAR),
        ((("2001", 3), ("2001-11-01", 1)), Step.YEAR),
        ((("2001-11", 3), ("2001-11-01", 1)), Step.MONTH),
    ],
)
def test_the_finest_step_that_fits(counts, step) -> None:
    assert step_for(counts, Step.DAY) is step


@given(activities, st.sampled_from(Step))
def test_any_dates_make_bars_that_hold_them(counts, finest) -> None:
    step = step_for(counts, finest)
    bars = bars_of(counts, step)
    known = [(when, count) for when, count in counts if len(when) >= step.value]
    assert sum(bar.value for bar in bars) == sum(count for _, count in known)
    assert 2 * sum(count for _, count in known) >= sum(count for _, count in counts)
    assert len(bars) <= 180 or step is Step.YEAR
    assert [bar.when for bar in bars] == sorted({bar.when for bar in bars})
    marks = marks_at(bars, [when for when, _ in known])
    assert [mark.label for mark in marks] == [str(n) for n in range(1, len(known) + 1)]
    assert all(known[int(mark.label) - 1][0].startswith(bars[mark.bar].when) for mark in marks)


@given(activities)
def test_any_archive_has_a_chart(counts) -> None:
    chart = articles_chart(Activity(counts))
    assert chart is not None and chart.bars and chart.alt
    chart = statements_chart("Mara Oss", Activity(counts))
    assert chart is not None and chart.bars


def test_a_mark_of_a_date_less_precise_stands_at_its_first_bar() -> None:
    bars = bars_of((("2001-11", 1), ("2002-03", 1)), Step.MONTH)
    assert marks_at(bars, ["2001-11-05", "2002", "2009"]) == (Mark("1", 0), Mark("2", 2))


def test_titles_tell_what_is_counted() -> None:
    daily = tuple(
        (f"2001-{month:02d}-{day:02d}", 3) for month in (1, 2, 3, 4) for day in range(1, 29)
    )
    titles = [
        articles_chart(Activity(counts)).title
        for counts in (
            daily[:28],
            daily,
            (*daily, ("2002-12-31", 600)),
            (("2001-01-01", 9), ("2004-01-01", 2)),
            (("2001-01-01", 9), ("2034-01-01", 2)),
        )
    ]
    assert titles == [
        "Articles a day",
        "Articles a day, average of each month",
        "Articles a day, average of each month",
        "Articles a month",
        "Articles a year",
    ]


def test_numbers() -> None:
    assert [number_text(value) for value in (0, 3, 0.25, 9.96, 12.4, 1204)] == [
        "0",
        "3",
        "0.2",
        "10.0",
        "12",
        "1,204",
    ]
