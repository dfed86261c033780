"""When and where servers want their digests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from store.guilds.tables import Tables


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


def _settings(row: dict[str, Any]) -> DigestSettings:
    return DigestSettings(**{**row, "told": bool(row["told"])})
