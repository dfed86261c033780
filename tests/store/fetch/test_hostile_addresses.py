"""Addresses that lead inside: refused at every door, and the server on this machine is never asked."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from hostile_addresses import FORMS, addresses
from polling import START, Desk
from served import Served, item, rss, serving

from store.extract.method import Method
from store.feeds.book import FeedBook, FeedRefused
from store.feeds.plan import Plan
from store.fetch import Fetcher, Policy, Refused, download
from store.fetch.addresses import networks_of
from store.from_web import ingest_url

POLICY = Policy(gap_seconds=0, seconds=20)
OUTSIDE = "127.0.0.3"
"""Stands for a public address: the one that may be fetched from."""
FROM_OUTSIDE = Policy(networks=OUTSIDE, gap_seconds=0, seconds=20)


@pytest.fixture
def inside() -> Iterator[Served]:
    """A server that tells a secret to whoever asks it for that, and must not be asked."""
    with serving() as served:
        served.give("/secret", "<p>The secret of the harbour is told to nobody.</p>")
        yield served


async def test_each_is_refused(inside: Served) -> None:
    assert len(set(FORMS)) >= 24
    async with Fetcher(POLICY) as fetcher:
        for url in addresses(inside.port):
            with pytest.raises(Refused):
                await fetcher.get(url)
    assert inside.asked == []


async def test_each_is_refused_where_a_redirect_leads_to_it(inside: Served) -> None:
    with serving() as outside:
        refused = 0
        async with Fetcher(FROM_OUTSIDE) as fetcher:
            for number, url in enumerate(addresses(inside.port)):
                if "\r" in url or "\x00" in url:
                    continue  # no header can hold it
                outside.send(f"/{number}", url)
                try:
                    answer = await fetcher.get(outside.url(f"/{number}", host=OUTSIDE))
                except Refused:
                    refused += 1
                    continue
                # What has no host is a path of the server that said so.
                assert answer.url.startswith(outside.url("/", host=OUTSIDE)), url
    assert refused > len(FORMS) - 6
    assert inside.asked == []


def test_none_is_taken_in(inside: Served, tmp_path: Path) -> None:
    for url in addresses(inside.port):
        with pytest.raises(Refused):
            download(url, tmp_path / "page", policy=POLICY)
        report = ingest_url(tmp_path / "archive.db", url, policy=POLICY, workers=1)
        assert report.added == 0 and report.barren
    assert not (tmp_path / "page").exists()
    assert inside.asked == []


async def test_none_is_polled(inside: Served, tmp_path: Path) -> None:
    """Not as a feed, not as where a feed has moved to, and not as the page of an item."""
    plan = Plan(FROM_OUTSIDE, method=Method.FAST, workers=1)
    with serving() as outside:
        desk = Desk(tmp_path / "archive.db", outside, plan=plan)
        links = addresses(inside.port)
        with FeedBook(desk.archive) as book:
            for url in links:
                with pytest.raises((FeedRefused, Refused)):
                    book.add(url, now=START)
            book.add(outside.url("/moved", host=OUTSIDE), now=START, networks=networks_of(OUTSIDE))
            book.add(outside.url("/rss", host=OUTSIDE), now=START, networks=networks_of(OUTSIDE))
        outside.send("/moved", inside.url("/secret"), 301)
        shown = [link for link in links if link.isprintable() and link.startswith("http")]
        items = (
            item(n, f"Ferry {n}", link=link, summary=f"Ferry {n} sails.")
            for n, link in enumerate(shown)
        )
        outside.give("/rss", rss(*items))
        reports = await desk.poll()
    assert len(reports) == 2
    assert sum(report.added for report in reports) <= len(shown)
    assert inside.asked == []


class Turning(AbstractResolver):
    """Gives a name one address when it is asked first, and another from then on."""

    def __init__(self, first: str, then: str) -> None:
        self._answers = [then, first]

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        address = self._answers.pop() if len(self._answers) > 1 else self._answers[0]
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [
            ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=0)
        ]

    async def close(self) -> None:
        pass


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254", "fe80::1"]
)
async def test_a_name_that_turns_inside_is_refused_from_then_on(
    inside: Served, address: str
) -> None:
    with serving() as outside:
        outside.send("/first", f"http://news.example:{inside.port}/secret")
        async with Fetcher(FROM_OUTSIDE, resolver=Turning(OUTSIDE, address)) as fetcher:
            with pytest.raises(Refused):
                await fetcher.get(outside.url("/first", host="news.example"))
        assert outside.paths() == ["/first"]
    assert inside.asked == []
