"""Which day's digest is due. Pure: the clock and the ledger come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from store.guilds import DigestSettings, Post, PostState


@dataclass(frozen=True, slots=True)
class Due:
    """A day to post, and the post that was begun for it and not completed, if there is one."""

    day: str
    begun: Post | None = None


def local_day(zone: str, now: datetime) -> str:
    """The date in ``zone`` at ``now`` (aware), ISO."""
    return now.astimezone(ZoneInfo(zone)).date().isoformat()


def first_day(hour: int, zone: str, now: datetime) -> str:
    """The first day that is due for a digest set up at ``now``: today, or tomorrow if the hour has begun."""
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() + timedelta(days=1 if local.hour >= hour else 0)
    return day.isoformat()


def due(settings: DigestSettings, now: datetime, ledger: Iterable[Post]) -> Due | None:
    """The local day whose hour has come and that the ledger has not settled, or None.

    Compares the wall clock of the server's zone: an hour that a clock change skips is due right
    after it, one that comes twice is in the ledger the second time. A day that was missed because
    the bot was down is due until it ends.
    """
    local = now.astimezone(ZoneInfo(settings.zone))
    day = local.date().isoformat()
    if settings.paused or local.hour < settings.hour or day < settings.starts:
        return None
    entry = next((post for post in ledger if post.day == day), None)
    if entry is None:
        return Due(day)
    return Due(day, entry) if entry.state is PostState.CLAIMED else None


def unfinished(now: datetime, zone: str, ledger: Iterable[Post]) -> tuple[Post, ...]:
    """Posts of earlier days that were begun and not completed."""
    today = local_day(zone, now)
    return tuple(post for post in ledger if post.state is PostState.CLAIMED and post.day < today)
