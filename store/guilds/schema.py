"""The tables of ``bot.db``. A migration that was committed is never edited: append the next one."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from store.db import Format

migrations = Migrations("guilds")

GUILDS = Format(name="a bot database", application_id=0x44544C42, version=6, migrations=migrations)
"""``version`` is the number of the last migration below."""


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


@migrations()
def m002_digests(db: Database) -> None:
    for column in (
        "weekdays TEXT NOT NULL DEFAULT '1234567'",  # ISO: Monday is 1
        "topics TEXT NOT NULL DEFAULT '[]'",
        "speakers TEXT NOT NULL DEFAULT '[]'",
        "length TEXT NOT NULL DEFAULT 'medium'",
        "role INTEGER NOT NULL DEFAULT 0",
        "tag INTEGER NOT NULL DEFAULT 0",
        "silent INTEGER NOT NULL DEFAULT 0",
        "says_empty INTEGER NOT NULL DEFAULT 0",
        "catches_up INTEGER NOT NULL DEFAULT 1",
    ):
        db.execute(f"ALTER TABLE digests ADD COLUMN {column}")
    for column in (
        "holder TEXT NOT NULL DEFAULT ''",
        "leased TEXT NOT NULL DEFAULT ''",
        "anchor INTEGER",  # the newest message before it was sent; NULL before that
        "tries INTEGER NOT NULL DEFAULT 0",
        "retry TEXT NOT NULL DEFAULT ''",
    ):
        db.execute(f"ALTER TABLE posts ADD COLUMN {column}")
    db.execute("CREATE INDEX posts_day ON posts (day)")


@migrations()
def m003_servers(db: Database) -> None:
    db.table("servers").create(
        {
            "guild": int,
            "language": str,
            "private": int,
            "channels": str,
            "roles": str,
            "member_uses": int,
            "server_uses": int,
        },
        pk="guild",
        not_null={"language", "private", "channels", "roles", "member_uses", "server_uses"},
    )
    db.table("feedback").create(
        {
            "member": int,
            "guild": int,
            "article": int,
            "first": int,
            "last": int,
            "lookup": str,
            "good": int,
            "given": str,
        },
        pk=("member", "article", "first", "last", "lookup"),
        not_null={"guild", "good", "given"},
    )
    db.table("feedback").create_index(["guild"])
    db.table("feedback").create_index(["given"])


@migrations()
def m004_follows(db: Database) -> None:
    # A place is a channel, a member in a channel, or a member's direct messages (guild and channel 0).
    db.execute(
        """
        CREATE TABLE follows (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            guild INTEGER NOT NULL,
            channel INTEGER NOT NULL,
            member INTEGER NOT NULL, -- who is told; 0 for everybody in the channel
            kind TEXT NOT NULL, -- speaker or words
            text TEXT NOT NULL,
            daily INTEGER NOT NULL,
            since INTEGER NOT NULL, -- the archive's highest article number when it began
            made TEXT NOT NULL,
            UNIQUE (guild, channel, member, kind, text)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX follows_member ON follows (member)")
    db.execute("CREATE INDEX follows_text ON follows (kind, text)")
    db.execute(
        """
        CREATE TABLE follow_places (
            guild INTEGER NOT NULL,
            channel INTEGER NOT NULL,
            member INTEGER NOT NULL,
            paused TEXT NOT NULL DEFAULT '',
            told INTEGER NOT NULL DEFAULT 1, -- 0 while nobody has been told that it is paused
            number INTEGER NOT NULL DEFAULT 0, -- of its last batch
            begun INTEGER NOT NULL DEFAULT 0, -- that batch may or may not have reached Discord
            posted_in INTEGER NOT NULL DEFAULT 0,
            anchor INTEGER, -- the newest message before it was sent; NULL before that
            holder TEXT NOT NULL DEFAULT '',
            leased TEXT NOT NULL DEFAULT '',
            tries INTEGER NOT NULL DEFAULT 0,
            retry TEXT NOT NULL DEFAULT '',
            sent TEXT NOT NULL DEFAULT '',
            day_sent TEXT NOT NULL DEFAULT '', -- the last batch with what is told once a day
            PRIMARY KEY (guild, channel, member)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE follow_matches (
            follow INTEGER NOT NULL REFERENCES follows (id) ON DELETE CASCADE,
            article INTEGER NOT NULL,
            story INTEGER NOT NULL,
            sighted TEXT NOT NULL,
            batch INTEGER NOT NULL DEFAULT 0, -- 0: it waits
            PRIMARY KEY (follow, article)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX follow_matches_batch ON follow_matches (batch)")
    db.execute("CREATE INDEX follow_matches_sighted ON follow_matches (sighted)")


@migrations()
def m005_shown(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE shown (
            message INTEGER NOT NULL, -- the private answer
            page TEXT NOT NULL, -- a digest of the button's id, which changes as the answer is turned
            guild INTEGER NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (message, page)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX shown_at ON shown (at)")


@migrations()
def m006_languages(db: Database) -> None:
    # Of whom news are told by direct message; '' where a server's counts.
    db.execute("ALTER TABLE follow_places ADD COLUMN language TEXT NOT NULL DEFAULT ''")
