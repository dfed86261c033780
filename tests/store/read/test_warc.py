from __future__ import annotations

import gzip
import io
import zlib

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from store.model import Draft, Unreadable
from store.read import read_bytes


def page(number: int) -> bytes:
    said = f"""<p>The harbor of town {number} was given a new light on Monday, after years of asking for one.</p>
<p>“We had rowed in by the church tower until now,” said Ilse Marrow, who keeps the pier there.</p>
<p>The old light went out in a storm nine winters ago and was never mended, for want of money.</p>"""
    return (
        f"<html><head><title>Harbor {number} has a light</title>"
        f'<meta property="article:published_time" content="2004-05-0{number}T10:00:00Z"></head><body>'
        f'<nav><a href="/">Home</a></nav><article><h1>Harbor {number} has a light</h1>{said}</article>'
        "</body></html>"
    ).encode()


def address(number: int) -> str:
    return f"https://wire.example/{number}.html"


class Crawl:
    """A crawl in memory."""

    def __init__(self, packed: bool = False) -> None:
        self._file = io.BytesIO()
        self._writer = WARCWriter(self._file, gzip=packed)
        self._writer.write_record(self._writer.create_warcinfo_record("x", {"software": "test"}))
        self.starts: list[int] = []

    def add(
        self,
        uri: str,
        body: bytes,
        media: str = "text/html; charset=utf-8",
        status: str = "200 OK",
        kind: str = "response",
        **headers: str,
    ) -> Crawl:
        self.starts.append(self._file.tell())
        named = [(name.replace("_", "-"), value) for name, value in headers.items()]
        http = StatusAndHeaders(status, [("Content-Type", media), *named], protocol="HTTP/1.1")
        self._writer.write_record(
            self._writer.create_warc_record(
                uri,
                kind,
                payload=io.BytesIO(body),
                http_headers=http if kind == "response" else None,
                warc_content_type="" if kind == "response" else media,
            )
        )
        return self

    def pages(self, *numbers: int) -> Crawl:
        for number in numbers:
            self.add(address(number), page(number))
        return self

    def bytes(self) -> bytes:
        return self._file.getvalue()


def records(data: bytes) -> list[Draft | Unreadable]:
    return list(read_bytes(data, name="x.warc"))


def titles(found: list[Draft | Unreadable]) -> list[str]:
    return [one.title for one in found if isinstance(one, Draft)]


def reasons(found: list[Draft | Unreadable]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Unreadable)]


@pytest.mark.parametrize("packed", [False, True])
def test_each_page_of_a_crawl_is_an_article(packed: bool) -> None:
    first, second = records(Crawl(packed).pages(1, 2).bytes())
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert first.source == f"x.warc#{address(1)}"
    assert (first.url, first.doc_id, first.date) == (address(1), address(1), "2004-05-01")
    assert first.title == "Harbor 1 has a light"
    assert "Home" not in first.text
    assert second.title == "Harbor 2 has a light"


def test_a_crawl_in_one_gzip_is_read_as_well() -> None:
    assert len(titles(records(gzip.compress(Crawl().pages(1, 2).bytes())))) == 2


def test_what_is_no_page_that_was_fetched_is_left_out() -> None:
    crawl = (
        Crawl()
        .add("https://wire.example/gone", page(1), status="404 Not Found")
        .add("https://wire.example/moved", page(1), status="301 Moved Permanently")
        .add("https://wire.example/a.png", b"\x89PNG\r\n\x1a\n", media="image/png")
        .add("https://wire.example/a.js", b"alert(1)", media="application/javascript")
        .add("https://wire.example/robots.txt", b"User-agent: *\nDisallow: /x", media="text/plain")
    )
    (bad,) = records(crawl.bytes())
    assert isinstance(bad, Unreadable)
    assert "without pages" in bad.reason
    assert titles(records(crawl.pages(2).bytes())) == ["Harbor 2 has a light"]


def test_text_of_a_crawl_is_read_as_text() -> None:
    text = b"Ferry Stops - 2004-05-03\n\nThe ferry stopped on Monday."
    crawl = Crawl().add("https://wire.example/a.txt", text, media="text/plain")
    crawl.add("https://wire.example/b", text, media="text/plain", kind="conversion")
    found = records(crawl.bytes())
    assert [one.form for one in found if isinstance(one, Draft)] == ["text", "text"]


def test_what_a_server_packed_is_unpacked() -> None:
    def chunked(data: bytes) -> bytes:
        return b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data)

    crawl = (
        Crawl()
        .add(address(1), gzip.compress(page(1)), Content_Encoding="gzip")
        .add(
            address(2),
            chunked(gzip.compress(page(2))),
            Content_Encoding="gzip",
            Transfer_Encoding="chunked",
        )
        .add(address(3), zlib.compress(page(3)), Content_Encoding="deflate")
        .add(address(4), b"\x8b\x00\x80", Content_Encoding="br")
    )
    found = records(crawl.bytes())
    assert titles(found) == [f"Harbor {number} has a light" for number in (1, 2, 3)]
    assert "packed as br" in reasons(found)[0]


def test_the_encoding_that_the_server_said_is_believed() -> None:
    body = page(1).decode().replace("harbor", "порт").encode("cp1251")
    (found,) = records(
        Crawl().add(address(1), body, media="text/html; charset=windows-1251").bytes()
    )
    assert isinstance(found, Draft)
    assert "порт" in found.text


@pytest.mark.parametrize("packed", [False, True])
def test_a_crawl_that_is_cut_short_keeps_what_came_before(packed: bool) -> None:
    crawl = Crawl(packed).pages(1, 2, 3)
    data = crawl.bytes()
    found = records(data[: crawl.starts[2] + (len(data) - crawl.starts[2]) // 2])
    assert titles(found) == ["Harbor 1 has a light", "Harbor 2 has a light"]
    assert "cut short" in reasons(found)[0]


@pytest.mark.parametrize("packed", [False, True])
def test_after_damage_reading_goes_on_at_the_next_record(packed: bool) -> None:
    crawl = Crawl(packed).pages(1, 2, 3)
    data = bytearray(crawl.bytes())
    start = crawl.starts[1]
    data[start : start + 60] = bytes(range(180, 240))
    found = records(bytes(data))
    assert titles(found) == ["Harbor 1 has a light", "Harbor 3 has a light"]
    (reason,) = reasons(found)
    assert "damaged" in reason
    assert address(1) in reason


def test_a_page_that_unpacks_to_too_much_is_no_page() -> None:
    bomb = gzip.compress(bytes(20 * 1024 * 1024))
    found = records(Crawl().add(address(1), bomb, Content_Encoding="gzip").pages(2).bytes())
    assert titles(found) == ["Harbor 2 has a light"]
    assert len(reasons(found)) == 1


@pytest.mark.parametrize(
    "junk", [b"a" * 300_000, b"a: b\r\n" * 300_000, b"WARC/1.0\r\n" * 10_000, b"\r\n" * 10_000]
)
def test_junk_under_the_name_of_a_crawl_ends_with_a_reason(junk: bytes) -> None:
    found = records(b"WARC/1.0\r\n" + junk)
    assert found
    assert all(isinstance(one, Unreadable) for one in found)
