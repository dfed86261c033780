"""The ledger of posts: what was begun, and what became of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from store.guilds.tables import Tables, instant

DAILY = "daily"
"""The name of a server's daily digest."""


class PostState(StrEnum):
    CLAIMED = "claimed"  # begun: the post may or may not have reached Discord
    POSTED = "posted"
    EMPTY = "empty"  # there was nothing to post
    MISSED = "missed"  # begun, never arrived, and its day is over
    REFUSED = "refused"  # Discord said no: the digest is paused


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


class Ledger(Tables):
    """Each post is begun once: a row a server, digest and local day."""

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
            claimed=instant(now),
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


def nonce(guild: int, digest: str, day: str) -> str:
    """The same 24 characters for the same post, for Discord's ``enforce_nonce``."""
    return hashlib.sha256(f"{guild}:{digest}:{day}".encode()).hexdigest()[:24]


def _post(row: dict[str, Any]) -> Post:
    return Post(**{**row, "state": PostState(row["state"])})
