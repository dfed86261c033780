"""What the bot remembers about itself."""

from __future__ import annotations

from store.guilds.tables import Tables


class Notes(Tables):
    """Values by name."""

    def note(self, name: str) -> str:
        """A value the bot remembers about itself, "" if it has none."""
        with self._work() as db:
            rows = list(db.query("SELECT value FROM notes WHERE name = ?", [name]))
        return str(rows[0]["value"]) if rows else ""

    def set_note(self, name: str, value: str) -> None:
        with self._work() as db:
            db.table("notes").insert({"name": name, "value": value}, pk="name", replace=True)
