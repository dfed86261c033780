"""The ledger of posts: what was begun, who is at it, and what became of it.

A post is begun by a row of its own (server, digest, local day), which no second process can write.
Whoever has begun it holds it for a while and finishes within that; after that another one may take it
over, which has to look first whether it arrived.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from store.guilds.tables import Tables, instant

DAILY = "daily"
"""The name of a server's daily digest."""
LEASE = timedelta(seconds=150)
"""How long a begun post belongs to the process that began it."""
FIRST_WAIT = timedelta(seconds=50)
LONGEST_WAIT = timedelta(minutes=30)
"""Between two tries of a post that Discord did not take: each wait is twice the last."""


class PostState(StrEnum):
    CLAIMED = "claimed"  # begun: the post may or may not have reached Discord
    POSTED = "posted"
    EMPTY = "empty"  # there was nothing to post
    MISSED = "missed"  # never arrived, and its time is over; what was new stays new
    CAUGHT_UP = "caught up"  # the same, and what was new came in the post of a later day
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
    """When it was begun; "" for a day that passed without."""
    message: int = 0
    """Its message, or the thread of a forum."""
    holder: str = ""
    """The process that is at it."""
    leased: str = ""
    """Until when nobody else may be."""
    anchor: int | None = None
    """The newest message of the channel before it was sent (0: there was none); None: it never was."""
    tries: int = 0
    """How often it was put off."""
    retry: str = ""
    """Not to be tried again before."""


class Ledger(Tables):
    """Each post is begun once."""

    def posts(self, guild: int, digest: str = DAILY) -> tuple[Post, ...]:
        """What was begun and posted for a server, newest day first, at most 60 days of it."""
        with self._work() as db:
            rows = db.query(
                "SELECT * FROM posts WHERE guild = ? AND digest = ? ORDER BY day DESC LIMIT 60",
                [guild, digest],
            )
            return tuple(_post(row) for row in rows)

    def posts_from(self, day: str, digest: str = DAILY) -> dict[int, tuple[Post, ...]]:
        """Every server's posts of ``day`` (ISO) and later, and earlier ones that are not settled."""
        found: defaultdict[int, list[Post]] = defaultdict(list)
        with self._work() as db:
            for row in db.query(
                "SELECT * FROM posts WHERE digest = :digest AND day >= :day"
                " UNION SELECT * FROM posts WHERE digest = :digest AND state = :begun",
                {"digest": digest, "day": day, "begun": PostState.CLAIMED},
            ):
                found[row["guild"]].append(_post(row))
        return {guild: tuple(posts) for guild, posts in found.items()}

    def claim(
        self,
        guild: int,
        day: str,
        *,
        channel: int,
        until: int,
        now: datetime,
        holder: str = "",
        digest: str = DAILY,
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
            holder=holder,
            leased=instant(now + LEASE),
        )
        with self._work() as db:
            return post if _insert(db, post) else None

    def take_over(self, post: Post, *, holder: str, now: datetime) -> Post | None:
        """Go on with a begun post, unless another process is at it or it is settled: then None.

        A lease that ends later than any given now can was given by a clock that has gone back since.
        """
        return self._changed(
            post,
            "holder = :holder, leased = :leased",
            "state = :begun AND (holder = :holder OR leased <= :now OR leased > :leased)",
            begun=PostState.CLAIMED,
            holder=holder,
            now=instant(now),
            leased=instant(now + LEASE),
        )

    def reopen(self, post: Post, *, until: int, holder: str, now: datetime) -> Post | None:
        """Begin a day again that was settled without a post; None if it is not."""
        return self._changed(
            post,
            "state = :begun, until = :until, claimed = :now, holder = :holder, leased = :leased,"
            " tries = 0, retry = ''",
            "state IN (:empty, :missed, :caught_up, :refused)",
            begun=PostState.CLAIMED,
            until=until,
            now=instant(now),
            holder=holder,
            leased=instant(now + LEASE),
            empty=PostState.EMPTY,
            missed=PostState.MISSED,
            caught_up=PostState.CAUGHT_UP,
            refused=PostState.REFUSED,
        )

    def send(
        self, post: Post, *, channel: int, until: int, anchor: int, now: datetime
    ) -> Post | None:
        """Write down that a held post is sent now, what it covers, and after which message of the channel.

        None: it is not ours any more.
        """
        return self._changed(
            post,
            "channel = :channel, until = :until, anchor = :anchor",
            "state = :begun AND holder = :holder AND leased > :now",
            channel=channel,
            until=until,
            anchor=anchor,
            begun=PostState.CLAIMED,
            holder=post.holder,
            now=instant(now),
        )

    def postpone(self, post: Post, *, now: datetime, wait: timedelta = timedelta()) -> None:
        """Let go of a begun post, to be tried again after ``wait``, and ever later from try to try."""
        again = min(FIRST_WAIT * 2 ** min(post.tries, 10), LONGEST_WAIT)
        self._changed(
            post,
            "tries = tries + 1, retry = :retry, leased = ''",
            "state = :begun AND holder = :holder",
            retry=instant(now + min(max(again, wait), LONGEST_WAIT)),
            begun=PostState.CLAIMED,
            holder=post.holder,
        )

    def confirm(self, post: Post, message: int, passed: Sequence[str] = ()) -> None:
        """The post has arrived: what it covers is not new any more.

        ``passed``: earlier days of which the ledger has nothing. They share in what becomes of this one.
        """
        self._settle(post, PostState.POSTED, passed, message)

    def settle_empty(self, post: Post, passed: Sequence[str] = ()) -> None:
        """There was nothing to post that day, nor on those that ``passed``."""
        self._settle(post, PostState.EMPTY, passed)

    def miss(self, post: Post, passed: Sequence[str] = ()) -> None:
        """The post did not arrive and its time is over: what it covered stays new."""
        self._settle(post, PostState.MISSED, passed)

    def refuse(self, post: Post) -> None:
        """Discord does not take the post: what it covered stays new."""
        self._settle(post, PostState.REFUSED)

    def _settle(
        self, post: Post, state: PostState, passed: Sequence[str] = (), message: int = 0
    ) -> None:
        with self._work() as db:
            settled = db.execute(
                "UPDATE posts SET state = ?, message = ? WHERE guild = ? AND digest = ? AND day = ?"
                " AND state = ?",
                [state, message, post.guild, post.digest, post.day, PostState.CLAIMED],
            )
            if not settled.rowcount:
                return
            without = PostState.CAUGHT_UP if state is PostState.POSTED else state
            for day in passed:
                _insert(db, _passed(post, day, without))
            if state is PostState.POSTED:
                db.execute(
                    "UPDATE posts SET state = ? WHERE guild = ? AND digest = ? AND day < ?"
                    " AND state = ?",
                    [without, post.guild, post.digest, post.day, PostState.MISSED],
                )
            if state in (PostState.POSTED, PostState.EMPTY):
                db.execute(
                    "UPDATE digests SET since = max(since, ?) WHERE guild = ?",
                    [post.until, post.guild],
                )

    def _changed(self, post: Post, what: str, where: str, **values: object) -> Post | None:
        """The post after a change that is made only ``where`` it may be, in one statement; else None."""
        key = {"guild": post.guild, "digest": post.digest, "day": post.day}
        with self._work() as db:
            rows = db.execute(
                f"UPDATE posts SET {what}"
                f" WHERE guild = :guild AND digest = :digest AND day = :day AND ({where}) RETURNING *",
                {**key, **values},
            )
            names = [column[0] for column in rows.description]
            found = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
        return _post(found[0]) if found else None


def nonce(guild: int, digest: str, day: str) -> str:
    """The same 24 characters for the same post, for Discord's ``enforce_nonce``."""
    return hashlib.sha256(f"{guild}:{digest}:{day}".encode()).hexdigest()[:24]


def waits(post: Post, now: datetime) -> bool:
    """Whether a begun post is not to be tried again yet. One put off by a clock that has gone back is."""
    if not post.retry:
        return False
    left = datetime.fromisoformat(post.retry) - now.astimezone(UTC)
    return timedelta() < left <= LONGEST_WAIT


def _passed(post: Post, day: str, state: PostState) -> Post:
    """A day before that of ``post``, which had none."""
    return Post(
        guild=post.guild,
        digest=post.digest,
        day=day,
        state=state,
        nonce=nonce(post.guild, post.digest, day),
        channel=post.channel,
        until=post.until,
        claimed="",
    )


def _insert(db: Database, post: Post) -> bool:
    """Write down a day; False if the ledger has it already."""
    row = {name: getattr(post, name) for name in Post.__slots__}
    columns = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    placed = db.execute(
        f"INSERT INTO posts ({columns}) VALUES ({values}) ON CONFLICT DO NOTHING", row
    )
    return bool(placed.rowcount)


def _post(row: dict[str, Any]) -> Post:
    return Post(**{**row, "state": PostState(row["state"])})
