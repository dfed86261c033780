"""Several polls at once, and polls that were ended: each item is taken in once."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from aiohttp import web
from polling import FERRY, Desk, full, story
from served import ALLOWED, rss

from store.extract.method import Method
from store.feeds.book import FeedBook, UnknownFeed
from store.feeds.feed import Feed
from store.feeds.plan import FeedReport, Plan
from store.fetch import Policy
from store.schema import ARCHIVE


async def test_two_pollers_at_once(desk: Desk) -> None:
    desk.follow()
    desk.served.give("/rss", rss(*(full(n, f"Ferry {n}", story(n)) for n in range(1, 6))))
    first, second = await asyncio.gather(desk.poll(), desk.poll())
    reports = [*first, *second]
    assert sum(report.added + report.duplicates for report in reports) == 5
    assert len(desk.bodies()) == 5
    assert desk.served.paths() == ["/rss"]


async def test_a_poll_that_was_killed_is_made_again(desk: Desk) -> None:
    desk.follow()
    desk.served.give("/rss", rss(full(1, "Ferry launched", FERRY)))
    with FeedBook(desk.archive) as book:
        assert book.claim(book.feeds()[0], now=desk.now, until=desk.now + timedelta(minutes=30))
    assert "another program" in (await desk.one()).problem
    assert desk.feed().failures == 0
    desk.now += timedelta(minutes=30)
    assert (await desk.one()).added == 1


async def test_a_poll_that_is_cancelled_gives_its_feed_back(desk: Desk) -> None:
    started = asyncio.Event()
    loop = asyncio.get_running_loop()

    async def waits(request: web.Request) -> web.Response:
        loop.call_soon_threadsafe(started.set)
        await asyncio.sleep(60)
        return web.Response()

    desk.follow()
    desk.served.routes["/rss"] = waits
    task = asyncio.create_task(desk.poll())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    desk.served.give("/rss", rss(full(1, "Ferry launched", FERRY)))
    assert (await desk.one()).added == 1


async def test_trouble_with_the_archive_is_not_the_servers_fault(desk: Desk) -> None:
    desk.follow()
    content = rss(full(1, "Ferry launched", FERRY))

    def set_version(number: int) -> None:
        with closing(sqlite3.connect(desk.archive)) as other:
            other.execute(f"PRAGMA user_version = {number}")

    async def updates(request: web.Request) -> web.Response:
        # While the answer is on its way, a newer Dateline takes the archive over.
        set_version(ARCHIVE.version + 1)
        return web.Response(text=content)

    desk.served.routes["/rss"] = updates
    assert "newer Dateline" in (await desk.one()).problem
    set_version(ARCHIVE.version)
    assert (desk.feed().failures, desk.wait()) == (0, timedelta(minutes=5))
    desk.served.give("/rss", content)
    assert (await desk.one()).added == 1


async def test_whatever_one_feed_holds_the_others_go_on(desk: Desk) -> None:
    desk.follow("/deep")
    desk.follow("/rss")
    desk.served.give("/deep", rss("<item>" + "<b>" * 5_000))
    desk.served.give("/rss", rss(full(1, "Ferry launched", FERRY)))
    _, good = await desk.poll()
    assert good.added == 1
    assert [bool(feed.checked) for feed in desk.feeds()] == [True, True]


async def test_an_unknown_feed(desk: Desk) -> None:
    desk.follow()
    with pytest.raises(UnknownFeed):
        await desk.poll("https://other.example/rss")


def test_what_travels_between_processes_arrives(desk: Desk) -> None:
    plan = Plan(Policy(networks=ALLOWED, contact="x"), minutes=5, pages=False, method=Method.NONE)
    assert Plan.from_json(plan.to_json()) == plan
    report = FeedReport(Feed(1, "https://a.example/", "https://a.example/"), added=2)
    assert FeedReport.from_json(report.to_json()) == report
