"""Which day's digest is due. Pure: the clock and the ledger come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from store.guilds import DigestSettings, Post, PostState, waits

PUNCTUAL = timedelta(hours=1)
"""How late a post may be where days that were missed are left out."""
_WEEK = 7
_REMEMBERED = 60
"""Days of a long time without the bot that are written down."""


@dataclass(frozen=True, slots=True)
class Due:
    """A day to post, and the post that was begun for it and not completed, if there is one."""

    day: str
    begun: Post | None = None
    is_left_out: bool = False
    """Too late to be posted, by the server's choice: only to be settled."""


def local_day(zone: str, now: datetime) -> str:
    """The date in ``zone`` at ``now`` (aware), ISO."""
    return now.astimezone(ZoneInfo(zone)).date().isoformat()


def moment_of(settings: DigestSettings, day: date) -> datetime:
    """When the digest of a local day is due, in UTC.

    An hour that a clock change skips is due where the clocks land, one that comes twice the first time.
    """
    return datetime.combine(day, time(settings.hour), ZoneInfo(settings.zone)).astimezone(UTC)


def next_day(settings: DigestSettings, now: datetime) -> date:
    """The first of the server's weekdays, from today on, whose hour is still to come."""
    today = date.fromisoformat(local_day(settings.zone, now))
    days = (today + timedelta(days=ahead) for ahead in range(_WEEK + 1))
    return next(day for day in days if _is_chosen(settings, day) and moment_of(settings, day) > now)


def latest_day(settings: DigestSettings, now: datetime) -> str | None:
    """The last of the server's weekdays whose hour has come; None before its first one."""
    today = date.fromisoformat(local_day(settings.zone, now))
    for back in range(_WEEK + 1):
        day = today - timedelta(days=back)
        if _is_chosen(settings, day) and moment_of(settings, day) <= now:
            return day.isoformat() if day.isoformat() >= settings.starts else None
    return None


def due(settings: DigestSettings, now: datetime, ledger: Iterable[Post]) -> Due | None:
    """The local day whose hour has come and that the ledger has not settled, or None.

    It is the latest such day alone: what came in since the last post is in one post, however many days
    were missed. One that Discord did not take is due again when its time of waiting is over.
    """
    day = latest_day(settings, now)
    if settings.paused or day is None:
        return None
    late = now - moment_of(settings, date.fromisoformat(day)) > PUNCTUAL
    left_out = late and not settings.catches_up
    entry = next((post for post in ledger if post.day == day), None)
    if entry is None:
        return Due(day, is_left_out=left_out)
    if entry.state is not PostState.CLAIMED or waits(entry, now):
        return None
    return Due(day, entry, left_out)


def unfinished(settings: DigestSettings, now: datetime, ledger: Iterable[Post]) -> tuple[Post, ...]:
    """Posts that were begun and not completed, of days before the latest that is due."""
    latest = latest_day(settings, now) or local_day(settings.zone, now)
    return tuple(
        post
        for post in ledger
        if post.state is PostState.CLAIMED and post.day < latest and not waits(post, now)
    )


def passed_over(settings: DigestSettings, day: str, ledger: Iterable[Post]) -> tuple[str, ...]:
    """The server's days before ``day`` that the ledger has nothing of, back to the last that it has."""
    known = max((post.day for post in ledger if post.day < day), default="")
    passed = []
    for back in range(1, _REMEMBERED):
        earlier = date.fromisoformat(day) - timedelta(days=back)
        if earlier.isoformat() < settings.starts or earlier.isoformat() <= known:
            break
        if _is_chosen(settings, earlier):
            passed.append(earlier.isoformat())
    return tuple(passed)


def _is_chosen(settings: DigestSettings, day: date) -> bool:
    return str(day.isoweekday()) in settings.weekdays
