"""Questions too long for a button, kept until nobody presses it any more."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from store.guilds.tables import Tables, instant

_KEPT_DAYS = 90
"""How long a button's question is kept after it was last shown."""


class Lookups(Tables):
    """What buttons repeat, under a short key."""

    def keep_lookup(self, lookup: str, *, now: datetime) -> str:
        """Store what a button repeats; the key (16 hex digits) is the same for the same text."""
        key = hashlib.sha256(lookup.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        with self._work() as db:
            db.table("lookups").insert(
                {"key": key, "lookup": lookup, "used": instant(now)}, pk="key", replace=True
            )
            old = instant(now - timedelta(days=_KEPT_DAYS))
            db.execute("DELETE FROM lookups WHERE used < ?", [old])
        return key

    def lookup(self, key: str) -> str | None:
        """What was stored under ``key``; None if it is unknown or too old."""
        with self._work() as db:
            rows = list(db.query("SELECT lookup FROM lookups WHERE key = ?", [key]))
        return str(rows[0]["lookup"]) if rows else None
