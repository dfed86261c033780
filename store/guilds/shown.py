"""Which private answers were brought into their channel: each is once, however often it is asked for."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from store.guilds.tables import Tables, instant

_KEPT_DAYS = 90
"""Longer than anybody's Discord shows a private answer."""


class Shown(Tables):
    """Answers that were shown."""

    def show_once(self, message: int, button: str, *, guild: int, now: datetime) -> bool:
        """Note that a message's answer is shown now; False if it was. ``button`` tells its pages apart."""
        with self._work() as db:
            old = instant(now - timedelta(days=_KEPT_DAYS))
            db.execute("DELETE FROM shown WHERE at < ?", [old])
            placed = db.execute(
                "INSERT INTO shown (message, page, guild, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                [message, _page(button), guild, instant(now)],
            )
            return bool(placed.rowcount)

    def show_again(self, message: int, button: str) -> None:
        """It did not arrive: it may be shown after all."""
        with self._work() as db:
            db.execute("DELETE FROM shown WHERE message = ? AND page = ?", [message, _page(button)])


def _page(button: str) -> str:
    """16 hex digits: buttons hold what was asked."""
    return hashlib.sha256(button.encode("utf-8", "surrogatepass")).hexdigest()[:16]
