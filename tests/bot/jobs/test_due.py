"""Which day is due: hours, zones, clock changes, restarts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.due import Due, due, first_day, unfinished
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
        ("2026-03-02 08:59", None),
        ("2026-03-02 09:00", "2026-03-02"),
        ("2026-03-02 23:59", "2026-03-02"),
        ("2026-03-03 00:00", None),
    ],
)
def test_the_day_is_due_from_its_hour_to_its_end(now: str, day: str | None) -> None:
    found = due(SETTINGS, at(now), ())
    assert found == (Due(day) if day else None)


@pytest.mark.parametrize("state", [s for s in PostState if s is not PostState.CLAIMED])
def test_a_settled_day_is_not_due_again(state: PostState) -> None:
    assert due(SETTINGS, at("2026-03-02 09:00"), (post("2026-03-02", state),)) is None


def test_a_begun_day_is_due_with_what_was_begun() -> None:
    begun = post("2026-03-02", PostState.CLAIMED)
    assert due(SETTINGS, at("2026-03-02 09:05"), (begun,)) == Due("2026-03-02", begun)


def test_nothing_is_due_before_the_first_day_or_while_paused() -> None:
    now = at("2026-03-02 10:00")
    assert due(replace(SETTINGS, starts="2026-03-03"), now, ()) is None
    assert due(replace(SETTINGS, paused="why"), now, ()) is None


def test_an_hour_that_the_clocks_skip_is_due_right_after() -> None:
    two = replace(SETTINGS, hour=2)
    assert due(two, at("2026-03-29 01:59"), ()) is None
    assert due(two, at("2026-03-29 01:59") + timedelta(minutes=1), ()) == Due("2026-03-29")


def test_an_hour_that_comes_twice_is_due_once() -> None:
    two = replace(SETTINGS, hour=2)
    assert due(two, at("2026-10-25 02:30", fold=0), ()) == Due("2026-10-25")
    assert due(two, at("2026-10-25 02:30", fold=1), (post("2026-10-25"),)) is None


@pytest.mark.parametrize(
    ("now", "day"), [("2026-03-02 08:59", "2026-03-02"), ("2026-03-02 09:00", "2026-03-03")]
)
def test_the_first_day_is_the_next_time_the_hour_comes(now: str, day: str) -> None:
    assert first_day(9, "Europe/Berlin", at(now)) == day


def test_begun_posts_of_earlier_days_are_unfinished() -> None:
    ledger = (
        post("2026-03-02", PostState.CLAIMED),
        post("2026-03-01", PostState.CLAIMED),
        post("2026-02-28"),
    )
    assert unfinished(at("2026-03-02 09:00"), "Europe/Berlin", ledger) == ledger[1:2]


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
