"""What a backup says of itself: a value, and the JSON file that it is kept as."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from store.errors import BackupError

NAME = "manifest.json"
LAYOUT = 1
"""Of the file; a later one is refused."""
_BYTES_A_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class Saved:
    """One database of a backup."""

    name: str
    """Of its file: ``archive.db`` or ``bot.db``, whatever it is called where it is used."""
    bytes: int
    sha256: str
    version: int
    """Of its schema."""
    rows: int
    """Of all its tables."""
    spans: int
    """Stored spans of it that were compared with their articles' words."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One backup."""

    number: int
    """Grows by one with each backup of a folder: their order, also where the clock was wrong."""
    taken: datetime
    """When it was begun, in UTC."""
    program: str
    """The version of Dateline that made it."""
    files: tuple[Saved, ...]
    layout: int = LAYOUT

    def file(self, name: str) -> Saved | None:
        """The database of this name."""
        return next((each for each in self.files if each.name == name), None)

    def to_json(self) -> str:
        values = asdict(self) | {"taken": self.taken.isoformat(timespec="seconds")}
        return json.dumps(values, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Raises BackupError where the text is no manifest, or that of a later version."""
        try:
            values = json.loads(text)
            layout = int(values["layout"])
            if layout == LAYOUT:
                return cls(
                    number=int(values["number"]),
                    taken=datetime.fromisoformat(values["taken"]),
                    program=str(values["program"]),
                    files=tuple(Saved(**each) for each in values["files"]),
                )
        except (ValueError, TypeError, KeyError) as error:
            raise BackupError(f"its {NAME} can't be read") from error
        raise BackupError("a later version of Dateline made it")


def digest(path: Path, read: Callable[[int], None] = lambda count: None) -> str:
    """The SHA-256 of a file; ``read`` is called with the bytes of each part that was read."""
    made = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_BYTES_A_READ):
            made.update(part)
            read(len(part))
    return made.hexdigest()
