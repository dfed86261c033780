"""When a feed is polled next. Pure: what the server said, the time and chance come in.

A feed that answers is asked again after its interval, or when the server says its answer is stale
(Cache-Control: max-age). One that does not is asked ever more rarely, so that a server in trouble has peace,
and each poll falls a little beside its time, so that many feeds don't fall on one moment.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from store.feeds.feed import Feed, instant

Jitter = Callable[[], float]
"""Returns a number in [0, 1) each time."""

LONGEST = timedelta(days=1)
"""Between two polls, whatever a server's caching and its failures say."""
LONGEST_WISH = timedelta(days=7)
"""The longest Retry-After that is heeded in full."""
NOT_FOUND_STOPS = 10
"""404s in a row after which a feed is taken for gone: about five days at an hour's interval."""
BUSY = timedelta(minutes=5)
"""After which a poll whose articles could not be written, for the archive was busy, is made again."""

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age=\"?(\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What asking a feed came to."""

    status: int = 0
    """HTTP's; 0 where no answer came."""
    problem: str = ""
    """"" where all is well: 304, or 200 and a feed."""
    title: str = ""
    moved_to: str = ""
    etag: str = ""
    last_modified: str = ""
    cache_control: str = ""
    retry_after: str = ""
    hopeless: bool = False
    """Whether asking again won't help: it is no feed, or may not be fetched."""
    again: bool = False
    """True where not all of it could be taken in: the next answer must not be "nothing new"."""


def after(feed: Feed, answer: Answer, now: datetime, minutes: int, jitter: Jitter) -> Feed:
    """The feed as it stands after a poll at ``now`` (aware). ``minutes``: the settings' interval."""
    interval = timedelta(minutes=feed.minutes or minutes)
    if answer.problem:
        return _failed(feed, answer, now, interval, jitter)
    wait = max(interval, min(_max_age(answer.cache_control), LONGEST))
    unchanged = answer.status == 304
    return replace(
        feed,
        address=answer.moved_to or feed.address,
        title=answer.title or feed.title,
        checked=instant(now),
        next_poll=instant(now + wait * (1 + jitter() / 10)),
        etag="" if answer.again else answer.etag or (feed.etag if unchanged else ""),
        last_modified=""
        if answer.again
        else answer.last_modified or (feed.last_modified if unchanged else ""),
        failures=0,
        problem="",
        stopped="",
    )


def _failed(feed: Feed, answer: Answer, now: datetime, interval: timedelta, jitter: Jitter) -> Feed:
    failures = feed.failures + 1
    stopped = feed.stopped
    if answer.status == 410:
        stopped = f"{feed.address} is gone for good (410)."
    elif answer.status == 404 and failures >= NOT_FOUND_STOPS:
        stopped = f"{feed.address} was not found {failures} times in a row."
    longest = max(LONGEST, interval)
    wait = min(interval * 2 ** min(failures - 1, 20), longest) * (0.75 + jitter() / 2)
    if answer.status in (429, 503):
        wait = max(wait, min(retry_after(answer.retry_after, now), LONGEST_WISH))
    return replace(
        feed,
        checked=instant(now),
        next_poll=instant(now + wait),
        failures=failures,
        problem=answer.problem,
        stopped=stopped,
    )


def postponed(feed: Feed, problem: str, now: datetime) -> Feed:
    """The feed after a poll that failed on this side: the server is not to blame and nothing is forgotten."""
    return replace(feed, next_poll=instant(now + BUSY), problem=problem)


def retry_after(value: str, now: datetime) -> timedelta:
    """What a Retry-After header asks for: seconds or a date (RFC 9110, 10.2.3); nothing where it is neither."""
    if value.isdecimal() and value.isascii():
        return timedelta(seconds=int(value[:9]))
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return timedelta(0)
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(when - now, timedelta(0))


def _max_age(cache_control: str) -> timedelta:
    found = _MAX_AGE.search(cache_control)
    return timedelta(seconds=int(found[1])) if found else timedelta(0)
