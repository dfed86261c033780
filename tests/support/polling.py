"""Polls of a server on this machine, by a clock that tests turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from served import ALLOWED, Served, item

from store import Archive
from store.extract.method import Method
from store.feeds.book import FeedBook
from store.feeds.feed import Feed
from store.feeds.plan import FeedReport, Plan
from store.feeds.poll import poll
from store.fetch import Policy
from store.fetch.addresses import networks_of

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


def full(number: int, headline: str, paragraphs: tuple[str, ...]) -> str:
    return item(number, headline, *paragraphs)


def story(number: int) -> tuple[str, ...]:
    return (f"TARN — Ferry number {number} was launched on day {number} of the month.", *FERRY[1:])
