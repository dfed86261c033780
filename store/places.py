"""What is at a path; where that can't be told, one sentence says so."""

from __future__ import annotations

from pathlib import Path

from store.errors import DiskFailure, NoArchive


def is_file(path: Path) -> bool:
    """Whether there is a file. Raises DiskFailure where its folder may not be looked into."""
    try:
        return path.is_file()
    except OSError as error:
        raise DiskFailure(
            f"{path} can't be opened ({error.strerror}): let this user read it and its folder."
        ) from error


def check_folder(path: Path) -> None:
    """Raises NoArchive where there is no folder for a database at ``path``, DiskFailure where that can't be told."""
    try:
        there = path.parent.is_dir()
    except OSError as error:
        raise DiskFailure(
            f"{path.parent} can't be opened ({error.strerror}): let this user look into it."
        ) from error
    if not there:
        raise NoArchive(
            f"The folder {path.parent} does not exist: create it, or give another path."
        )
