"""The feeds' clock: polls run beside the bot, and end with it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from served import ALLOWED, FEED, Served

from bot.desk import Desk
from bot.jobs.feeds import FeedJob
from bot.settings import Settings
from store import Archive
from store.feeds.book import FeedBook
from store.fetch.addresses import networks_of
from store.guilds import Guilds


@pytest.fixture
def settings(tmp_path: Path, served: Served) -> Settings:
    with FeedBook(tmp_path / "archive.db") as book:
        book.add(served.url("/rss"), now=datetime.now(UTC), networks=networks_of(ALLOWED))
    return Settings(
        _env_file=None, archive=tmp_path / "archive.db", private_networks=ALLOWED, feed_minutes=90
    )


@pytest.fixture
def desk(settings: Settings, tmp_path: Path) -> Iterator[Desk]:
    with Archive.open(settings.archive) as archive, Guilds.open(tmp_path / "bot.db") as guilds:
        opened = Desk(archive, guilds)
        yield opened
        asyncio.run(opened.close())


async def test_questions_are_answered_while_feeds_are_polled(
    desk: Desk, settings: Settings, served: Served
) -> None:
    asked, answered = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    async def waits(request: web.Request) -> web.Response:
        loop.call_soon_threadsafe(asked.set)
        await asyncio.to_thread(answered.wait, 60)
        return web.Response(text=FEED, headers={"ETag": '"1"'})

    served.routes["/rss"] = waits
    job = FeedJob(desk, settings)
    now = datetime.now(UTC)
    poll = asyncio.create_task(job.tick(now))
    await asked.wait()
    words = "cross the sound in forty minutes"
    assert (await desk.ask(Archive.who_said, words)).total == 0
    answered.set()
    await poll
    (passage,) = (await desk.ask(Archive.who_said, words)).passages
    assert passage.speaker and passage.speaker.name == "Mara Oss"
    (feed,) = await desk.ask(Archive.feeds)
    assert (feed.articles, feed.title, feed.etag) == (1, "The Tarn Wire", '"1"')
    wait = datetime.fromisoformat(feed.next_poll) - now
    assert timedelta(minutes=90) <= wait < timedelta(minutes=100)
    await job.tick(now + timedelta(minutes=89))
    assert served.paths() == ["/rss"], "nothing is due"


async def test_a_poll_ends_with_the_bot(desk: Desk, settings: Settings, served: Served) -> None:
    asked, left = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    async def waits(request: web.Request) -> web.Response:
        loop.call_soon_threadsafe(asked.set)
        try:
            await asyncio.sleep(60)
        finally:
            loop.call_soon_threadsafe(left.set)
        return web.Response()

    served.routes["/rss"] = waits
    job = FeedJob(desk, settings)
    job.start()
    await asked.wait()
    await job.close()
    await left.wait()
    now = datetime.now(UTC)
    with FeedBook(settings.archive) as book:
        (feed,) = book.feeds()
        assert (feed.checked, feed.failures) == ("", 0)
        assert book.claim(feed, now=now, until=now), "it was given back"


async def test_the_clock_goes_on_whatever_happens(
    desk: Desk, settings: Settings, served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    served.give("/rss", "", 410)
    damaged = settings.model_copy(update={"archive": settings.archive.with_name("none.db")})
    damaged.archive.write_bytes(b"no database" * 100)
    job = FeedJob(desk, damaged)
    await job.tick(datetime.now(UTC))
    assert "is not a database" in caplog.text
    await FeedJob(desk, settings).tick(datetime.now(UTC))
    assert "is gone for good (410)" in caplog.text
    served.asked.clear()
    await FeedJob(desk, settings).tick(datetime.now(UTC) + timedelta(days=30))
    assert served.asked == []


async def test_a_bot_that_shall_not_poll_does_not(desks) -> None:
    assert desks.client().feeds is not None
    assert desks.client(feeds=False).feeds is None
