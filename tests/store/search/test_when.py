"""Days in words, told from Wednesday 18 September 2002."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.search.when import bounds, dated

TODAY = date(2002, 9, 18)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("what happened last week?", "2002-09-09", "2002-09-15"),
        ("Yesterday in Tarn", "2002-09-17", "2002-09-17"),
        ("who spoke last Monday", "2002-09-16", "2002-09-16"),
        ("who spoke last Wednesday", "2002-09-11", "2002-09-11"),
        ("storms last month", "2002-08", "2002-08"),
        ("storms last September", "2001-09", "2001-09"),
        ("storms last year", "2001", "2001"),
        ("storms in the past three days", "2002-09-15", "2002-09-18"),
        ("storms over the last 2 weeks", "2002-09-04", "2002-09-18"),
        ("storms two weeks ago", "2002-09-02", "2002-09-08"),
        ("storms since yesterday", "2002-09-17", ""),
        ("storms since March", "2002-03", ""),
        ("storms since October", "2001-10", ""),
        ("STORMS LAST WEEK", "2002-09-09", "2002-09-15"),
    ],
)
def test_days_told_from_today_limit(text: str, first: str, last: str) -> None:
    (one,) = dated(text, TODAY)
    assert (one.period.first, one.period.last, one.period.limits) == (first, last, True)
    assert text[slice(*one.span)] == one.period.typed


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in September 2002", "2002-09", "2002-09"),
        ("the 2016 election", "2016", "2016"),
        ("on 11 September 2002", "2002-09-11", "2002-09-11"),
        ("on September 11th, 2002", "2002-09-11", "2002-09-11"),
        ("the price in March of 1974", "1974-03", "1974-03"),
        ("between 2001 and 2003", "2001", "2003"),
        ("from May 2001 to June 2002", "2001-05", "2002-06"),
        ("before 2001", "", "2000"),
        ("after 31 December 2001", "2002-01-01", ""),
        ("until 2001-05", "", "2001-05"),
        ("wars of the 1990s", "1990", "1999"),
        ("storms this year", "2002", "2002"),
    ],
)
def test_other_days_are_part_of_what_is_asked(text: str, first: str, last: str) -> None:
    (one,) = dated(text, TODAY)
    assert (one.period.first, one.period.last, one.period.limits) == (first, last, False)


@pytest.mark.parametrize(
    "text",
    [
        "Who wrote Yesterday?",
        "Who hosts Last Week Tonight?",
        "the last year of the war",
        "its last month at sea",
        "last year's budget",
        "66 million years ago",
        "may march be last",
        "9/11",
        "room 2002b",
    ],
)
def test_what_only_looks_like_days_is_left_alone(text: str) -> None:
    assert dated(text, TODAY) == []


def test_without_today_nothing_is_told_from_it() -> None:
    assert dated("last week", None) == []
    assert [one.period.first for one in dated("last week of May 2001", None)] == ["2001-05"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2002", ("2002", "2002")),
        ("2002-09-11", ("2002-09-11", "2002-09-11")),
        ("september", ("2002-09", "2002-09")),
        ("september-2001", ("2001-09", "2001-09")),
        ("11-sep-2002", ("2002-09-11", "2002-09-11")),
        ("last_week", ("2002-09-09", "2002-09-15")),
        ("yesterday", ("2002-09-17", "2002-09-17")),
        ("midnight", None),
        ("2021-13-40", None),
        ("2002-09-31", None),
        ("", None),
    ],
)
def test_a_date_behind_an_operator(text: str, found: tuple[str, str] | None) -> None:
    assert bounds(text, TODAY) == found


@given(
    st.text(st.sampled_from("0123456789 -/,.'"), max_size=40)
    | st.lists(
        st.sampled_from(
            "last the past since between and from to week weeks month year days ago of in 999 2002"
            " September 31 30 11 today this Monday yesterday before after 1990s".split()
        ),
        max_size=20,
    ).map(" ".join),
    st.dates(),
)
def test_any_text_on_any_day_gives_periods_in_order(text: str, today: date) -> None:
    end = 0
    for one in dated(text, today):
        assert end <= one.span[0] < one.span[1]
        end = one.span[1]
        for iso in filter(None, (one.period.first, one.period.last)):
            date.fromisoformat((iso + "-01-01")[:10])
    bounds(text, today)
