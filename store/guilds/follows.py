"""What members and channels follow, and what of it is on its way to them.

A scan of the archive's changes puts what it sights into ``follow_matches`` and moves on in one transaction:
nothing is missed and nothing sighted twice. A place's matches go out together in a numbered batch, which is
begun and settled like a digest's post.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from store.follows import Followed, FollowKind, Sighting
from store.guilds.following import Batch, Follow, Place, TooMany
from store.guilds.ledger import FIRST_WAIT, LEASE, LONGEST_WAIT
from store.guilds.tables import Tables, instant

OF_A_MEMBER = 25
"""How much a member may follow, in all servers and direct messages together."""
OF_A_SERVER = 50
"""How much may be followed in the channels of a server, by its members and for everyone."""
GAP = timedelta(minutes=10)
"""Between two batches to one place: what comes in meanwhile is in the next one."""
DAY = timedelta(hours=24)
"""The same for what is told once a day."""
A_BATCH = 200
"""Sighted articles of one batch."""
_KEPT = timedelta(days=90)
_SCANNED = "follows"
"""The note that holds the change number up to which was scanned."""
_SETTLED = "begun = 0, anchor = NULL, posted_in = 0, leased = '', tries = 0, retry = ''"


class Follows(Tables):
    """Follows and the ledger of what was told of them."""

    def follow(
        self,
        place: Place,
        followed: Followed,
        *,
        daily: bool,
        since: int,
        now: datetime,
        language: str = "",
    ) -> bool:
        """Begin to follow; its place is told again if it was paused. False if it was followed there.

        ``language``: ``Batch.language`` from now on. Raises TooMany.
        """
        with self._work() as db:
            db.execute(
                "INSERT INTO follow_places (guild, channel, member, language) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET paused = '', told = 1, language = excluded.language",
                [*_key(place), language],
            )
            known = db.execute(
                "UPDATE follows SET daily = ? WHERE guild = ? AND channel = ? AND member = ?"
                " AND kind = ? AND text = ?",
                [int(daily), *_key(place), followed.kind, followed.text],
            ).rowcount
            if known:
                return False
            if place.member and _count(db, "member", place.member) >= OF_A_MEMBER:
                raise TooMany(OF_A_MEMBER, server=False)
            if place.guild and _count(db, "guild", place.guild) >= OF_A_SERVER:
                raise TooMany(OF_A_SERVER, server=True)
            db.execute(
                "INSERT INTO follows (guild, channel, member, kind, text, daily, since, made)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [*_key(place), followed.kind, followed.text, int(daily), since, instant(now)],
            )
            return True

    def unfollow(self, follow: int) -> None:
        """Follow something no more, whatever of it was not told yet."""
        with self._work() as db:
            db.execute("DELETE FROM follows WHERE id = ?", [follow])
            db.execute(
                "DELETE FROM follow_places WHERE NOT EXISTS (SELECT 1 FROM follows f WHERE"
                " f.guild = follow_places.guild AND f.channel = follow_places.channel"
                " AND f.member = follow_places.member)"
            )

    def follows(self, *, member: int = 0, guild: int = 0) -> tuple[Follow, ...]:
        """What a member follows anywhere, then what is followed for everybody in a server's channels."""
        return self._follows(
            "(f.member = ? AND f.member <> 0) OR (f.guild = ? AND f.guild <> 0 AND f.member = 0)"
            " ORDER BY f.member = 0, f.id",
            [member, guild],
        )

    def scanned(self) -> tuple[Follow, ...]:
        """All that is followed by a message of its own, not in a server's digest."""
        return self._follows("f.member <> 0 OR NOT f.daily ORDER BY f.id", [])

    def followed_in_digest(self, guild: int) -> tuple[Follow, ...]:
        """What a server's digest tells of."""
        return self._follows("f.guild = ? AND f.member = 0 AND f.daily ORDER BY f.id", [guild])

    def scan_from(self, number: int, newest: int) -> int:
        """The change number up to which was scanned, 0 before the first time.

        ``number`` and ``newest``: the archive's last change, and its highest article number. An archive
        that has fewer changes was put in the place of another: all that it holds counts as old.
        """
        with self._work() as db:
            rows = db.execute("SELECT value FROM notes WHERE name = ?", [_SCANNED]).fetchall()
            if rows and int(rows[0][0]) <= number:
                return int(rows[0][0])
            since = number if rows else 0
            db.execute(
                "INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)", [_SCANNED, str(since)]
            )
            if rows:
                db.execute("UPDATE follows SET since = min(since, ?)", [newest])
                db.execute("DELETE FROM follow_matches")
            return since

    def take_scan(
        self, since: int, until: int, sightings: Iterable[Sighting], *, now: datetime
    ) -> bool:
        """Note what the changes from ``since`` to ``until`` bring. False if another process has done so."""
        moment = instant(now)
        with self._work() as db:
            moved = db.execute(
                "UPDATE notes SET value = ? WHERE name = ? AND value = ?",
                [str(until), _SCANNED, str(since)],
            )
            if not moved.rowcount:
                return False
            for each in sightings:
                db.execute(
                    "INSERT INTO follow_matches (follow, article, story, sighted)"
                    " SELECT id, :article, :story, :now FROM follows WHERE kind = :kind AND text = :text"
                    " AND since < :article AND (member <> 0 OR NOT daily) ON CONFLICT DO NOTHING",
                    {
                        "article": each.article,
                        "story": each.story,
                        "now": moment,
                        "kind": each.followed.kind,
                        "text": each.followed.text,
                    },
                )
            return True

    def places_due(self, now: datetime) -> tuple[Place, ...]:
        """Where there is something to tell, and it is time."""
        moment = now.astimezone(UTC)
        with self._work() as db:
            rows = list(
                db.query(
                    "SELECT p.* FROM follow_places p WHERE p.paused = ''"
                    " AND (p.begun OR EXISTS (SELECT 1 FROM follows f JOIN follow_matches m"
                    " ON m.follow = f.id WHERE m.batch = 0 AND f.guild = p.guild"
                    " AND f.channel = p.channel AND f.member = p.member))"
                )
            )
        return tuple(_place(row) for row in rows if _is_free(row, moment))

    def begin(self, place: Place, *, holder: str, now: datetime) -> Batch | None:
        """Take what a place is to be told, or go on with what was begun; None if there is nothing, or
        another process is at it."""
        moment = now.astimezone(UTC)
        with self._work() as db:
            row = _state(db, place)
            if row is None or row["paused"] or not _is_free(row, moment):
                return None
            if not row["begun"] and not _take(db, place, row, moment):
                return None
            db.execute(
                "UPDATE follow_places SET begun = 1, holder = ?, leased = ?"
                " WHERE guild = ? AND channel = ? AND member = ?",
                [holder, instant(now + LEASE), *_key(place)],
            )
            row = _state(db, place)
            assert row is not None
            return Batch(
                place,
                row["number"],
                _sighted(db, place, row["number"]),
                holder,
                row["posted_in"],
                row["anchor"],
                row["language"],
            )

    def sending(self, batch: Batch, *, channel: int, anchor: int, now: datetime) -> bool:
        """Write down that a batch is sent now, and after which message. False: it is not ours any more."""
        with self._work() as db:
            return _change(
                db,
                batch,
                "posted_in = :channel, anchor = :anchor",
                "leased > :now AND",
                channel=channel,
                anchor=anchor,
                now=instant(now),
            )

    def sent(self, batch: Batch, *, now: datetime) -> None:
        """A batch has arrived, or nothing of it is left to be told."""
        old = instant(now - _KEPT)
        with self._work() as db:
            _change(db, batch, f"{_SETTLED}, sent = :now", now=instant(now))
            # What is forgotten here is not sighted again: its article counts as old from now on.
            db.execute(
                "UPDATE follows SET since = max(since, coalesce((SELECT max(article)"
                " FROM follow_matches m WHERE m.follow = follows.id AND m.sighted < :old), 0))"
                " WHERE id IN (SELECT follow FROM follow_matches WHERE sighted < :old)",
                {"old": old},
            )
            db.execute("DELETE FROM follow_matches WHERE sighted < ?", [old])

    def put_off(self, batch: Batch, *, now: datetime, wait: timedelta = timedelta()) -> None:
        """It may have arrived or not: to be tried again later, and ever later from try to try."""
        with self._work() as db:
            row = _state(db, batch.place)
            again = min(FIRST_WAIT * 2 ** min(row["tries"] if row else 0, 10), LONGEST_WAIT)
            _change(
                db,
                batch,
                "tries = tries + 1, leased = '', retry = :retry",
                retry=instant(now + min(max(again, wait), LONGEST_WAIT)),
            )

    def pause_place(self, batch: Batch, reason: str, *, arrived: bool = False) -> None:
        """Tell a place no more until something is followed there again; ``reason`` is for a person.

        What it was to be told waits, unless it has ``arrived``.
        """
        with self._work() as db:
            held = _change(db, batch, f"{_SETTLED}, paused = :reason, told = 0", reason=reason)
            if held and not arrived:
                db.execute(
                    "UPDATE follow_matches SET batch = 0 WHERE batch = ? AND follow IN"
                    " (SELECT id FROM follows WHERE guild = ? AND channel = ? AND member = ?)",
                    [batch.number, *_key(batch.place)],
                )

    def take_follow_notices(
        self, *, member: int, guild: int = 0, manages: bool = False
    ) -> tuple[str, ...]:
        """Why places are told nothing, each once: a member's own, in the server ``guild`` and in direct messages.

        Those of the server itself, too, where the member ``manages`` it.
        """
        where = (
            "told = 0 AND ((member = ? AND guild IN (0, ?)) OR (member = 0 AND guild = ? AND ?))"
        )
        whose = [member, guild, guild, manages and guild != 0]
        with self._work() as db:
            rows = db.execute(
                f"SELECT paused FROM follow_places WHERE {where} AND paused <> ''", whose
            ).fetchall()
            if rows:
                db.execute(f"UPDATE follow_places SET told = 1 WHERE {where}", whose)
        return tuple(str(row[0]) for row in rows)

    def _follows(self, where: str, values: Sequence[object]) -> tuple[Follow, ...]:
        with self._work() as db:
            rows = db.query(
                "SELECT f.*, p.paused FROM follows f JOIN follow_places p ON p.guild = f.guild"
                f" AND p.channel = f.channel AND p.member = f.member WHERE {where}",
                values,
            )
            return tuple(
                Follow(
                    row["id"],
                    _place(row),
                    Followed(FollowKind(row["kind"]), row["text"]),
                    bool(row["daily"]),
                    row["since"],
                    row["paused"],
                )
                for row in rows
            )


def _change(db: Database, batch: Batch, what: str, where: str = "", /, **values: object) -> bool:
    """Change the state of a batch's place while the batch is held; False if it is not."""
    place = batch.place
    key = {
        "of_guild": place.guild,
        "of_channel": place.channel,
        "of_member": place.member,
        "number": batch.number,
        "holder": batch.holder,
    }
    changed = db.execute(
        f"UPDATE follow_places SET {what} WHERE {where} begun AND number = :number"
        " AND holder = :holder"
        " AND guild = :of_guild AND channel = :of_channel AND member = :of_member",
        {**key, **values},
    )
    return bool(changed.rowcount)


def _key(place: Place) -> list[object]:
    return [place.guild, place.channel, place.member]


def _place(row: Mapping[str, Any]) -> Place:
    return Place(row["guild"], row["channel"], row["member"])


def _count(db: Database, column: str, value: int) -> int:
    found = db.execute(f"SELECT count(*) FROM follows WHERE [{column}] = ?", [value]).fetchone()
    return int(found[0])


def _state(db: Database, place: Place) -> dict[str, Any] | None:
    rows = db.query(
        "SELECT * FROM follow_places WHERE guild = ? AND channel = ? AND member = ?", _key(place)
    )
    return next(iter(list(rows)), None)


def _is_free(row: Mapping[str, Any], now: datetime) -> bool:
    """Whether no process is at a place's batch, and it does not wait to be tried again.

    What lies further ahead than any wait was written by a clock that has gone back since.
    """
    for stored, longest in ((row["leased"], LEASE), (row["retry"], LONGEST_WAIT)):
        left = datetime.fromisoformat(stored) - now if stored else timedelta()
        if timedelta() < left <= longest:
            return False
    return True


def _take(db: Database, place: Place, row: Mapping[str, Any], now: datetime) -> bool:
    """Put what waits into the next batch, if enough time has passed since the last one."""
    if not _has_passed(row["sent"], GAP, now):
        return False
    taken = db.execute(
        "UPDATE follow_matches SET batch = ? WHERE (follow, article) IN"
        " (SELECT m.follow, m.article FROM follow_matches m JOIN follows f ON f.id = m.follow"
        " WHERE m.batch = 0 AND f.guild = ? AND f.channel = ? AND f.member = ?"
        " AND (NOT f.daily OR ?) ORDER BY m.article LIMIT ?)",
        [row["number"] + 1, *_key(place), int(_has_passed(row["day_sent"], DAY, now)), A_BATCH],
    )
    if not taken.rowcount:
        return False
    db.execute(
        f"UPDATE follow_places SET {_SETTLED}, number = number + 1, day_sent = CASE WHEN EXISTS"
        " (SELECT 1 FROM follow_matches m JOIN follows f ON f.id = m.follow WHERE f.daily"
        " AND m.batch = follow_places.number + 1 AND f.guild = follow_places.guild"
        " AND f.channel = follow_places.channel AND f.member = follow_places.member)"
        " THEN ? ELSE day_sent END WHERE guild = ? AND channel = ? AND member = ?",
        [instant(now), *_key(place)],
    )
    return True


def _has_passed(stored: str, gap: timedelta, now: datetime) -> bool:
    """Whether ``gap`` has passed since an instant; also where that is yet to come, by a clock gone back."""
    since = now - datetime.fromisoformat(stored) if stored else gap
    return since >= gap or since < timedelta()


def _sighted(db: Database, place: Place, number: int) -> dict[Followed, tuple[int, ...]]:
    found: defaultdict[Followed, list[int]] = defaultdict(list)
    for row in db.query(
        "SELECT f.kind, f.text, m.article FROM follow_matches m JOIN follows f ON f.id = m.follow"
        " WHERE m.batch = ? AND f.guild = ? AND f.channel = ? AND f.member = ? ORDER BY f.id, m.article",
        [number, *_key(place)],
    ):
        found[Followed(FollowKind(row["kind"]), row["text"])].append(row["article"])
    return {followed: tuple(articles) for followed, articles in found.items()}
