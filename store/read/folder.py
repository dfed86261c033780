"""The files of a folder tree, in order, whatever is in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def files_under(path: Path) -> list[Path]:
    """The file itself, or every file of a folder tree in order, hidden ones left out."""
    return list(walk(path))


def walk(path: Path) -> Iterator[Path]:
    """The same one by one, so that a tree of millions takes no room.

    Folders that are links are not gone into, so that no loop is; a link to a file is followed where it
    stays in the tree. A folder that can't be listed is given itself: reading it says why.
    """
    if not path.is_dir():
        yield path
        return
    top = os.path.realpath(path)
    levels = [_entries(path)]
    while levels:
        for file, goes_on in levels[-1]:
            if goes_on:
                levels.append(_entries(file))
                break
            if not file.is_symlink() or _inside(file, top):
                yield file
        else:
            levels.pop()


def printable(path: Path | str) -> str:
    """A path as reports and the archive show it: what of it is no text is U+FFFD."""
    text = path.as_posix() if isinstance(path, Path) else path
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _entries(folder: Path) -> Iterator[tuple[Path, bool]]:
    """(file or folder, whether it is a folder) of one folder, by name."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield folder, False
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield folder / entry.name, True
        elif _is_file(entry):
            yield folder / entry.name, False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False  # a link that leads to itself


def _inside(link: Path, top: str) -> bool:
    return os.path.commonpath([os.path.realpath(link), top]) == top
