"""WARC and ARC crawls, gzipped or not: warcio reads, and each page that was fetched goes to its own reader.

What came before damage is kept; after it, reading goes on at the next record that can be found.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader, ChunkedDataReader

from store.model import Draft, Unreadable
from store.read.budget import Bomb
from store.read.crawl import Lines, Pieces
from store.read.opened import HEAD_BYTES, LIMIT_BYTES, Opened
from store.read.opening import reason_of, records_of
from store.read.registry import Format

_PAGES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
"""Media type → the format that it is read as."""
_KINDS = ("response", "resource", "conversion")
_FOR_MACHINES = (
    "/robots.txt",
    "/ads.txt",
    "/app-ads.txt",
    "/humans.txt",
    "/security.txt",
    "/llms.txt",
)
_UNPACKED = ("", "identity", "gzip", "x-gzip", "deflate")
_DAMAGES = 100
"""After so many damaged places a crawl is given up: what is left is not one."""


class _Records(ArchiveIterator):  # type: ignore[misc]
    """warcio's own, which tells a wrong length on stderr otherwise."""

    INC_RECORD = ""

    def __init__(self, stream: Pieces) -> None:
        super().__init__(stream, arc2warc=True)
        self.reader = Lines(self.fh)


def _likeness(head: bytes, name: str) -> float:
    return 1.0 if head.startswith((b"WARC/", b"filedesc://")) else 0.0


def _read(opened: Opened) -> Iterator[Draft | Unreadable]:
    pieces = Pieces(opened.stream)
    given, behind, last = 0, opened.place.records, "its start"
    for _ in range(_DAMAGES):
        crawl = _Records(pieces)
        try:
            record = None
            for record in crawl:
                uri = record.rec_headers.get_header("WARC-Target-URI") or ""
                for draft in _page(opened, record, uri, max(0, behind - given)):
                    given += 1
                    yield draft
                last = uri or last
            if record and getattr(record.raw_stream, "limit", 0):
                given += 1
                yield Unreadable(opened.name, f"cut short after {last}: get it whole")
            elif not given:
                yield Unreadable(opened.name, "a crawl without pages: give one that fetched some")
            return
        except Bomb:
            raise
        except Exception as error:
            # warcio fails in many ways on broken headers.
            given += 1
            yield Unreadable(
                opened.name,
                f"damaged after {last} ({_damage(error)}): the records that can be found behind it are read",
            )
        try:
            if not pieces.find_record(crawl.reader.left()):
                return
        except Bomb:
            raise
        except OSError:
            continue  # damaged there as well: told on the next round


def _page(opened: Opened, record: Any, uri: str, behind: int) -> Iterator[Draft | Unreadable]:
    """The article of a record, if it is a page that was fetched with success."""
    headers = record.http_headers
    media = (headers or record.rec_headers).get_header("Content-Type") or ""
    kind, _, parameters = media.partition(";")
    forced = _PAGES.get(kind.strip().casefold(), "")
    if (
        record.rec_type not in _KINDS
        or not (forced or (headers and not media))
        or (headers and headers.get_statuscode() != "200")
        or _path_of(uri).casefold().endswith(_FOR_MACHINES)
    ):
        return
    place = f"{opened.name}#{uri}"
    packing = (headers.get_header("Content-Encoding") or "" if headers else "").strip().casefold()
    if packing not in _UNPACKED:
        yield Unreadable(place, f"packed as {packing}, which is not read: fetch it without")
        return
    data = _content(record, packing).read(LIMIT_BYTES + 1)
    if len(data) > LIMIT_BYTES:
        yield Unreadable(place, f"larger than {LIMIT_BYTES >> 20} MiB: no article's page")
        return
    if getattr(record.raw_stream, "limit", 0):
        return  # the end of the crawl, where that is told
    try:
        page = opened.member(uri, io.BytesIO(data), behind)
        body = _in_utf8(page.everything(), parameters)
    except Bomb:
        raise
    except (OSError, ValueError) as error:
        yield Unreadable(place, reason_of(error))
        return
    page = replace(
        page,
        head=body[:HEAD_BYTES],
        stream=io.BytesIO(body),
        forced=opened.forced or forced,
    )
    for draft in records_of(page):
        if isinstance(draft, Draft) and draft.source == place:
            draft = replace(draft, url=draft.url or uri, doc_id=uri)
        yield draft


def _damage(error: Exception) -> str:
    return str(error).partition(":")[0] or type(error).__name__


def _path_of(uri: str) -> str:
    try:
        return urlsplit(uri).path
    except ValueError:
        return ""


def _content(record: Any, packing: str) -> IO[bytes]:
    """What was sent, in one piece; gzip is undone later, where its size is watched."""
    stream: Any = record.raw_stream
    headers = record.http_headers
    if headers and (headers.get_header("Transfer-Encoding") or "").casefold() == "chunked":
        stream = ChunkedDataReader(stream)
    if packing == "deflate":
        stream = BufferedReader(stream, decomp_type="deflate")
    return stream  # type: ignore[no-any-return]


def _in_utf8(data: bytes, parameters: str) -> bytes:
    """The page in UTF-8 where its server said that it is in another encoding, and it is not UTF-8."""
    _, _, named = parameters.casefold().partition("charset=")
    named = named.partition(";")[0].strip(" \"'")
    try:
        codecs.lookup(named)
        data.decode("utf-8")
    except UnicodeDecodeError:
        return codecs.BOM_UTF8 + data.decode(named, errors="replace").encode("utf-8")
    except (LookupError, ValueError):
        return data
    return data


FORMAT = Format("warc", _likeness, _read, packs=True, about="WARC or ARC: the pages of a crawl")
