"""Polling, against a real server and a real archive: what each answer comes to."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from served import ALLOWED, Served, item, page, rss, serving

from store import Archive
from store.extract.method import Method
from store.feeds.book import FeedBook, UnknownFeed
from store.feeds.feed import Feed
from store.feeds.plan import FeedReport, Plan
from store.feeds.poll import TRIES, poll
from store.fetch import Policy
from store.fetch.addresses import networks_of
from store.schema import ARCHIVE

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
POLICY = Policy(networks=ALLOWED, gap_seconds=0, seconds=20)

FERRY = (
    "TARN — The ferry Gull was launched on Sunday before a crowd that filled both piers.",
    '"She will cross the sound in forty minutes," said Mara Oss, the harbour master.',
    "The ship carries three hundred people and sixty cars, and sails from the first of May.",
)
LOCUST = (
    "TARN — Locusts have eaten half of the barley on the southern islands, farmers say.",
    '"We have seen nothing like it since my grandfather\'s day," said Ivo Lund, a farmer.',
    "The ministry has promised to send seed before the end of the month to all who ask.",
)


@dataclass
class Desk:
    """An archive that follows feeds of a server, and a clock."""

    archive: Path
    served: Served
    now: datetime = START
    plan: Plan = field(default_factory=lambda: Plan(POLICY, method=Method.FAST, workers=1))

    def follow(self, path: str = "/rss") -> str:
        url = self.served.url(path)
        with FeedBook(self.archive) as book:
            book.add(url, now=self.now, networks=networks_of(ALLOWED))
        return url

    async def poll(self, *urls: str, only_due: bool = False) -> tuple[FeedReport, ...]:
        return await poll(
            self.archive,
            self.plan,
            clock=lambda: self.now,
            jitter=lambda: 0.0,
            urls=urls,
            only_due=only_due,
        )

    async def one(self) -> FeedReport:
        """Poll the only feed."""
        (report,) = await self.poll()
        return report

    def feed(self) -> Feed:
        (feed,) = self.feeds()
        return feed

    def feeds(self) -> tuple[Feed, ...]:
        with Archive.open(self.archive) as archive:
            return archive.feeds()

    def bodies(self) -> list[str]:
        with Archive.open(self.archive) as archive:
            views = [archive.article(number) for number in range(1, archive.stats().articles + 1)]
        return [view.article.body for view in views if view]

    def wait(self) -> timedelta:
        return datetime.fromisoformat(self.feed().next_poll) - self.now


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with serving() as served:
        yield Desk(tmp_path / "archive.db", served)


def full(number: int, headline: str, paragraphs: tuple[str, ...]) -> str:
    return item(number, headline, *paragraphs)


async def test_what_a_feed_brings_can_be_asked_for(desk: Desk) -> None:
    url = desk.follow()
    with Archive.open(desk.archive) as archive:
        desk.served.give("/rss", rss(full(1, "Ferry launched", FERRY), full(2, "Locusts", LOCUST)))
        assert archive.ask("Who is the harbour master?").total == 0
        report = await desk.one()
        assert (report.added, report.problem) == (2, "")
        answer = archive.who_said("cross the sound in forty minutes")
        (passage,) = answer.passages
        assert passage.speaker and passage.speaker.name == "Mara Oss"
        assert (passage.citation.url, passage.citation.published) == (
            "https://tarn.example/1",
            "2026-03-01",
        )
        assert passage.citation.source.startswith(url)
        assert archive.ask("locusts and barley").passages
    feed = desk.feed()
    assert (feed.title, feed.articles, feed.failures) == ("The Tarn Wire", 2, 0)


async def test_polled_twice_adds_nothing_twice(desk: Desk) -> None:
    desk.follow()
    desk.served.give("/rss", rss(full(1, "Ferry launched", FERRY)), ETag='"1"')
    assert (await desk.one()).added == 1
    second = await desk.one()
    assert (second.added, second.corrected, second.unchanged, second.problem) == (0, 0, 0, "")
    assert desk.served.asked[1].headers["If-None-Match"] == '"1"'
    # The same items without a mark of their version, and in another order.
    desk.served.give("/rss", rss(full(2, "Locusts", LOCUST), full(1, "Ferry launched", FERRY)))
    third = await desk.one()
    assert (third.added, third.corrected, third.unchanged) == (1, 0, 0)
    assert len(desk.bodies()) == 2


async def test_a_correction_becomes_a_revision(desk: Desk) -> None:
    desk.follow()
    desk.served.give("/rss", rss(full(1, "Ferry launched", FERRY)))
    await desk.one()
    right = (FERRY[0], FERRY[1].replace("forty", "fifty"), FERRY[2])
    desk.served.give("/rss", rss(full(1, "Ferry launched", right)))
    report = await desk.one()
    assert (report.added, report.corrected) == (0, 1)
    with Archive.open(desk.archive) as archive:
        view = archive.article(1)
        assert view and view.revisions == 1
        assert "fifty minutes" in view.article.body
        assert archive.who_said("cross the sound in fifty minutes").passages
    assert len(desk.bodies()) == 1


async def test_a_move_for_good_is_remembered_and_another_is_not(desk: Desk) -> None:
    url = desk.follow()
    new = desk.served.give("/new", rss(full(1, "Ferry launched", FERRY)))
    desk.served.send("/rss", "/new", 302)
    await desk.one()
    assert desk.feed().address == url
    desk.served.send("/rss", "/new", 301)
    await desk.one()
    assert (desk.feed().url, desk.feed().address) == (url, new)
    desk.served.asked.clear()
    await desk.poll(new)
    assert desk.served.paths() == ["/new"]


async def test_a_move_to_what_is_no_feed_is_not_remembered(desk: Desk) -> None:
    url = desk.follow()
    desk.served.give("/moved", page("Domain for sale", "Buy this name now."))
    desk.served.send("/rss", "/moved", 301)
    report = await desk.one()
    assert "is a web page" in report.problem
    assert desk.feed().address == url


@pytest.mark.parametrize("status", [400, 401, 403, 404, 418, 500, 502])
async def test_errors_are_counted(desk: Desk, status: int) -> None:
    desk.follow()
    desk.served.give("/rss", "Sorry", status)
    for times in (1, 2, 3):
        report = await desk.one()
        assert f"({status})" in report.problem
        assert desk.feed().failures == times
    assert desk.wait() == timedelta(hours=4) * 0.75
    assert desk.bodies() == []


async def test_gone_stops_it_until_someone_asks(desk: Desk) -> None:
    url = desk.follow()
    desk.served.give("/rss", "", 410)
    report = await desk.one()
    assert "410" in report.feed.stopped
    assert await desk.poll() == ()
    desk.served.give("/rss", rss(full(1, "Ferry launched", FERRY)))
    (report,) = await desk.poll(url)
    assert (report.added, desk.feed().stopped) == (1, "")


@pytest.mark.parametrize("status", [429, 503])
async def test_a_server_that_asks_for_time_gets_it(desk: Desk, status: int) -> None:
    desk.follow()
    desk.served.give("/rss", "", status, Retry_After="40000")
    await desk.one()
    assert desk.wait() == timedelta(seconds=40000)
    desk.now += timedelta(seconds=39999)
    assert await desk.poll(only_due=True) == ()
    desk.now += timedelta(seconds=1)
    assert len(await desk.poll(only_due=True)) == 1


async def test_bodies_without_end_or_haste(desk: Desk) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        while True:
            await answer.write(b"<item/>" * 10_000)

    async def slow(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        while True:
            await answer.write(b" ")
            await asyncio.sleep(0.01)

    desk.served.routes |= {"/endless": endless, "/slow": slow}
    desk.served.give("/rss", rss(full(1, "Ferry launched", FERRY)))
    for path in ("/endless", "/slow", "/rss"):
        desk.follow(path)
    policy = Policy(networks=ALLOWED, gap_seconds=0, seconds=0.5, body_bytes=1_000_000)
    desk.plan = Plan(policy, method=Method.FAST, workers=1)
    endless_one, slow_one, good = await desk.poll()
    assert "too large" in endless_one.problem
    assert "within 0.5 seconds" in slow_one.problem
    assert (good.problem, good.added) == ("", 1)
    assert [feed.failures for feed in desk.feeds()] == [1, 1, 0]


async def test_a_redirect_into_the_own_network(desk: Desk) -> None:
    desk.follow()
    desk.served.give("/secret", rss(full(1, "Ferry launched", FERRY)))
    desk.served.send("/rss", desk.served.url("/secret", host="127.0.0.2"), 301)
    report = await desk.one()
    assert "this machine" in report.problem
    assert desk.served.paths() == ["/rss"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"%PDF-1.4 \x00\x01\x02",
        b"\x1f\x8b\x08broken",
        b"Not found, but with status 200.",
        b'{"error": "no such feed"}',
        b"<?xml version='1.0'?><opml/>",
        b"PK\x03\x04" + b"\0" * 100,
    ],
)
async def test_what_is_no_feed(desk: Desk, body: bytes) -> None:
    desk.follow()
    desk.served.give("/rss", body, ETag='"1"')
    report = await desk.one()
    assert report.problem and report.hopeless
    assert (desk.feed().failures, desk.feed().etag) == (1, "")
    assert desk.bodies() == []


async def test_the_feeds_of_a_web_page_are_named(desk: Desk) -> None:
    desk.follow("/")
    head = '<link rel="alternate" type="application/rss+xml" href="news/rss.xml">'
    desk.served.give("/", page("Tarn", "News of Tarn.", head=head))
    report = await desk.one()
    assert desk.served.url("/news/rss.xml") in report.problem


async def test_a_feed_with_nothing_in_it_is_well(desk: Desk) -> None:
    desk.follow()
    desk.served.give("/rss", rss())
    assert (await desk.one()).problem == ""
    assert (desk.feed().title, desk.feed().failures) == ("The Tarn Wire", 0)


async def test_json_feed_and_links_within_the_site(desk: Desk) -> None:
    desk.follow("/feeds/all.json")
    text = "".join(f"<p>{each}</p>" for each in FERRY).replace('"', '\\"')
    desk.served.give(
        "/feeds/all.json",
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Tarn", "items": [{"id": "1",'
        f' "url": "/ferry", "title": "Ferry launched", "content_html": "{text}"}}]}}',
    )
    assert (await desk.one()).added == 1
    with Archive.open(desk.archive) as archive:
        view = archive.article(1)
    assert view and view.article.url == desk.served.url("/ferry")


# --- pages of items that are summaries ------------------------------------------------------------


def summaries(desk: Desk, *numbers: int) -> None:
    desk.served.give(
        "/rss",
        rss(
            *(
                item(n, f"Ferry {n}", link=desk.served.url(f"/{n}"), summary=f"Ferry {n} sails.")
                for n in numbers
            )
        ),
        ETag=f'"{len(numbers)}"',
    )


def story(number: int) -> tuple[str, ...]:
    return (f"TARN — Ferry number {number} was launched on day {number} of the month.", *FERRY[1:])


async def test_the_page_of_a_summary_is_fetched_once(desk: Desk) -> None:
    desk.follow()
    summaries(desk, 1)
    desk.served.give("/1", page("Ferry 1 | Tarn", *story(1)))
    assert (await desk.one()).added == 1
    with Archive.open(desk.archive) as archive:
        view = archive.article(1)
    assert view
    assert view.article.headline == "Ferry 1"
    assert view.article.published == "2026-03-01"
    assert "said Mara Oss" in view.article.body
    assert desk.served.paths() == ["/rss", "/robots.txt", "/1"]
    summaries(desk, 1, 2)
    await desk.one()
    assert [desk.served.paths().count(path) for path in ("/1", "/2")] == [1, 1]


async def test_pages_are_left_alone_where_the_setting_says_so(desk: Desk) -> None:
    desk.follow()
    summaries(desk, 1)
    desk.plan = Plan(POLICY, pages=False, method=Method.FAST, workers=1)
    assert (await desk.one()).added == 1
    assert desk.served.paths() == ["/rss"]
    assert desk.bodies() == ["Ferry 1 sails."]


async def test_pages_that_are_not_for_programs(desk: Desk) -> None:
    desk.follow()
    summaries(desk, 1, 2)
    desk.served.give("/robots.txt", "User-agent: *\nDisallow: /1")
    desk.served.give("/1", page("Ferry 1", *story(1)))
    desk.served.give("/2", "", 403)
    assert (await desk.one()).added == 2
    assert "/1" not in desk.served.paths()
    assert sorted(desk.bodies()) == ["Ferry 1 sails.", "Ferry 2 sails."]


async def test_a_page_that_fails_is_tried_again_and_then_done_without(desk: Desk) -> None:
    desk.follow()
    summaries(desk, 1, 2)
    desk.served.give("/1", page("Ferry 1", *story(1)))
    desk.served.give("/2", "", 500)
    first = await desk.one()
    assert (first.added, first.waiting) == (1, 1)
    for _ in range(TRIES - 2):
        # The feed did not change, and is read in full all the same.
        assert (await desk.one()).waiting == 1
    last = await desk.one()
    assert (last.added, last.waiting) == (1, 0)
    assert "Ferry 2 sails." in desk.bodies()
    assert desk.served.paths().count("/2") == TRIES
    await desk.one()
    assert desk.served.asked[-1].headers["If-None-Match"] == '"2"'


async def test_a_site_that_has_enough_is_left_in_peace(desk: Desk) -> None:
    desk.follow()
    summaries(desk, 1, 2, 3)
    for number in (1, 2, 3):
        desk.served.give(f"/{number}", "", 429)
    assert (await desk.one()).waiting == 3
    assert desk.served.paths() == ["/rss", "/robots.txt", "/1"]


async def test_so_many_pages_a_poll_and_the_rest_at_the_next(desk: Desk) -> None:
    desk.follow()
    numbers = range(1, 6)
    summaries(desk, *numbers)
    for number in numbers:
        desk.served.give(f"/{number}", page(f"Ferry {number}", *story(number)))
    desk.plan = Plan(POLICY, most_pages=3, method=Method.NONE)
    first = await desk.one()
    second = await desk.one()
    assert (first.waiting, second.waiting) == (2, 0)
    assert [report.added + report.duplicates for report in (first, second)] == [3, 2]


async def test_so_many_items_a_poll_and_the_rest_at_the_next(desk: Desk) -> None:
    desk.follow()
    numbers = range(1, 6)
    desk.served.give("/rss", rss(*(full(n, f"Ferry {n}", story(n)) for n in numbers)), ETag='"1"')
    desk.plan = Plan(POLICY, most_items=3, method=Method.NONE)
    first, second, third = await desk.one(), await desk.one(), await desk.one()
    assert (first.waiting, second.waiting, third.waiting) == (2, 0, 0)
    assert [report.added + report.duplicates for report in (first, second)] == [3, 2]
    assert desk.served.asked[-1].headers["If-None-Match"] == '"1"'


async def test_an_item_without_end(desk: Desk) -> None:
    desk.follow()
    desk.served.give("/rss", rss(full(1, "Long", ("word " * 250_000,)), full(2, "Ferry", FERRY)))
    report = await desk.one()
    assert (report.added, len(report.skipped)) == (1, 1)
    assert "longer than" in report.skipped[0].reason


async def test_an_item_with_a_link_alone(desk: Desk) -> None:
    desk.follow()
    desk.served.give(
        "/rss",
        rss(
            item(1, "Ferry 1", link=desk.served.url("/1")),
            item(2, "Bare", link=desk.served.url("/2")),
        ),
    )
    desk.served.give("/1", page("Ferry 1", *story(1)))
    report = await desk.one()
    assert (report.added, len(report.skipped)) == (1, 1)
    assert "without text" in report.skipped[0].reason


# --- several at once ------------------------------------------------------------------------------


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
