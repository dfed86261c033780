"""The ledger between processes: one begins, one holds, one sends; what was put off waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.guilds import LEASE, DigestSettings, Guilds, Post, PostState, waits

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
DAY = "2026-03-01"
SECOND = timedelta(seconds=1)


@pytest.fixture
def guilds(tmp_path: Path) -> Iterator[Guilds]:
    with Guilds.open(tmp_path / "bot.db") as opened:
        opened.set_digest(DigestSettings(1, 2, 9, "UTC", "2026-01-01", since=40))
        yield opened


@pytest.fixture
def begun(guilds: Guilds) -> Post:
    post = guilds.claim(1, DAY, channel=2, until=50, now=NOW, holder="a")
    assert post is not None
    return post


def stored(guilds: Guilds) -> Post:
    (post,) = guilds.posts(1)
    return post


def test_a_begun_post_is_taken_over_when_its_lease_is_over(guilds: Guilds, begun: Post) -> None:
    assert guilds.take_over(begun, holder="b", now=NOW + LEASE - SECOND) is None
    taken = guilds.take_over(begun, holder="b", now=NOW + LEASE)
    assert taken is not None and taken.holder == "b"
    assert guilds.take_over(begun, holder="a", now=NOW + LEASE) is None


def test_its_own_process_goes_on_with_it_at_once(guilds: Guilds, begun: Post) -> None:
    assert guilds.take_over(begun, holder="a", now=NOW) is not None


def test_a_lease_of_a_clock_that_went_back_holds_nobody_up(guilds: Guilds, begun: Post) -> None:
    assert guilds.take_over(begun, holder="b", now=NOW - timedelta(hours=5)) is not None


def test_only_whoever_holds_it_in_time_sends(guilds: Guilds, begun: Post) -> None:
    sent = guilds.send(begun, channel=3, until=60, anchor=7, now=NOW + SECOND)
    assert sent is not None
    assert (
        (sent.channel, sent.until, sent.anchor)
        == (3, 60, 7)
        == (
            stored(guilds).channel,
            stored(guilds).until,
            stored(guilds).anchor,
        )
    )
    late = NOW + LEASE
    assert guilds.send(begun, channel=3, until=60, anchor=8, now=late) is None
    guilds.take_over(begun, holder="b", now=late)
    assert guilds.send(begun, channel=3, until=60, anchor=8, now=late + SECOND) is None
    assert stored(guilds).anchor == 7


def test_each_wait_is_longer_up_to_half_an_hour(guilds: Guilds, begun: Post) -> None:
    waited = []
    for _ in range(8):
        guilds.postpone(begun, now=NOW)
        begun = stored(guilds)
        waited.append((datetime.fromisoformat(begun.retry) - NOW).total_seconds())
    assert waited == [50, 100, 200, 400, 800, 1600, 1800, 1800]
    assert waits(begun, NOW) and not waits(begun, NOW + timedelta(minutes=30))
    assert guilds.take_over(begun, holder="b", now=NOW) is not None


def test_discord_may_ask_for_a_longer_wait(guilds: Guilds, begun: Post) -> None:
    guilds.postpone(begun, now=NOW, wait=timedelta(minutes=5))
    assert waits(stored(guilds), NOW + timedelta(minutes=5) - SECOND)
    guilds.postpone(stored(guilds), now=NOW, wait=timedelta(days=5))
    assert not waits(stored(guilds), NOW + timedelta(minutes=30))


def test_what_is_settled_stays_so(guilds: Guilds, begun: Post) -> None:
    guilds.confirm(begun, 9)
    guilds.refuse(begun)
    guilds.postpone(begun, now=NOW)
    guilds.settle_empty(replace(begun, until=99))
    assert (stored(guilds).state, stored(guilds).message) == (PostState.POSTED, 9)
    assert guilds.take_over(begun, holder="a", now=NOW) is None
    assert guilds.reopen(begun, until=60, holder="a", now=NOW) is None
    digest = guilds.digest(1)
    assert digest and digest.since == 50


@pytest.mark.parametrize("settle", [Guilds.settle_empty, Guilds.miss, Guilds.refuse])
def test_a_day_without_a_post_may_be_begun_again(
    guilds: Guilds, begun: Post, settle: Callable[[Guilds, Post], None]
) -> None:
    settle(guilds, begun)
    again = guilds.reopen(begun, until=60, holder="b", now=NOW)
    assert again and (again.state, again.until, again.holder) == (PostState.CLAIMED, 60, "b")
    assert again.nonce == begun.nonce
    assert guilds.reopen(begun, until=60, holder="c", now=NOW) is None


def test_days_that_passed_are_caught_up_by_the_post_that_arrives(guilds: Guilds) -> None:
    def states() -> dict[str, str]:
        return {post.day[-2:]: post.state.value for post in guilds.posts(1)}

    first = guilds.claim(1, "2026-03-04", channel=2, until=50, now=NOW)
    assert first is not None
    guilds.miss(first, ("2026-03-02", "2026-03-03"))
    assert states() == {"02": "missed", "03": "missed", "04": "missed"}
    guilds.miss(first, ("2026-03-01",))
    assert "01" not in states(), "it is settled"
    last = guilds.claim(1, "2026-03-06", channel=2, until=60, now=NOW)
    assert last is not None
    guilds.confirm(last, 9, ("2026-03-05", "2026-03-04"))
    assert set(states().values()) == {"posted", "caught up"} and states()["06"] == "posted"
    assert guilds.claim(1, "2026-03-05", channel=2, until=60, now=NOW) is None


def test_the_ledger_of_all_servers_in_one_look(guilds: Guilds, begun: Post) -> None:
    for guild, day in ((1, "2026-02-01"), (2, "2026-03-02"), (2, "2026-02-02")):
        post = guilds.claim(guild, day, channel=2, until=50, now=NOW)
        if day != "2026-02-01":
            assert post is not None
            guilds.confirm(post, 1)
    found = guilds.posts_from(DAY)
    assert sorted(post.day for post in found[1]) == ["2026-02-01", DAY]
    assert [post.day for post in found[2]] == ["2026-03-02"]


def test_pause_and_resume(guilds: Guilds) -> None:
    guilds.pause(1, "no channel.")
    assert guilds.take_notice(1) == "no channel."
    guilds.pause(1, "ann paused it.", told=True)
    assert guilds.take_notice(1) == ""
    guilds.resume(1, "2026-03-02")
    found = guilds.digest(1)
    assert found and (found.paused, found.starts) == ("", "2026-03-02")


def test_settings_come_back_whole(guilds: Guilds) -> None:
    settings = DigestSettings(
        guild=5,
        channel=6,
        hour=7,
        zone="Asia/Tokyo",
        starts="2026-01-01",
        weekdays="15",
        topics=("a b", "c"),
        speakers=("Mara Oss",),
        role=8,
        tag=9,
        silent=True,
        says_empty=True,
        catches_up=False,
    )
    guilds.set_digest(settings)
    assert guilds.digest(5) == settings
