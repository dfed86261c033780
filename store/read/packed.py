"""What ZIP and tar have in common: names that are not trusted, and members read through their own reader."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import IO, cast

from store.model import Draft, Unreadable
from store.read.budget import Bomb, Budget
from store.read.opened import Opened
from store.read.opening import reason_of, records_of


class _Metered(io.RawIOBase):
    """A member's bytes, counted against what its archive may unpack to."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        self._budget.spend(len(data))
        view[: len(data)] = data
        return len(data)


def is_hidden(name: str) -> bool:
    """Whether a member is one that its system put there (".DS_Store", "__MACOSX/…"), or is hidden."""
    if leads_out(name):
        return False
    parts = PurePosixPath(name).parts
    return any(part.startswith(".") for part in parts) or parts[:1] == ("__MACOSX",)


def leads_out(name: str) -> bool:
    """Whether a name would lie outside the folder that it is unpacked to."""
    return (
        ".." in PureWindowsPath(name).parts
        or name.startswith(("/", "\\"))
        or bool(PureWindowsPath(name).drive)
    )


def member_records(
    opened: Opened, name: str, stream: IO[bytes], behind: int
) -> Iterator[Draft | Unreadable]:
    """The records of the member ``name`` of ``opened``; what goes wrong with it is told, and is no more.

    ``behind`` as in ``Opened.member``. Raises Bomb.
    """
    try:
        metered = cast(IO[bytes], _Metered(stream, opened.budget))
        member = opened.member(name, metered, behind)
    except Bomb:
        raise
    except Exception as error:  # zlib, zipfile and tarfile each have errors of their own
        yield Unreadable(f"{opened.name}#{name}", reason_of(error))
        return
    yield from records_of(member)
