"""ZIP archives: each member is read like a file of its own, in memory. Nothing is ever written."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from typing import IO

from store.model import Draft, Unreadable
from store.read.budget import Refused
from store.read.opened import LIMIT_PACKED, Opened
from store.read.packed import is_hidden, leads_out, member_records
from store.read.registry import Format

_OTHERS = {
    "[Content_Types].xml": "an Office document",
    "mimetype": "an OpenDocument or an e-book",
    "META-INF/MANIFEST.MF": "a program",
}


def _likeness(head: bytes, name: str) -> float:
    return 1.0 if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) else 0.0


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    try:
        archive = zipfile.ZipFile(_seekable(opened))
    except zipfile.BadZipFile as error:
        raise Refused(f"a damaged ZIP, {error}: get it again") from None
    with archive:
        names = archive.namelist()
        for name, what in _OTHERS.items():
            if name in names[:20]:
                raise Refused(f"{what}, not a ZIP of articles: save it as text or HTML")
        given, behind = 0, opened.place.records
        for info in archive.infolist():
            if info.is_dir() or is_hidden(info.filename):
                continue
            for record in _member(opened, archive, info, max(0, behind - given)):
                given += 1
                yield record


def _seekable(opened: Opened) -> IO[bytes]:
    """A ZIP is read from its end: what is packed itself has to be in memory."""
    try:
        opened.stream.seek(0, io.SEEK_END)
    except OSError:
        return io.BytesIO(opened.everything(LIMIT_PACKED))
    return opened.stream


def _member(
    opened: Opened, archive: zipfile.ZipFile, info: zipfile.ZipInfo, behind: int
) -> Iterator[Draft | Unreadable]:
    place = f"{opened.name}#{info.filename}"
    if leads_out(info.filename):
        yield Unreadable(place, "its name leads out of the archive: left out, rename it")
    elif stat.S_ISLNK(info.external_attr >> 16):
        yield Unreadable(place, "a link, not a file: left out")
    elif info.flag_bits & 1:
        yield Unreadable(place, "locked with a password: unpack it first")
    else:
        try:
            with archive.open(info) as member:
                yield from member_records(opened, info.filename, member, behind)
        except NotImplementedError:
            yield Unreadable(place, "packed in a way that is not read: unpack it first")
        except zipfile.BadZipFile as error:
            yield Unreadable(place, f"damaged in the ZIP, {error}: get it again")


FORMAT = Format("zip", _likeness, _read, packs=True, about="a ZIP of any of these")
