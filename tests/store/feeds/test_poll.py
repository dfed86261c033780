"""Polling, against a real server and a real archive: what each answer comes to."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from aiohttp import web
from polling import FERRY, LOCUST, Desk, full
from served import ALLOWED, page, rss

from store import Archive
from store.extract.method import Method
from store.feeds.plan import Plan
from store.fetch import Policy


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
