"""When a feed is polled next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from store.feeds.feed import Feed, instant
from store.feeds.schedule import NOT_FOUND_STOPS, Answer, after, postponed, retry_after

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEED = Feed(
    1,
    "https://tarn.example/rss",
    "https://tarn.example/rss",
    etag='"1"',
    last_modified="Sun, 01 Mar 2026 00:00:00 GMT",
    next_poll=instant(NOW),
)
FAILED = Answer(status=500, problem="It has an error.")


def early() -> float:
    return 0.0


def late() -> float:
    return 0.999


def wait(feed: Feed) -> timedelta:
    return datetime.fromisoformat(feed.next_poll) - NOW


def failing(answer: Answer, times: int) -> list[Feed]:
    feeds = [FEED]
    for _ in range(times):
        feeds.append(after(feeds[-1], answer, NOW, 60, early))
    return feeds[1:]


def test_an_answer_is_remembered_and_ends_all_trouble() -> None:
    troubled = replace(FEED, failures=3, problem="Down.", stopped="Gone.")
    answer = Answer(status=200, title="Tarn", etag='"2"', moved_to="https://tarn.example/atom")
    feed = after(troubled, answer, NOW, 60, early)
    assert (feed.failures, feed.problem, feed.stopped) == (0, "", "")
    assert (feed.title, feed.etag, feed.last_modified) == ("Tarn", '"2"', "")
    assert (feed.url, feed.address) == (FEED.url, "https://tarn.example/atom")
    assert feed.checked == instant(NOW)
    assert wait(feed) == timedelta(hours=1)


def test_nothing_new_keeps_what_was_known() -> None:
    feed = after(replace(FEED, title="Tarn"), Answer(status=304), NOW, 60, early)
    assert (feed.etag, feed.last_modified, feed.title) == (FEED.etag, FEED.last_modified, "Tarn")


def test_what_could_not_be_taken_in_whole_is_asked_for_again() -> None:
    feed = after(
        FEED, Answer(status=200, etag='"2"', last_modified="x", again=True), NOW, 60, early
    )
    assert (feed.etag, feed.last_modified) == ("", "")


def test_polls_fall_beside_their_time() -> None:
    assert wait(after(FEED, Answer(status=304), NOW, 60, late)) > timedelta(minutes=65)
    first = failing(FAILED, 1)[0]
    assert wait(first) == timedelta(minutes=45)
    assert wait(after(FEED, FAILED, NOW, 60, late)) > timedelta(minutes=74)


def test_its_own_interval_counts() -> None:
    assert wait(after(replace(FEED, minutes=15), Answer(status=304), NOW, 60, early)) == timedelta(
        minutes=15
    )


@pytest.mark.parametrize(
    ("header", "hours"),
    [
        ("max-age=7200", 2),
        ("public, Max-Age=7200, must-revalidate", 2),
        ("max-age=60", 1),
        ("s-max-age=7200", 1),
        ("max-age=999999999", 24),
        ("max-age=99999999999999999999", 24),
        ("max-age=soon", 1),
        ("", 1),
    ],
)
def test_a_server_may_ask_for_more_time(header: str, hours: int) -> None:
    feed = after(FEED, Answer(status=200, cache_control=header), NOW, 60, early)
    assert wait(feed) == timedelta(hours=hours)


def test_failures_are_ever_farther_apart_up_to_a_day() -> None:
    feeds = failing(FAILED, 40)
    assert [feed.failures for feed in feeds] == list(range(1, 41))
    waits = [wait(feed) for feed in feeds]
    assert all(one <= other for one, other in pairwise(waits))
    assert waits[1] == 2 * waits[0]
    assert waits[-1] == timedelta(days=1) * 0.75
    assert feeds[-1].problem == FAILED.problem
    assert (feeds[-1].etag, feeds[-1].stopped) == (FEED.etag, "")


def test_a_feed_that_is_polled_weekly_is_not_polled_more_for_failing() -> None:
    weekly = replace(FEED, minutes=7 * 24 * 60)
    assert wait(after(weekly, FAILED, NOW, 60, late)) > timedelta(days=7)


def test_gone_is_gone() -> None:
    feed = failing(Answer(status=410, problem="Gone."), 1)[0]
    assert "410" in feed.stopped
    assert not feed.due(NOW + timedelta(days=999))


def test_not_found_is_counted() -> None:
    feeds = failing(Answer(status=404, problem="Not there."), NOT_FOUND_STOPS)
    assert [bool(feed.stopped) for feed in feeds] == [False] * (NOT_FOUND_STOPS - 1) + [True]


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_heeded(status: int) -> None:
    def waited(header: str) -> timedelta:
        return wait(after(FEED, Answer(status, "Busy.", retry_after=header), NOW, 60, early))

    assert waited("36000") == timedelta(hours=10)
    assert waited("Sun, 01 Mar 2026 18:00:00 GMT") == timedelta(hours=6)
    assert waited("1") == waited("") == timedelta(minutes=45)
    assert waited("9" * 400) == timedelta(days=7)


@pytest.mark.parametrize("value", ["", "soon", "-5", "1e9", "٣", "Sun, 99 Mar 2026", "0", "1 2"])
def test_a_retry_after_of_no_use(value: str) -> None:
    assert retry_after(value, NOW) == timedelta(0)


def test_a_date_that_has_passed_asks_for_nothing() -> None:
    assert retry_after("Sat, 28 Feb 2026 18:00:00 GMT", NOW) == timedelta(0)
    assert retry_after("Mon, 02 Mar 2026 12:00:00 -0000", NOW) == timedelta(days=1)


def test_trouble_on_this_side_is_not_the_servers() -> None:
    feed = postponed(FEED, "The archive is busy.", NOW)
    assert (feed.failures, feed.etag, feed.checked) == (0, FEED.etag, FEED.checked)
    assert wait(feed) == timedelta(minutes=5)


def test_due() -> None:
    assert FEED.due(NOW)
    assert not FEED.due(NOW - timedelta(seconds=1))
    assert not replace(FEED, stopped="Gone.").due(NOW)
