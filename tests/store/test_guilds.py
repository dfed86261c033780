"""The bot's own database: settings, the ledger, buttons' questions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.errors import NewerArchive, NotAnArchive
from store.guilds import DigestSettings, Guilds, Post, PostState, nonce

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
BERLIN = DigestSettings(
    guild=1, channel=2, hour=9, zone="Europe/Berlin", starts="2026-03-01", since=40
)


@pytest.fixture
def guilds(tmp_path: Path) -> Iterator[Guilds]:
    with Guilds.open(tmp_path / "bot.db") as opened:
        yield opened


def claimed(guilds: Guilds, day: str = "2026-03-01") -> Post:
    post = guilds.claim(1, day, channel=2, until=50, now=NOW)
    assert post is not None
    return post


def test_settings_come_back_and_can_change(guilds: Guilds) -> None:
    assert guilds.digest(1) is None
    guilds.set_digest(BERLIN)
    guilds.set_digest(replace(BERLIN, guild=3))
    guilds.set_digest(replace(BERLIN, hour=20))
    assert guilds.digest(1) == replace(BERLIN, hour=20)
    assert [each.guild for each in guilds.digests()] == [1, 3]


def test_a_digest_is_dropped_once(guilds: Guilds) -> None:
    guilds.set_digest(BERLIN)
    assert guilds.drop_digest(1)
    assert not guilds.drop_digest(1)


def test_a_day_is_claimed_once_also_over_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    with Guilds.open(path) as guilds:
        claimed(guilds)
    with Guilds.open(path) as guilds:
        assert guilds.claim(1, "2026-03-01", channel=2, until=50, now=NOW) is None
        assert guilds.claim(9, "2026-03-01", channel=2, until=50, now=NOW) is not None
        assert [post.state for post in guilds.posts(1)] == [PostState.CLAIMED]


def test_many_threads_claim_a_day_once(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    with Guilds.open(path) as one, Guilds.open(path) as other:
        got: list[Post | None] = []
        threads = [
            threading.Thread(
                target=lambda who: got.append(who.claim(1, "d", channel=2, until=1, now=NOW)),
                args=(who,),
            )
            for who in (one, other) * 8
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(got) == 16
    assert len([post for post in got if post]) == 1


def test_a_confirmed_post_moves_on_what_is_new(guilds: Guilds) -> None:
    guilds.set_digest(BERLIN)
    guilds.confirm(claimed(guilds), 777)
    (post,) = guilds.posts(1)
    assert (post.state, post.message) == (PostState.POSTED, 777)
    found = guilds.digest(1)
    assert found is not None and found.since == 50


def test_a_failed_post_leaves_its_articles_new(guilds: Guilds) -> None:
    guilds.set_digest(BERLIN)
    guilds.refuse(claimed(guilds))
    found = guilds.digest(1)
    assert found is not None and found.since == 40
    assert guilds.posts(1)[0].state is PostState.REFUSED


def test_an_empty_day_is_settled(guilds: Guilds) -> None:
    guilds.settle_empty(claimed(guilds))
    assert guilds.posts(1)[0].state is PostState.EMPTY


def test_the_newest_day_is_first(guilds: Guilds) -> None:
    for day in ("2026-03-01", "2026-03-03", "2026-03-02"):
        claimed(guilds, day)
    assert [post.day[-1] for post in guilds.posts(1)] == ["3", "2", "1"]


def test_a_pause_is_told_once(guilds: Guilds) -> None:
    guilds.set_digest(BERLIN)
    assert guilds.take_notice(1) == ""
    guilds.pause(1, "no channel")
    found = guilds.digest(1)
    assert found is not None and found.paused == "no channel"
    assert guilds.take_notice(1) == "no channel"
    assert guilds.take_notice(1) == ""


def test_setting_it_up_again_ends_a_pause(guilds: Guilds) -> None:
    guilds.set_digest(BERLIN)
    guilds.pause(1, "no channel")
    guilds.set_digest(BERLIN)
    assert guilds.digest(1) == BERLIN
    assert guilds.take_notice(1) == ""


def test_a_nonce_is_stable_and_short() -> None:
    assert nonce(1, "daily", "2026-03-01") == nonce(1, "daily", "2026-03-01")
    assert nonce(1, "daily", "2026-03-01") != nonce(1, "daily", "2026-03-02")
    assert len(nonce(1, "daily", "2026-03-01")) <= 25


def test_a_lookup_comes_back_under_its_key(guilds: Guilds) -> None:
    key = guilds.keep_lookup("words " * 50, now=NOW)
    assert key == guilds.keep_lookup("words " * 50, now=NOW)
    assert guilds.lookup(key) == "words " * 50
    assert guilds.lookup("0" * 16) is None


def test_old_lookups_are_forgotten(guilds: Guilds) -> None:
    old = guilds.keep_lookup("old", now=NOW)
    used = guilds.keep_lookup("used", now=NOW)
    guilds.keep_lookup("used", now=NOW + timedelta(days=60))
    guilds.keep_lookup("new", now=NOW + timedelta(days=91))
    assert guilds.lookup(old) is None
    assert guilds.lookup(used) == "used"


def test_notes_are_remembered(guilds: Guilds) -> None:
    assert guilds.note("commands") == ""
    guilds.set_note("commands", "a")
    guilds.set_note("commands", "b")
    assert guilds.note("commands") == "b"


def test_another_database_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotAnArchive, match="bot database"):
        Guilds.open(path)
    assert path.read_bytes() == before


def test_a_newer_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    Guilds.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerArchive, match="newer"):
        Guilds.open(path)


def test_two_that_write_at_once_take_turns(tmp_path: Path) -> None:
    """Each has a connection of its own, as two processes have: none gives up because the other was first."""

    def write(name: str) -> None:
        with Guilds.open(tmp_path / "bot.db") as guilds:
            for number in range(150):
                guilds.set_note(f"{name} {number}", "kept")

    Guilds.open(tmp_path / "bot.db").close()
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(write, ["one", "other"]))
    with Guilds.open(tmp_path / "bot.db") as guilds:
        assert all(guilds.note(f"{name} 149") for name in ("one", "other"))
