"""A poll: feeds are asked what is new, and the archive takes it in.

Feeds are asked side by side; all that is heavy (reading, extracting, writing) happens on one thread, one
thing after the other. A feed's items are remembered after they are stored, so what a kill cuts off is done
again, and the archive knows what it has.
"""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from aiohttp.abc import AbstractResolver

from store.errors import ArchiveError
from store.feeds.book import FeedBook, Seen
from store.feeds.documents import Document, NotAFeed, read_feed, read_page
from store.feeds.feed import Feed
from store.feeds.items import Item, with_page
from store.feeds.plan import FeedReport, Plan
from store.feeds.schedule import Answer, Jitter, after, postponed
from store.fetch import Fetcher, FetchError, Refused, Unreachable
from store.fetch.download import in_words
from store.intake import ingest_drafts
from store.model import IngestReport

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")
Clock = Callable[[], datetime]
"""Tells the time, aware."""

AT_ONCE = 8
"""Feeds under way at the same time; those of one host take turns."""
LEASE = timedelta(minutes=30)
"""How long a poller has a feed for itself: longer than any poll takes."""
TOGETHER = 32
"""Items that are stored together, and a poll can be ended after."""
FEED_BYTES = 5 * 1024 * 1024
"""The largest feed: the reader of feeds takes up to 20 seconds for each MiB of hostile ones."""
PAGES_SECONDS = 300.0
TRIES = 3
"""To fetch a page, before an item is stored as its feed has it."""
_ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)
_ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


class _Page(Enum):
    """Why the text of a page is not there yet."""

    LATER = auto()
    HOST_TIRED = auto()  # its site wants no more requests now


async def poll(
    archive: Path,
    plan: Plan,
    *,
    clock: Clock,
    jitter: Jitter,
    urls: Sequence[str] = (),
    only_due: bool = False,
    told: Callable[[FeedReport], None] | None = None,
    resolver: AbstractResolver | None = None,
) -> tuple[FeedReport, ...]:
    """Poll the feeds ``urls``, also those that are stopped; with none, all that are not stopped.

    ``only_due``: leave out those whose time has not come. ``told``: called with each report as it comes.
    Raises UnknownFeed, or ArchiveError where the archive can't be used at all.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="feeds") as thread:
        book = await _on(thread, FeedBook, archive)
        try:
            feeds = await _on(thread, _chosen, book, urls, only_due, clock())
            async with Fetcher(plan.policy, resolver=resolver) as fetcher:
                poller = _Poller(archive, plan, clock, jitter, thread, book, fetcher)
                return await _side_by_side((poller.poll(feed) for feed in feeds), told)
        finally:
            book.close()


def _chosen(book: FeedBook, urls: Sequence[str], only_due: bool, now: datetime) -> list[Feed]:
    named = dict.fromkeys(map(book.find, urls)) if urls else None
    feeds = named if named is not None else [feed for feed in book.feeds() if not feed.stopped]
    return [feed for feed in feeds if not only_due or feed.due(now)]


async def _side_by_side(
    polls: Iterable[Coroutine[Any, Any, FeedReport]], told: Callable[[FeedReport], None] | None
) -> tuple[FeedReport, ...]:
    places = asyncio.Semaphore(AT_ONCE)

    async def one(poll: Coroutine[Any, Any, FeedReport]) -> FeedReport:
        async with places:
            report = await poll
        if told:
            told(report)
        return report

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(poll)) for poll in polls]
    return tuple(task.result() for task in tasks)


async def _on(
    thread: ThreadPoolExecutor, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    work = functools.partial(call, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(thread, work)


@dataclass(frozen=True, slots=True)
class _Poller:
    archive: Path
    plan: Plan
    clock: Clock
    jitter: Jitter
    thread: ThreadPoolExecutor
    book: FeedBook
    fetcher: Fetcher

    async def poll(self, feed: Feed) -> FeedReport:
        """Ask one feed and take in what is new. Whatever happens is in the report."""
        now = self.clock()
        try:
            if not await _on(self.thread, self.book.claim, feed, now=now, until=now + LEASE):
                return FeedReport(feed, problem=f"{feed.url} is being polled by another program.")
        except ArchiveError as error:
            return FeedReport(feed, problem=str(error))
        try:
            report = await self._claimed(feed)
        except ArchiveError as error:
            # Not the server's failure: the archive is busy, or a worker died.
            report = FeedReport(postponed(feed, str(error), self.clock()), problem=str(error))
        except Exception as error:
            # Libraries read hostile bytes here: a fault of theirs must not end the polls of other feeds.
            log.debug("poll of %s", feed.url, exc_info=True)
            answer = Answer(problem=f"{feed.url} can't be read ({type(error).__name__}: {error}).")
            settled = after(feed, answer, self.clock(), self.plan.minutes, self.jitter)
            report = FeedReport(settled, problem=answer.problem)
        except BaseException:
            await _on(self.thread, self.book.release, feed)
            raise
        try:
            await _on(self.thread, self.book.settle, report.feed)
        except ArchiveError as error:
            return replace(report, problem=report.problem or str(error))
        return report

    async def _claimed(self, feed: Feed) -> FeedReport:
        answer, document = await self._ask(feed)
        report = FeedReport(feed, problem=answer.problem, hopeless=answer.hopeless)
        if document is not None:
            report = await self._take(feed, document)
            answer = replace(answer, title=document.title, again=report.waiting > 0)
        settled = after(feed, answer, self.clock(), self.plan.minutes, self.jitter)
        return replace(report, feed=settled)

    async def _ask(self, feed: Feed) -> tuple[Answer, Document | None]:
        try:
            found = await self.fetcher.get(
                feed.address,
                etag=feed.etag,
                last_modified=feed.last_modified,
                accept=_ACCEPT_FEED,
                limit=FEED_BYTES,
            )
        except FetchError as error:
            return Answer(problem=str(error), hopeless=isinstance(error, Refused)), None
        problem = ""
        document = None
        if found.ok:
            try:
                document = await _on(self.thread, read_feed, found.body, feed.url, found.url)
            except NotAFeed as error:
                problem = str(error)
        elif found.status != 304:
            problem = f"{found.url} {in_words(found.status)}."
        answer = Answer(
            status=found.status,
            problem=problem,
            hopeless=found.ok and bool(problem),
            moved_to=found.moved_to,
            etag=found.etag,
            last_modified=found.last_modified,
            cache_control=found.cache_control,
            retry_after=found.retry_after,
        )
        return answer, document

    async def _take(self, feed: Feed, document: Document) -> FeedReport:
        """Take in what is new in a feed."""
        known = await _on(self.thread, self.book.seen, feed)
        items = document.items
        new = [item for item in items if known.get(item.key, Seen("", 0)).words != item.words]
        ready, waiting = await self._in_full(new[: self.plan.most_items], known)
        reports = []
        for start in range(0, len(ready), TOGETHER):
            batch = ready[start : start + TOGETHER]
            reports.append(await _on(self.thread, self._store, feed, batch))
        shown = [item.key for item in items]
        await _on(self.thread, self.book.note, feed, waiting, shown=shown, now=self.clock())
        return FeedReport(
            feed,
            added=sum(report.added for report in reports),
            corrected=sum(report.corrected for report in reports),
            duplicates=sum(report.duplicates for report in reports),
            unchanged=sum(report.unchanged for report in reports),
            waiting=len(waiting) + len(new[self.plan.most_items :]),
            skipped=tuple(each for report in reports for each in report.skipped),
        )

    def _store(self, feed: Feed, batch: list[Item]) -> IngestReport:
        report = ingest_drafts(
            self.archive,
            feed.url,
            [item.unreadable or item.draft for item in batch],
            method=self.plan.method,
            workers=self.plan.workers,
        )
        seen = {item.key: Seen(item.words, 0) for item in batch}
        self.book.note(feed, seen, shown=(), now=self.clock())
        return report

    async def _in_full(
        self, new: list[Item], known: dict[str, Seen]
    ) -> tuple[list[Item], dict[str, Seen]]:
        """The items that can be stored, with the texts of their pages, and those whose pages wait."""
        ready: list[Item] = []
        waiting: dict[str, Seen] = {}
        end = asyncio.get_running_loop().time() + PAGES_SECONDS
        left = self.plan.most_pages
        for item in new:
            if not (self.plan.pages and item.draft.url and item.summary):
                ready.append(item)
                continue
            before = known.get(item.key, Seen("", 0))
            if left <= 0 or asyncio.get_running_loop().time() > end:
                waiting[item.key] = before
                continue
            left -= 1
            found = await self._page(item)
            if isinstance(found, Item):
                ready.append(found)
            elif before.tries + 1 >= TRIES:
                ready.append(item)
            else:
                waiting[item.key] = replace(before, tries=before.tries + 1)
            if found is _Page.HOST_TIRED:
                left = 0
        return ready, waiting

    async def _page(self, item: Item) -> Item | _Page:
        """The item with its page's text; as it is where there is no such page for programs."""
        try:
            found = await self.fetcher.get(item.draft.url, accept=_ACCEPT_PAGE, obey_robots=True)
        except Unreachable:
            return _Page.LATER
        except FetchError:
            return item
        if found.status in (429, 503):
            return _Page.HOST_TIRED
        if found.status >= 500:
            return _Page.LATER
        page = await _on(self.thread, read_page, found.body, found.url) if found.ok else None
        return with_page(item, page) if page else item
