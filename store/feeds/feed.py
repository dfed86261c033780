"""What is known of a feed between two polls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

ASTRAY = timedelta(minutes=5)
"""A poll that lies further ahead than this was made by a clock that has gone back since."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of the archive and where it stands. Instants are ISO 8601 in UTC, "" for never."""

    source: int
    """The number of the source that its articles are from."""
    url: str
    """As it was added: how it is called."""
    address: str
    """Where it is asked: ``url``, or where that moved for good."""
    title: str = ""
    """What it calls itself; "" before the first poll."""
    minutes: int = 0
    """Between two polls; 0: as the settings have it."""
    added: str = ""
    checked: str = ""
    """The last poll."""
    next_poll: str = ""
    etag: str = ""
    last_modified: str = ""
    failures: int = 0
    """In a row."""
    problem: str = ""
    """What was wrong at the last poll, in one sentence."""
    stopped: str = ""
    """Why it is not polled any more, in one sentence."""
    articles: int = 0
    """Of the archive that came from it."""

    def due(self, now: datetime) -> bool:
        """Whether it is to be polled at ``now`` (aware): also where the clock has gone back since the last poll."""
        if self.stopped:
            return False
        return self.next_poll <= instant(now) or self.checked > instant(now + ASTRAY)


def instant(when: datetime) -> str:
    """An aware time as the archive stores it; such strings sort as the times do."""
    return when.astimezone(UTC).isoformat(timespec="seconds")
