from __future__ import annotations

import csv
import gzip
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import variations

from store import ingest, ingest_drafts
from store.db import Readers
from store.extract.method import Method
from store.intake import BATCH, Hooks, Reached
from store.model import Draft, IngestReport, Taken
from store.schema import ARCHIVE

NOW = datetime(2024, 3, 2, 6, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


class Heard:
    """Gathers what an ingest tells, and ends it after so many records."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.taken: list[Taken] = []
        self.reached: list[Reached] = []
        self._stop_after = stop_after
        self._asked = 0

    def stop(self) -> bool:
        self._asked += 1
        return self._stop_after is not None and self._asked > self._stop_after

    def hooks(self, left_out: tuple[Path, ...] = ()) -> Hooks:
        return Hooks(
            progress=self.reached.append,
            on_taken=self.taken.append,
            stop=self.stop,
            left_out=left_out,
            now=lambda: NOW,
        )

    def outcomes(self) -> list[str]:
        return [one.outcome for one in self.taken]


def take(archive: Path, source: Path, heard: Heard | None = None, **how: bool) -> IngestReport:
    hooks = (heard or Heard()).hooks()
    return ingest(archive, [source], method=Method.NONE, hooks=hooks, **how)


def ids(archive: Path) -> list[str]:
    with Readers(archive, ARCHIVE) as readers:
        return [row[0] for row in readers.rows("SELECT doc_id FROM articles ORDER BY id")]


def ended(archive: Path, source: Path) -> int:
    """End an ingest of ``source`` amid it; how many articles it took in."""
    report = take(archive, source, Heard(stop_after=BATCH[Method.NONE]))
    assert report.stopped
    return report.added


def as_lines(path: Path, made: list[dict[str, str]]) -> None:
    path.write_text("".join(map(variations.as_line, made)), encoding="utf-8")


def as_packed_lines(path: Path, made: list[dict[str, str]]) -> None:
    path.write_bytes(gzip.compress("".join(map(variations.as_line, made)).encode()))


def as_table(path: Path, made: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(made[0]))
        table.writeheader()
        table.writerows(made)


def as_zip(path: Path, made: list[dict[str, str]]) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        for one in made:
            packed.writestr(f"{one['id']}.txt", variations.as_dump(one))


@pytest.mark.parametrize("form", [as_lines, as_packed_lines, as_table, as_zip])
def test_a_large_file_is_carried_on_from_the_record_where_a_run_was_ended(
    archive: Path, inbox: Path, form: Callable[[Path, list[dict[str, str]]], None]
) -> None:
    count = BATCH[Method.NONE] + 40
    form(inbox / "dump", list(variations.articles(count)))
    before = ended(archive, inbox)
    assert 0 < before < count
    heard = Heard()
    report = take(archive, inbox, heard)
    # One line for what is done already, and then the records that are not: none was read twice.
    assert heard.taken[0] == Taken("dump", "unchanged", articles=before)
    assert heard.outcomes()[1:] == ["added"] * (count - before)
    assert (report.added, report.unchanged, report.stopped) == (count - before, before, False)
    undisturbed = archive.with_name("undisturbed.db")
    take(undisturbed, inbox)
    assert ids(archive) == ids(undisturbed)


def test_of_many_files_those_that_are_done_are_not_opened_again(archive: Path, inbox: Path) -> None:
    count = BATCH[Method.NONE] + 40
    for one in variations.articles(count):
        (inbox / f"{one['id']}.txt").write_text(variations.as_dump(one), encoding="utf-8")
    before = ended(archive, inbox)
    unread = Heard()
    assert take(archive, inbox, unread).added == count - before
    assert [one.article_id == 0 for one in unread.taken].count(True) == before
    again = Heard()
    assert take(archive, inbox, again).unchanged == count
    assert all(one.article_id == 0 for one in again.taken)


def test_files_are_read_again_where_they_changed_or_where_it_is_asked_for(
    archive: Path, inbox: Path
) -> None:
    one, other = variations.articles(2)
    for article in (one, other):
        (inbox / f"{article['id']}.txt").write_text(variations.as_dump(article), encoding="utf-8")
    assert take(archive, inbox).added == 2
    corrected = {**one, "text": one["text"].replace("the", "that", 1)}
    (inbox / "a0.txt").write_text(variations.as_dump(corrected), encoding="utf-8")
    heard = Heard()
    report = take(archive, inbox, heard)
    assert (report.corrected, report.unchanged) == (1, 1)
    assert [one.article_id for one in heard.taken] == [1, 0]
    heard = Heard()
    assert take(archive, inbox, heard, reread=True).unchanged == 2
    assert [one.article_id for one in heard.taken] == [1, 2]
    # A touched file is read, and found to be as it was.
    os.utime(inbox / "a1.txt", (0, 0))
    heard = Heard()
    assert take(archive, inbox, heard).unchanged == 2
    assert [one.article_id for one in heard.taken] == [0, 2]


def test_what_gave_no_article_is_tried_again_and_its_reason_told_again(
    archive: Path, inbox: Path
) -> None:
    (inbox / "empty.txt").write_text("")
    lines = [variations.as_line(one) for one in variations.articles(3)]
    (inbox / "dump.jsonl").write_text(lines[0] + "{broken\n" + lines[1] + '{"cut', encoding="utf-8")
    first = take(archive, inbox)
    assert [one.source for one in first.skipped] == ["dump.jsonl#2", "dump.jsonl#4", "empty.txt"]
    second = take(archive, inbox)
    assert (second.added, second.unchanged) == (0, 2)
    assert [one.source for one in second.skipped] == ["dump.jsonl#4", "empty.txt"]


def test_a_line_that_was_half_written_is_read_once_it_is_whole(archive: Path, inbox: Path) -> None:
    lines = [variations.as_line(one) for one in variations.articles(2)]
    (inbox / "dump.jsonl").write_text(lines[0] + lines[1][:40], encoding="utf-8")
    assert take(archive, inbox).added == 1
    (inbox / "dump.jsonl").write_text("".join(lines), encoding="utf-8")
    assert take(archive, inbox).added == 1
    assert ids(archive) == ["a0", "a1"]


def test_another_format_reads_the_file_again(archive: Path, inbox: Path) -> None:
    (one,) = variations.articles(1)
    (inbox / "a.txt").write_text(variations.as_dump(one), encoding="utf-8")
    take(archive, inbox)
    report = ingest(archive, [inbox], format_name="text", method=Method.NONE)
    assert report.unchanged == 1
    with closing(sqlite3.connect(archive)) as db:
        assert db.execute("SELECT format, finished FROM readings").fetchall() == [("text", 1)]


def test_no_path_of_a_file_is_in_the_archive(archive: Path, inbox: Path) -> None:
    (one,) = variations.articles(1)
    (inbox / "a.txt").write_text(variations.as_dump(one), encoding="utf-8")
    with closing(sqlite3.connect(archive)) as db:
        take(archive, inbox)
        kept = db.execute("SELECT * FROM readings").fetchall()
    assert len(kept) == 1
    assert str(inbox) not in str(kept)


def test_the_archive_and_what_is_left_out_are_no_sources(inbox: Path) -> None:
    (one,) = variations.articles(1)
    for name in ("a.txt", "report.jsonl"):
        (inbox / name).write_text(variations.as_dump(one), encoding="utf-8")
    index = inbox / "archive.index"
    index.mkdir()
    (index / "meta.json").write_text("{}")
    heard = Heard()
    for _ in range(2):
        hooks = heard.hooks(left_out=(inbox / "report.jsonl",))
        ingest(inbox / "archive.db", [inbox], method=Method.NONE, hooks=hooks)
    assert [(one.source, one.outcome) for one in heard.taken] == [
        ("a.txt", "added"),
        ("a.txt", "unchanged"),
    ]


def test_a_date_that_is_yet_to_come_is_kept_and_told(archive: Path, inbox: Path) -> None:
    line = {"id": "a", "title": "Ferry", "text": "The ferry will stop."}
    (inbox / "a.jsonl").write_text(
        "".join(
            json.dumps({**line, "id": date, "text": f"{line['text']} {date}", "date": date}) + "\n"
            for date in ("2024-03-02", "2024-03-03", "2099", "")
        )
    )
    heard = Heard()
    assert take(archive, inbox, heard).in_future == 2
    assert [(one.published, one.in_future) for one in heard.taken] == [
        ("2024-03-02", False),
        ("2024-03-03", True),
        ("2099", True),
        ("", False),
    ]


def test_paths_that_gave_nothing_are_named(archive: Path, inbox: Path) -> None:
    (one,) = variations.articles(1)
    (inbox / "a.txt").write_text(variations.as_dump(one), encoding="utf-8")
    nothing = inbox / "missing.txt"
    report = ingest(archive, [inbox, nothing], method=Method.NONE)
    assert report.barren == (str(nothing),)
    assert (report.added, report.skipped_in_all) == (1, 1)


def test_progress_tells_bytes_and_ends_with_all_of_them(archive: Path, inbox: Path) -> None:
    variations.as_lines(inbox / "dump.jsonl", 60)
    (one,) = variations.articles(1)
    (inbox / "a.txt").write_text(variations.as_dump(one), encoding="utf-8")
    heard = Heard()
    take(archive, inbox, heard)
    total = sum(file.stat().st_size for file in inbox.iterdir())
    assert {one.total for one in heard.reached} == {total}
    done = [one.done for one in heard.reached]
    assert done == sorted(done)
    assert done[-1] == total
    assert any(0 < one < total for one in done)


def test_drafts_that_were_fetched_are_taken_in_under_their_source(archive: Path) -> None:
    drafts = [
        Draft("https://wire.example/1", one["text"], one["title"], one["date"], clean=True)
        for one in variations.articles(2)
    ]
    heard = Heard()
    for expected in ("added", "unchanged"):
        heard.taken.clear()
        ingest_drafts(
            archive, "https://wire.example", drafts, method=Method.NONE, hooks=heard.hooks()
        )
        assert heard.outcomes() == [expected] * 2
    assert [one.article_id for one in heard.taken] == [1, 2]


@pytest.mark.parametrize("method", [Method.FAST, Method.PARSED])
def test_what_is_known_is_not_read_for_quotes_however_much_of_it_there_is(
    archive: Path, inbox: Path, method: Method
) -> None:
    """New articles amid many known ones get their quotes, each its own."""
    made = list(variations.articles(BATCH[method] + 30))
    known, new = made[:-6], made[-6:]
    (inbox / "dump.jsonl").write_text("".join(map(variations.as_line, known)), encoding="utf-8")
    take(archive, inbox)
    mixed = [new[0], *known[:20], *new[1:4], *known[20:], *new[4:]]
    (inbox / "dump.jsonl").write_text("".join(map(variations.as_line, mixed)), encoding="utf-8")
    heard = Heard()
    report = ingest(archive, [inbox], method=method, workers=1, hooks=heard.hooks())
    assert (report.added, report.unchanged) == (len(new), len(known))
    assert [one.source for one in heard.taken] == [f"dump.jsonl#{one['id']}" for one in mixed]
    with closing(sqlite3.connect(archive)) as db:
        read = db.execute(
            "SELECT a.doc_id, a.body, q.content FROM extractions e JOIN articles a ON a.id = e.article"
            " LEFT JOIN quotes q ON q.article = a.id WHERE e.method = ?",
            (str(method),),
        ).fetchall()
    assert {doc_id for doc_id, _, _ in read} == {one["id"] for one in new}
    quoted = [(body, json.loads(spans)[0]) for _, body, spans in read if spans]
    assert quoted
    assert all(0 <= start < end <= len(body) for body, (start, end) in quoted)
