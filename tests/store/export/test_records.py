"""Articles as JSON Lines: whole, and taken in again as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from store import Archive, ingest
from store.export.records import lines
from store.export.selection import Selection
from store.extract.method import Method
from store.model import Article


def exported(path: Path, to: Path) -> list[Article]:
    with Archive.open(path) as archive:
        found = list(archive.selected(archive.understood(Selection())))
        to.write_text("".join(lines(found)), encoding="utf-8", newline="")
        return [one.view.article for one in found]


def articles(path: Path) -> list[Article]:
    with Archive.open(path) as archive:
        return [one.view.article for one in archive.selected(archive.understood(Selection()))]


def bare(article: Article) -> Article:
    """Without what says where it lay."""
    return replace(article, id=0, source=article.source.removeprefix("out.jsonl#"))


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real articles without their quotes."""
    path = tmp_path_factory.mktemp("real") / "archive.db"
    ingest(path, [shared / "archive-sample"], method=Method.NONE)
    return path


@pytest.mark.parametrize("archive", ["archive_path", "awkward", "real"])
def test_the_same_articles_come_back(
    archive: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    before = exported(request.getfixturevalue(archive), out)
    report = ingest(tmp_path / "again.db", [out], method=Method.NONE)
    assert (report.added, report.skipped) == (len(before), ())
    # White space that no cleaned article has (a test's) is made even.
    expected = [replace(bare(one), body=one.body.replace("\x0b", " ")) for one in before]
    assert [bare(one) for one in articles(tmp_path / "again.db")] == expected
    again = ingest(tmp_path / "again.db", [out], method=Method.NONE)
    assert (again.added, again.corrected, again.unchanged) == (0, 0, len(before))


def test_a_record_holds_the_words_at_their_offsets(awkward: Path, tmp_path: Path) -> None:
    exported(awkward, tmp_path / "out.jsonl")
    text = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    first = json.loads(text.splitlines()[0])
    assert (first["date"], first["byline"], first["credit"]) == (
        "2021-03-01",
        "Ada Lunde",
        "Reuters",
    )
    for one in first["quotes"]:
        assert one["words"] == [first["text"][start:end] for start, end in one["content"]]
    assert first["quotes"][0]["speaker"]["name"] == "Erica Kang"
    (fact,) = first["facts"]
    assert (fact["words"], fact["value"]) == ("At least 80", 80)


def test_a_record_of_others_is_cleaned_and_its_fields_may_be_anything(tmp_path: Path) -> None:
    record = {"id": "a", "title": "T", "dateline": 7, "text": "LIMA — Rain fell.\n\nIt stopped."}
    source = tmp_path / "theirs.jsonl"
    source.write_text(json.dumps(record), encoding="utf-8")
    ingest(tmp_path / "archive.db", [source], method=Method.NONE)
    (article,) = articles(tmp_path / "archive.db")
    assert (article.dateline, article.body) == ("LIMA", "Rain fell.\n\nIt stopped.")
