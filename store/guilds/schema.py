"""The tables of ``bot.db``. A migration that was committed is never edited: append the next one."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from store.db import Format

migrations = Migrations("guilds")

GUILDS = Format(name="a bot database", application_id=0x44544C42, version=1, migrations=migrations)
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
