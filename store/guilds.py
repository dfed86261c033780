"""``bot.db``: servers' settings, the ledger of posts, and questions too long for a button.

Instants are ISO 8601 in UTC, days are local dates of the server's zone. Safe to call from any thread.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlite_utils import Database, Migrations

from store.closing import Closing
from store.db import Format, open_writer, readable_errors

migrations = Migrations("guilds")

GUILDS = Format(name="a bot database", application_id=0x44544C42, version=1, migrations=migrations)

DAILY = "daily"
"""The name of a server's daily digest."""
_KEPT_DAYS = 90
"""How long a button's question is kept after it was last shown."""


class PostState(StrEnum):
    CLAIMED = "claimed"  # begun: the post may or may not have reached Discord
    POSTED = "posted"
    EMPTY = "empty"  # there was nothing to post
    MISSED = "missed"  # begun, never arrived, and its day is over
    REFUSED = "refused"  # Discord said no: the digest is paused


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """When and where a server wants its digest."""

    guild: int
    channel: int
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


@dataclass(frozen=True, slots=True)
class Post:
    """One row of the ledger: a server's digest of one local day."""

    guild: int
    digest: str
    day: str
    state: PostState
    nonce: str
    channel: int
    until: int
    """The change number that the post covers."""
    claimed: str
    """When it was begun."""
    message: int = 0


@migrations()
def m001_guilds(db: Database) -> None:
    db.table("digests").create(
        {
            "guild": int,
            "channel": int,
            "hour": int,
            "zone": str,
            "starts": str,
            "since": int,
            "paused": str,
            "told": int,
        },
        pk="guild",
        not_null={"channel", "hour", "zone", "starts", "since", "paused", "told"},
    )
    db.table("posts").create(
        {
            "guild": int,
            "digest": str,
            "day": str,
            "state": str,
            "nonce": str,
            "channel": int,
            "until": int,
            "claimed": str,
            "message": int,
        },
        pk=("guild", "digest", "day"),
        not_null={"state", "nonce", "channel", "until", "claimed", "message"},
    )
    db.table("posts").create_index(["state"])
    db.table("lookups").create(
        {"key": str, "lookup": str, "used": str}, pk="key", not_null={"lookup", "used"}
    )
    db.table("lookups").create_index(["used"])
    db.table("notes").create({"name": str, "value": str}, pk="name", not_null={"value"})


class Guilds(Closing):
    """The bot's own database."""

    def __init__(self, database: Database, path: Path) -> None:
        self._db = database
        self._path = path
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path) -> Guilds:
        """Open or create it. Raises ArchiveError's kinds, with a sentence for people."""
        return cls(open_writer(path, GUILDS), path)

    def close(self) -> None:
        with self._lock:
            self._db.close()

    # --- digests --------------------------------------------------------------------------------

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
        with self._work() as db:
            row = {name: getattr(settings, name) for name in DigestSettings.__slots__}
            db.table("digests").insert(
                {**row, "told": int(settings.told)}, pk="guild", replace=True
            )

    def drop_digest(self, guild: int) -> bool:
        """Forget a server's digest. False if it had none."""
        with self._work() as db:
            return bool(db.execute("DELETE FROM digests WHERE guild = ?", [guild]).rowcount)

    def pause(self, guild: int, reason: str) -> None:
        """Stop posting until the digest is set up again; ``reason`` is for the server's admins."""
        with self._work() as db:
            db.execute("UPDATE digests SET paused = ?, told = 0 WHERE guild = ?", [reason, guild])

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

    # --- the ledger -----------------------------------------------------------------------------

    def posts(self, guild: int, digest: str = DAILY) -> tuple[Post, ...]:
        """What was begun and posted for a server, newest day first, at most 60 days of it."""
        with self._work() as db:
            rows = db.query(
                "SELECT * FROM posts WHERE guild = ? AND digest = ? ORDER BY day DESC LIMIT 60",
                [guild, digest],
            )
            return tuple(_post(row) for row in rows)

    def claim(
        self, guild: int, day: str, *, channel: int, until: int, now: datetime, digest: str = DAILY
    ) -> Post | None:
        """Begin the post of a day. None if the day is in the ledger already: it is someone else's."""
        post = Post(
            guild=guild,
            digest=digest,
            day=day,
            state=PostState.CLAIMED,
            nonce=nonce(guild, digest, day),
            channel=channel,
            until=until,
            claimed=_instant(now),
        )
        with self._work() as db:
            row = {name: getattr(post, name) for name in Post.__slots__}
            placed = db.execute(
                "INSERT INTO posts (guild, digest, day, state, nonce, channel, until, claimed, message) "
                "VALUES (:guild, :digest, :day, :state, :nonce, :channel, :until, :claimed, :message) "
                "ON CONFLICT DO NOTHING",
                row,
            )
            return post if placed.rowcount else None

    def confirm(self, post: Post, message: int) -> None:
        """The post has arrived: what it covers is not new any more."""
        self._settle(post, PostState.POSTED, message)

    def settle_empty(self, post: Post) -> None:
        """There was nothing to post that day."""
        self._settle(post, PostState.EMPTY)

    def fail(self, post: Post, state: PostState = PostState.REFUSED) -> None:
        """The post did not arrive and will not: what it covered stays new."""
        self._settle(post, state)

    def _settle(self, post: Post, state: PostState, message: int = 0) -> None:
        with self._work() as db:
            db.execute(
                "UPDATE posts SET state = ?, message = ? WHERE guild = ? AND digest = ? AND day = ?",
                [state, message, post.guild, post.digest, post.day],
            )
            if state in (PostState.POSTED, PostState.EMPTY):
                db.execute(
                    "UPDATE digests SET since = max(since, ?) WHERE guild = ?",
                    [post.until, post.guild],
                )

    # --- buttons and notes ----------------------------------------------------------------------

    def keep_lookup(self, lookup: str, *, now: datetime) -> str:
        """Store what a button repeats; the key (16 hex digits) is the same for the same text."""
        key = hashlib.sha256(lookup.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        with self._work() as db:
            db.table("lookups").insert(
                {"key": key, "lookup": lookup, "used": _instant(now)}, pk="key", replace=True
            )
            old = _instant(now - timedelta(days=_KEPT_DAYS))
            db.execute("DELETE FROM lookups WHERE used < ?", [old])
        return key

    def lookup(self, key: str) -> str | None:
        """What was stored under ``key``; None if it is unknown or too old."""
        with self._work() as db:
            rows = list(db.query("SELECT lookup FROM lookups WHERE key = ?", [key]))
        return str(rows[0]["lookup"]) if rows else None

    def note(self, name: str) -> str:
        """A value the bot remembers about itself, "" if it has none."""
        with self._work() as db:
            rows = list(db.query("SELECT value FROM notes WHERE name = ?", [name]))
        return str(rows[0]["value"]) if rows else ""

    def set_note(self, name: str, value: str) -> None:
        with self._work() as db:
            db.table("notes").insert({"name": name, "value": value}, pk="name", replace=True)

    @contextmanager
    def _work(self) -> Iterator[Database]:
        with self._lock, readable_errors(self._path), self._db.atomic():
            yield self._db


def nonce(guild: int, digest: str, day: str) -> str:
    """The same 24 characters for the same post, for Discord's ``enforce_nonce``."""
    return hashlib.sha256(f"{guild}:{digest}:{day}".encode()).hexdigest()[:24]


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _settings(row: dict[str, Any]) -> DigestSettings:
    return DigestSettings(**{**row, "told": bool(row["told"])})


def _post(row: dict[str, Any]) -> Post:
    return Post(**{**row, "state": PostState(row["state"])})
