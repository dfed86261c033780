"""Sources made to fill the memory or to reach out: each is told in one sentence, within a bound of memory."""

from __future__ import annotations

import gzip
import io
import json
import struct
import subprocess
import sys
import tarfile
import zipfile
import zlib

import pytest

MEMORY = 768 * 1024 * 1024
"""Bytes that reading may take on top of the libraries."""
MIB = 1024 * 1024
LINE = b" " * (MIB - 1) + b"\n"
READ = f"""
import json, resource, sys
from pathlib import Path
import lxml.html, trafilatura, feedparser
from store.model import Draft
from store.read import read
size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + {MEMORY},) * 2)
for name in sys.argv[1:]:
    path = Path(name)
    found = list(read(path, name=path.name))
    drafts = [each.text[:300] for each in found if isinstance(each, Draft)]
    reasons = [each.reason for each in found if not isinstance(each, Draft)]
    print(json.dumps([path.name, drafts[:3], reasons[:3]]))
"""


def blank(mebibytes: int) -> bytes:
    """JSON Lines: a record and so many MiB of empty lines."""
    return b'{"text": "The ferry stopped."}\n' + LINE * mebibytes


def packed(mebibytes: int) -> bytes:
    """gzip of the same, in members of 16 MiB."""
    return gzip.compress(blank(1)) + gzip.compress(LINE * 16, 9) * (mebibytes // 16)


def zipped(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def nested(pack: object, depth: int) -> bytes:
    data = b"Ferry Stops - 2004-05-03\n\nThe ferry stopped on Monday."
    for _ in range(depth):
        data = pack(data)  # type: ignore[operator]
    return data


def overlapping() -> bytes:
    """A ZIP whose members are one and the same piece of the file."""
    data = bytearray(zipped(("a.jsonl", blank(8))))
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = bytes(data[start:end])
    count = 5_000
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, start, 0)
    return bytes(data[:start]) + entry * count + tail


def tar_of(size: int) -> bytes:
    """A tar with a member that says it has ``size`` bytes, and has few."""
    info = tarfile.TarInfo("a.txt")
    info.size = size
    return info.tobuf(tarfile.GNU_FORMAT) + b"The ferry stopped." * 100


def picture(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(16 * MIB), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPE = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l9 SYSTEM "{}">]>'
FEED = (
    '{}<rss version="2.0"><channel><title>&l9;</title><item><title>Gull &l9;</title>'
    "<description>&l9; The ferry stopped.</description></item></channel></rss>"
)
PAGE = "<html><body><article><h1>Gull</h1><p>{} The ferry stopped on Monday.</p></article></body></html>"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[str], list[str]]]:
    folder = tmp_path_factory.mktemp("bombs")
    secret = folder / "secret"
    secret.write_text("the password is herring")
    bombs: dict[str, bytes] = {
        "blank.jsonl.gz": packed(1024),
        "deep.gz": nested(gzip.compress, 8),
        "twice.gz": gzip.compress(packed(4096)),
        "blank.zip": zipped(("a.jsonl", blank(256))),
        "zipped-gzip.zip": zipped(("a.jsonl.gz", packed(1024))),
        "deep.zip": nested(lambda data: zipped(("a.zip", data)), 8),
        "many.zip": zipped(*((f"{n}.jsonl", blank(20)) for n in range(12))),
        "overlapping.zip": overlapping(),
        "long.tar": tar_of(1 << 62),
        "picture.txt": picture(100_000, 100_000),
        "picture.html": b"GIF89a" + b"\xff\xff\xff\xff" + bytes(MIB),
        "picture.jsonl": b"\xff\xd8\xff\xe0" + bytes(MIB),
        "depth.jsonl": b'{"id": ' + b"[" * 200_000 + b"\n",
        "depth.json": b"[{" + b'"a":[{' * 200_000,
        "number.jsonl": b'{"id": ' + b"9" * MIB + b', "text": "The ferry stopped."}\n',
        "many.json": b'[{"a": 1},' + b"{}," * (20 * MIB) + b"{}]",
        "many.jsonl": b'{"id": [' + b"[]," * (5 * MIB) + b"[]]}\n",
        "wide.jsonl": b'{"text": "' + b"a" * (17 * MIB) + b'"}\n',
        "laughs.xml": FEED.format(DOCTYPE).encode(),
        "outside.xml": FEED.format(OUTSIDE.format(secret.as_uri())).encode(),
        "outside-web.xml": FEED.format(OUTSIDE.format("http://127.0.0.1:9/secret")).encode(),
        "laughs.html": (DOCTYPE + PAGE.format("&l9;")).encode(),
        "outside.html": (OUTSIDE.format(secret.as_uri()) + PAGE.format("&l9;")).encode(),
        "depth.html": PAGE.format("<div>" * 300_000).encode(),
        "open.html": PAGE.format("<" * MIB).encode(),
        "wide.csv": b'title,text\n"Gull","' + b"a" * (17 * MIB) + b'"\n',
    }
    for name, data in bombs.items():
        (folder / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", READ, *(str(folder / name) for name in bombs)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = {
        name: (drafts, reasons)
        for name, drafts, reasons in map(json.loads, done.stdout.splitlines())
    }
    assert list(found) == list(bombs)
    return found


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("blank.jsonl.gz", "200 times its size"),
        ("deep.gz", "again and again"),
        ("twice.gz", "200 times its size"),
        ("blank.zip", "200 times its size"),
        ("zipped-gzip.zip", "200 times its size"),
        ("deep.zip", "one in another"),
        ("many.zip", "200 times its size"),
        ("overlapping.zip", "200 times its size"),
        ("long.tar", "200 times its size"),
        ("picture.txt", "a picture"),
        ("picture.html", "a picture"),
        ("picture.jsonl", "a picture"),
        ("depth.jsonl", "nested too deeply"),
        ("depth.json", "nested too deeply"),
        ("number.jsonl", "thousands of figures"),
        ("many.json", "give JSON Lines"),
        ("many.jsonl", ""),
        ("wide.jsonl", "more than 16 MiB"),
        ("wide.csv", ""),
    ],
)
def test_a_bomb_is_refused_in_one_sentence(told, name: str, reason: str) -> None:
    drafts, reasons = told[name]
    assert reasons and set(drafts) <= {"The ferry stopped."}
    for each in reasons:
        assert reason in each and "\n" not in each and "Error" not in each and len(each) < 300


@pytest.mark.parametrize(
    "name",
    [
        "laughs.xml",
        "outside.xml",
        "outside-web.xml",
        "laughs.html",
        "outside.html",
        "depth.html",
        "open.html",
    ],
)
def test_markup_neither_grows_nor_reaches_out(told, name: str) -> None:
    drafts, reasons = told[name]
    assert drafts or reasons
    assert all("herring" not in text and text.count("lol") < 100 for text in drafts)
