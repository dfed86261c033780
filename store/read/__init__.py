"""Sources to Drafts. ``read`` finds each file's format by its content and hands it to that reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from store.model import Draft, Unreadable
from store.read.opened import open_source
from store.read.registry import by_content, formats, named

__all__ = ["files_under", "formats", "read"]


def files_under(path: Path) -> list[Path]:
    """The file itself, or every file of a folder tree in order, hidden ones left out."""
    if not path.is_dir():
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )


def read(path: Path, *, name: str = "", format_name: str = "") -> Iterator[Draft | Unreadable]:
    """The drafts of one file, and what in it could not be read, in order.

    ``name``: how reports and the archive call the file (default: its path as given).
    ``format_name``: force a format. Raises UnknownFormat; every other trouble is an Unreadable.
    """
    name = name or str(path)
    forced = named(format_name) if format_name else None
    try:
        with open_source(path, name) as opened:
            if not opened.head.strip():
                yield Unreadable(name, "the file is empty: leave it out")
                return
            chosen = forced or by_content(opened)
            if chosen is None:
                yield Unreadable(
                    name, "not an article in a known form: give text, HTML or JSON Lines"
                )
                return
            yield from chosen.read(opened)
    except FileNotFoundError:
        yield Unreadable(name, "there is no such file: check the path")
    except (OSError, EOFError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Unreadable(name, f"can't be read ({reason})")
