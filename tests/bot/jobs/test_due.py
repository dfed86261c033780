"""Which day is due: hours, zones, clock changes, restarts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.due import Due, due, latest_day, moment_of, next_day, passed_over, unfinished
from store.guilds import DigestSettings, Post, PostState

SETTINGS = DigestSettings(guild=1, channel=2, hour=9, zone="Europe/Berlin", starts="2026-01-01")
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour of daylight saving
    "America/Havana",  # changes at midnight
    "Asia/Kathmandu",
    "Pacific/Apia",
    "UTC",
)


def post(day: str, state: PostState = PostState.POSTED) -> Post:
    return Post(1, "daily", day, state, "n", 2, 0, "2026-03-01T00:00:00+00:00")


def at(text: str, zone: str = "Europe/Berlin", fold: int = 0) -> datetime:
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)
    return local.astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-03-02 08:59", "2026-03-01"),
        ("2026-03-02 09:00", "2026-03-02"),
        ("2026-03-02 23:59", "2026-03-02"),
        ("2026-03-03 08:59", "2026-03-02"),
        ("2026-03-03 09:00", "2026-03-03"),
    ],
)
def test_a_day_is_due_from_its_hour_to_that_of_the_next(now: str, day: str) -> None:
    assert due(SETTINGS, at(now), ()) == Due(day)


@pytest.mark.parametrize(
    ("now", "left_out"),
    [
        ("2026-03-02 09:00", False),
        ("2026-03-02 10:00", False),
        ("2026-03-02 10:01", True),
        ("2026-03-03 08:00", True),
    ],
)
def test_what_is_late_is_left_out_by_choice(now: str, left_out: bool) -> None:
    assert due(replace(SETTINGS, catches_up=False), at(now), ()) == Due(
        "2026-03-02", is_left_out=left_out
    )
    begun = post("2026-03-02", PostState.CLAIMED)
    found = due(replace(SETTINGS, catches_up=False), at(now), (begun,))
    assert found == Due("2026-03-02", begun, left_out)


def test_a_week_away_is_caught_up_in_one_post() -> None:
    settled = tuple(post(f"2026-02-2{n}") for n in range(1, 4))
    assert due(SETTINGS, at("2026-03-02 12:00"), settled) == Due("2026-03-02")


def test_days_without_an_entry_have_passed_since_the_last_one() -> None:
    ledger = (post("2026-03-02", PostState.CLAIMED), post("2026-02-27"), post("2026-02-20"))
    assert passed_over(SETTINGS, "2026-03-02", ledger) == ("2026-03-01", "2026-02-28")
    weekdays = replace(SETTINGS, weekdays="67")
    assert passed_over(weekdays, "2026-03-09", ledger[2:]) == (
        *("2026-03-08", "2026-03-07", "2026-03-01", "2026-02-28"),
        *("2026-02-22", "2026-02-21"),
    )
    late = replace(SETTINGS, starts="2026-03-01")
    assert passed_over(late, "2026-03-02", ()) == ("2026-03-01",)
    assert passed_over(replace(SETTINGS, starts="2026-03-09"), "2026-03-02", ()) == ()
    assert len(passed_over(replace(SETTINGS, starts="2020-01-01"), "2026-03-02", ())) == 59


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-03-02 09:00", "2026-03-02"),  # a Monday
        ("2026-03-04 12:00", "2026-03-02"),
        ("2026-03-06 09:00", "2026-03-06"),
        ("2026-03-09 08:59", "2026-03-06"),
    ],
)
def test_only_the_chosen_weekdays_are_due(now: str, day: str) -> None:
    assert latest_day(replace(SETTINGS, weekdays="15"), at(now)) == day
    assert next_day(replace(SETTINGS, weekdays="15"), at(now)).isoweekday() in (1, 5)


def test_a_post_that_was_put_off_waits_but_not_for_a_clock_that_went_back() -> None:
    begun = replace(post("2026-03-02", PostState.CLAIMED), retry="2026-03-02T08:10:00+00:00")
    assert due(SETTINGS, at("2026-03-02 09:09"), (begun,)) is None
    assert due(SETTINGS, at("2026-03-02 09:10"), (begun,)) == Due("2026-03-02", begun)
    far = replace(begun, retry="2026-03-09T08:10:00+00:00")
    assert due(SETTINGS, at("2026-03-02 09:09"), (far,)) == Due("2026-03-02", far)


@pytest.mark.parametrize("state", [s for s in PostState if s is not PostState.CLAIMED])
def test_a_settled_day_is_not_due_again(state: PostState) -> None:
    assert due(SETTINGS, at("2026-03-02 09:00"), (post("2026-03-02", state),)) is None


def test_a_begun_day_is_due_with_what_was_begun() -> None:
    begun = post("2026-03-02", PostState.CLAIMED)
    assert due(SETTINGS, at("2026-03-02 09:05"), (begun,)) == Due("2026-03-02", begun)


def test_nothing_is_due_before_the_first_day_or_while_paused() -> None:
    now = at("2026-03-02 10:00")
    assert due(replace(SETTINGS, starts="2026-03-03"), now, ()) is None
    assert due(replace(SETTINGS, starts="2026-03-02"), at("2026-03-02 08:59"), ()) is None
    assert due(replace(SETTINGS, paused="why"), now, ()) is None


def test_an_hour_that_the_clocks_skip_is_due_right_after() -> None:
    two = replace(SETTINGS, hour=2)
    assert due(two, at("2026-03-29 01:59"), ()) == Due("2026-03-28")
    assert due(two, at("2026-03-29 01:59") + timedelta(minutes=1), ()) == Due("2026-03-29")


def test_an_hour_that_comes_twice_is_due_once() -> None:
    two = replace(SETTINGS, hour=2)
    assert due(two, at("2026-10-25 02:30", fold=0), ()) == Due("2026-10-25")
    assert due(two, at("2026-10-25 02:30", fold=1), (post("2026-10-25"),)) is None


@pytest.mark.parametrize(
    ("now", "day"), [("2026-03-02 08:59", "2026-03-02"), ("2026-03-02 09:00", "2026-03-03")]
)
def test_the_first_day_is_the_next_time_the_hour_comes(now: str, day: str) -> None:
    assert next_day(SETTINGS, at(now)).isoformat() == day


def test_the_hour_is_the_wall_clocks() -> None:
    before, after = date(2026, 3, 28), date(2026, 3, 29)
    assert moment_of(SETTINGS, before) == datetime(2026, 3, 28, 8, tzinfo=UTC)
    assert moment_of(SETTINGS, after) == datetime(2026, 3, 29, 7, tzinfo=UTC)


def test_begun_posts_of_earlier_days_are_unfinished() -> None:
    ledger = (
        post("2026-03-02", PostState.CLAIMED),
        post("2026-03-01", PostState.CLAIMED),
        post("2026-02-28"),
    )
    assert unfinished(SETTINGS, at("2026-03-02 09:00"), ledger) == ledger[1:2]
    assert unfinished(SETTINGS, at("2026-03-02 08:00"), ledger) == ()
    assert unfinished(replace(SETTINGS, starts="2026-03-09"), at("2026-03-02 09:00"), ledger) == (
        ledger[1],
    )


@given(
    zone=st.sampled_from(ZONES),
    hour=st.integers(0, 23),
    start=st.dates(date(2025, 1, 1), date(2026, 12, 1)),
    step=st.integers(1, 59),
)
def test_each_day_once_whatever_the_clocks_do(zone: str, hour: int, start: date, step: int) -> None:
    settings = DigestSettings(1, 2, hour, zone, starts=start.isoformat())
    now = datetime(start.year, start.month, start.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    ledger: list[Post] = []
    for _ in range(4 * 24 * 60 // step):
        found = due(settings, now, ledger)
        if found:
            ledger.append(post(found.day))
        now += timedelta(minutes=step)
    days = [entry.day for entry in ledger]
    assert days == [(start + timedelta(days=n)).isoformat() for n in range(len(days))]
    assert len(days) >= 3
