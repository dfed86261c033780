from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from store.model import Draft, Unreadable
from store.read import Place, files_under, read

TEXT = "Ferry Stops - 2004-05-03\n\nThe ferry stopped on Monday."
RECORD = json.dumps({"id": "a", "title": "Eels", "text": "Eels fell."})
OTHER = json.dumps({"id": 7, "text": "Eels rose."})
PAGE = """<html><head><title>Fish Falls</title></head><body><article><h1>Fish Falls</h1>
<p>The price of fish fell again on Monday in every town along the northern coast.</p>
<p>“Nobody wants herring this year,” said Ilse Marrow, who runs the market at Varnholt.</p>
<p>Boats stayed in the harbor, and two canneries sent their workers home until the autumn.</p>
</article></body></html>"""


def zipped(members: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def tarred(members: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in members.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


@pytest.fixture
def records(tmp_path: Path):
    def records(data: bytes, **options: str) -> list[Draft | Unreadable]:
        path = tmp_path / "x.zip"
        path.write_bytes(data)
        return list(read(path, name="x.zip", **options))

    return records


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("around", [bytes, gzip.compress])
def test_each_member_is_read_by_its_own_reader(records, pack, around) -> None:
    found = records(
        around(
            pack(
                {
                    "a/one.txt": TEXT,
                    "a/many.jsonl": RECORD + "\n" + OTHER,
                    "b.jsonl.gz": gzip.compress(RECORD.encode()),
                    "inner.zip": zipped({"c.txt": TEXT, "d.csv": "title,text\nA,Words.\n"}),
                    "inner.tar.gz": gzip.compress(tarred({"e.txt": TEXT})),
                    "__MACOSX/a/._one.txt": b"\x00\x05",
                    "a/.DS_Store": b"\x00",
                    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
                    "empty.txt": b"",
                }
            )
        )
    )
    assert [(one.source, one.form) for one in found if isinstance(one, Draft)] == [
        ("x.zip#a/one.txt", "text"),
        ("x.zip#a/many.jsonl#a", "jsonl"),
        ("x.zip#a/many.jsonl#2", "jsonl"),
        ("x.zip#b.jsonl.gz#a", "jsonl"),
        ("x.zip#inner.zip#c.txt", "text"),
        ("x.zip#inner.zip#d.csv#1", "csv"),
        ("x.zip#inner.tar.gz#e.txt", "text"),
    ]
    assert [one.source for one in found if isinstance(one, Unreadable)] == [
        "x.zip#picture.png",
        "x.zip#empty.txt",
    ]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_lead_out_are_left_out_and_nothing_is_written(records, pack, tmp_path) -> None:
    names = ["../../evil.txt", "/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt"]
    found = records(pack({**dict.fromkeys(names, TEXT), "good..txt": TEXT}))
    assert [one.source for one in found if isinstance(one, Draft)] == ["x.zip#good..txt"]
    assert all("leads out" in one.reason for one in found if isinstance(one, Unreadable))
    assert sum(isinstance(one, Unreadable) for one in found) == len(names)
    assert [file.name for file in tmp_path.rglob("*")] == ["x.zip"]


def test_a_forced_format_is_that_of_the_members(records) -> None:
    (found,) = records(zipped({"page": PAGE}), format_name="text")
    assert isinstance(found, Draft)
    assert found.text.startswith("<html>")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({"a.txt": TEXT})[:60], "damaged ZIP"),
        (tarred({"a.txt": TEXT * 100})[:700], "damaged tar"),
        (zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<y/>"}), "Office document"),
        (zipped({"mimetype": "application/epub+zip", "a.xhtml": PAGE}), "e-book"),
        (gzip.compress(TEXT.encode())[:40], "cut short"),
        (gzip.compress(TEXT.encode())[:-8] + b"12345678", "damaged"),
    ],
    # Packed bytes hold the time: every worker is to have the same names.
    ids=["cut zip", "cut tar", "office", "e-book", "cut gzip", "wrong checksum"],
)
def test_what_can_not_be_unpacked_says_why(records, data: bytes, reason: str) -> None:
    found = records(data)
    assert all(isinstance(one, Unreadable) for one in found)
    assert reason in found[-1].reason


def test_a_damaged_member_does_not_end_the_reading(records) -> None:
    data = bytearray(zipped({"a.txt": os.urandom(4000).hex(), "b.txt": TEXT}))
    data[200:260] = bytes(60)
    bad, good = records(bytes(data))
    assert isinstance(bad, Unreadable)
    assert bad.source == "x.zip#a.txt"
    assert isinstance(good, Draft)


def test_a_member_with_a_password_says_so(records) -> None:
    data = bytearray(zipped({"a.txt": TEXT}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (bad,) = records(bytes(data))
    assert isinstance(bad, Unreadable)
    assert "password" in bad.reason


def test_archives_too_deep_in_one_another_are_refused(records) -> None:
    data: bytes = TEXT.encode()
    for _ in range(6):
        data = zipped({"in": data})
    (bad,) = records(data)
    assert isinstance(bad, Unreadable)
    assert "one in another" in bad.reason


@pytest.mark.parametrize("inside", [1, 9])
def test_a_bomb_ends_with_one_reason(records, inside: int) -> None:
    words = b"word " * 6_000_000
    data = zipped({f"{number}.txt": words for number in range(inside)})
    found = records(data if inside > 1 else gzip.compress(gzip.compress(words * 4)))
    assert found
    assert all(isinstance(one, Unreadable) for one in found)
    if inside > 1:
        assert "no real archive" in found[-1].reason


def test_a_reading_carries_on_within_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zipped({"a.txt": TEXT, "b.jsonl": RECORD + "\n" + RECORD, "c.html": PAGE}))
    whole = list(read(path))
    assert len(whole) == 4
    for stopped in range(5):
        assert list(read(path, place=Place(records=stopped))) == whole[stopped:]


def test_links_make_no_loops_and_lead_nowhere_else(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(TEXT)
    folder = tmp_path / "folder"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "one.txt").write_text(TEXT)
    (folder / "loop").symlink_to(".")
    (folder / "self").symlink_to("self")
    (folder / "gone").symlink_to("nowhere")
    (folder / "out.txt").symlink_to(outside)
    (folder / "in.txt").symlink_to("a/one.txt")
    os.mkfifo(folder / "pipe")
    found = [file.relative_to(folder).as_posix() for file in files_under(folder)]
    assert found == ["a/one.txt", "in.txt"]


def test_a_name_that_is_no_text_is_shown_nonetheless(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/na\xefve.txt"))
    path.write_text(TEXT)
    (found,) = read(path)
    assert isinstance(found, Draft)
    assert found.source.endswith("/na\ufffdve.txt")
    found.source.encode("utf-8")


def test_text_with_some_nul_bytes_is_text(records) -> None:
    (found,) = records(TEXT.replace("ferry", "fer\0ry").encode())
    assert isinstance(found, Draft)
    assert "ferry" in found.text


def test_a_text_too_long_for_an_article_is_refused(records) -> None:
    (bad,) = records(b"word " * 300_000)
    assert isinstance(bad, Unreadable)
    assert "1,000,000" in bad.reason
