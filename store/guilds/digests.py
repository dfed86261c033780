"""When and where servers want their digests, and what they want in them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from store.guilds.tables import Tables

EVERY_DAY = "1234567"
_FLAGS = ("told", "silent", "says_empty", "catches_up")
_LISTS = ("topics", "speakers")


class Length(StrEnum):
    """How much a digest shows."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """A server's digest."""

    guild: int
    channel: int
    """A text or announcement channel, a thread, or a forum, where each post is a thread."""
    hour: int
    """0 to 23, local."""
    zone: str
    """An IANA name: "Europe/Berlin"."""
    starts: str
    """The first local day that is due, ISO."""
    since: int = 0
    """The archive's change number up to which articles were posted."""
    paused: str = ""
    """Why it is paused, for a person; "" while it runs."""
    told: bool = True
    """False while the admins have not been told of the pause."""
    weekdays: str = EVERY_DAY
    """The local days that have one, as ISO numbers: "15" is Monday and Friday."""
    topics: tuple[str, ...] = ()
    """Words: an article that fits one of them, or has one of the speakers, is in; none: all are."""
    speakers: tuple[str, ...] = ()
    length: Length = Length.MEDIUM
    role: int = 0
    """The role that is pinged; 0 for none."""
    tag: int = 0
    """The tag of a forum's thread; 0 for none of one's own choice."""
    silent: bool = False
    """Posts without a notification."""
    says_empty: bool = False
    """A day without news has a post that says so; else it has none."""
    catches_up: bool = True
    """A day whose hour passed while the bot was down is posted late; else it is left out."""


class Digests(Tables):
    """Servers' digests."""

    def digest(self, guild: int) -> DigestSettings | None:
        with self._work() as db:
            rows = list(db.query("SELECT * FROM digests WHERE guild = ?", [guild]))
        return _settings(rows[0]) if rows else None

    def digests(self) -> tuple[DigestSettings, ...]:
        """Every server's, paused ones too."""
        with self._work() as db:
            return tuple(_settings(row) for row in db.query("SELECT * FROM digests ORDER BY guild"))

    def set_digest(self, settings: DigestSettings) -> None:
        """Store a server's choice; the ledger stays, so a day that was posted is not posted again."""
        row = asdict(settings)
        row |= {name: int(row[name]) for name in _FLAGS}
        row |= {name: json.dumps(row[name]) for name in _LISTS}
        with self._work() as db:
            db.table("digests").insert(row, pk="guild", replace=True)

    def drop_digest(self, guild: int) -> bool:
        """Forget a server's digest. False if it had none."""
        with self._work() as db:
            return bool(db.execute("DELETE FROM digests WHERE guild = ?", [guild]).rowcount)

    def pause(self, guild: int, reason: str, *, told: bool = False) -> None:
        """Post no more until it is resumed or set up again; ``reason`` is for the server's admins."""
        with self._work() as db:
            db.execute(
                "UPDATE digests SET paused = ?, told = ? WHERE guild = ?",
                [reason, int(told), guild],
            )

    def resume(self, guild: int, starts: str) -> None:
        """Go on posting, from the local day ``starts`` on."""
        with self._work() as db:
            db.execute(
                "UPDATE digests SET paused = '', told = 1, starts = ? WHERE guild = ?",
                [starts, guild],
            )

    def take_notice(self, guild: int) -> str:
        """Why the digest is paused if the admins have not been told, else ""; once only."""
        with self._work() as db:
            rows = list(
                db.query(
                    "SELECT paused FROM digests WHERE guild = ? AND told = 0 AND paused <> ''",
                    [guild],
                )
            )
            if not rows:
                return ""
            db.execute("UPDATE digests SET told = 1 WHERE guild = ?", [guild])
            return str(rows[0]["paused"])


def _settings(row: dict[str, Any]) -> DigestSettings:
    read = {name: bool(row[name]) for name in _FLAGS}
    lists = {name: tuple(json.loads(row[name])) for name in _LISTS}
    return DigestSettings(**{**row, **read, **lists, "length": Length(row["length"])})
