"""What a bot writes to ``bot.db``, a transaction a step. A step takes all that it needs from the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from store.follows import Followed, FollowKind, Sighting
from store.guilds import (
    Batch,
    DigestSettings,
    Feedback,
    Guilds,
    Place,
    Post,
    ServerSettings,
)

Step = Callable[[Guilds], object]
START = datetime(2025, 3, 28, 8, tzinfo=UTC)
MEMBER = 7
FOLLOWED = Followed(FollowKind.SPEAKER, "Ada Obe"), Followed(FollowKind.WORDS, "harbour")


def settings() -> Iterator[Step]:
    """Members and admins change their minds."""
    for number in range(1, 9):
        server = ServerSettings(number % 4, language="de", channels=(number, 2), private=True)
        digest = DigestSettings(number % 4, 100 + number, 9, "Europe/Berlin", "2025-03-28")
        at = START + timedelta(hours=number)
        yield lambda guilds, server=server: guilds.set_server(server)
        yield lambda guilds, digest=digest: guilds.set_digest(digest)
        yield lambda guilds, at=at: guilds.keep_lookup(f"ask {at.hour} " + "long " * 200, now=at)
        yield lambda guilds, n=number: guilds.pause(n % 4, "No permission.")
        yield lambda guilds, n=number: guilds.take_notice(n % 4)
        yield lambda guilds, n=number: guilds.resume(n % 4, "2025-03-29")
        yield lambda guilds, n=number, at=at: guilds.judge(
            Feedback(MEMBER + n % 2, n % 4, n, 0, 9, "", n % 2 == 0), now=at
        )
        yield lambda guilds, n=number: guilds.set_note("registered", f"{n}")
    yield lambda guilds: guilds.drop_digest(2)
    yield lambda guilds: guilds.forget_member(MEMBER)
    yield lambda guilds: guilds.forget_guild(1)


def ledger() -> Iterator[Step]:
    """Digests of two servers over some days: begun, sent, put off, taken over, arrived, refused, empty."""
    for guild in (1, 2):
        digest = DigestSettings(guild, 100 + guild, 9, "Europe/Berlin", "2025-03-28")
        yield lambda guilds, digest=digest: guilds.set_digest(digest)
    for number in range(8):
        for guild in (1, 2):
            yield from _day(guild, number, START + timedelta(days=number, minutes=guild))


def _day(guild: int, number: int, at: datetime) -> Iterator[Step]:
    day = at.date().isoformat()
    until = 10 * number
    later = at + timedelta(hours=1)

    def post(guilds: Guilds) -> Post:
        return next(one for one in guilds.posts(guild) if one.day == day)

    def send(guilds: Guilds, holder: str, now: datetime, anchor: int = 0) -> object:
        held = replace(post(guilds), holder=holder)
        return guilds.send(held, channel=100 + guild, until=until, anchor=anchor, now=now)

    yield lambda guilds: guilds.claim(
        guild, day, channel=100 + guild, until=until, now=at, holder="first"
    )
    if number % 4 == 1:
        yield lambda guilds: guilds.settle_empty(post(guilds))
        return
    yield lambda guilds: send(guilds, "first", at)
    if number % 4 == 2:
        yield lambda guilds: guilds.postpone(post(guilds), now=at)
        yield lambda guilds: guilds.take_over(post(guilds), holder="second", now=later)
        yield lambda guilds: send(guilds, "second", later, 5)
    if number % 4 == 3:
        yield lambda guilds: (guilds.refuse if guild == 1 else guilds.miss)(post(guilds))
        yield lambda guilds: guilds.reopen(post(guilds), until=until, holder="second", now=later)
        yield lambda guilds: send(guilds, "second", later, 5)
    yield lambda guilds: guilds.confirm(post(guilds), 1000 + number)


def follows() -> Iterator[Step]:
    """A member and a channel follow things; news are sighted, taken, sent, put off, and told of no more."""
    own, everyone = Place(1, 101, MEMBER), Place(1, 102, 0)
    for place in (own, everyone):
        for one in FOLLOWED:
            yield lambda guilds, place=place, one=one: guilds.follow(
                place, one, daily=False, since=0, now=START
            )
    yield lambda guilds: guilds.scan_from(0, 0)
    for number in range(6):
        at = START + timedelta(hours=number)
        seen = [Sighting(one, 10 * number + k, 10 * number) for one in FOLLOWED for k in (1, 2)]
        yield lambda guilds, n=number, seen=seen, at=at: guilds.take_scan(
            10 * n, 10 * n + 10, seen, now=at
        )
        for place in (own, everyone):
            yield from _told(Batch(place, number + 1, {}, "me"), number, at)
    yield lambda guilds: guilds.unfollow(guilds.follows(member=MEMBER)[0].id)


def _told(batch: Batch, number: int, at: datetime) -> Iterator[Step]:
    later = at + timedelta(minutes=20)
    yield lambda guilds: guilds.begin(batch.place, holder="me", now=at)
    yield lambda guilds: guilds.sending(batch, channel=101, anchor=number, now=at)
    if number % 3 == 1:
        yield lambda guilds: guilds.put_off(batch, now=at)
        yield lambda guilds: guilds.begin(batch.place, holder="me", now=later)
    if number == 4:
        yield lambda guilds: guilds.pause_place(batch, "No permission.", arrived=True)
        yield lambda guilds: guilds.follow(
            batch.place, FOLLOWED[0], daily=False, since=0, now=later
        )
    yield lambda guilds: guilds.sent(batch, now=later)
