"""tar archives, gzipped or not: each member is read like a file of its own. Nothing is ever written."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator

from store.model import Draft, Unreadable
from store.read.budget import Refused
from store.read.opened import Opened
from store.read.packed import is_hidden, leads_out, member_records
from store.read.registry import Format


def _likeness(head: bytes, name: str) -> float:
    return 1.0 if head[257:262] == b"ustar" else 0.0


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    given, behind = 0, opened.place.records
    try:
        with tarfile.open(fileobj=opened.stream, mode="r|") as archive:
            while info := archive.next():
                # The list of members that tarfile keeps would grow with the archive.
                archive.members = []  # type: ignore[attr-defined]
                # Past a member that is not there tarfile goes on block by block, for ever.
                opened.budget.allow(info.size)
                stream = archive.extractfile(info) if info.isreg() else None
                if stream is None or is_hidden(info.name):
                    continue
                if leads_out(info.name):
                    given += 1
                    yield Unreadable(
                        f"{opened.name}#{info.name}",
                        "its name leads out of the archive: left out, rename it",
                    )
                    continue
                for record in member_records(opened, info.name, stream, max(0, behind - given)):
                    given += 1
                    yield record
    except tarfile.TarError as error:
        raise Refused(f"a damaged tar, {error}: get it again") from None


FORMAT = Format("tar", _likeness, _read, packs=True, about="a tar of any of these")
