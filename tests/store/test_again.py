"""What was found in haste is found anew, and nothing but that is touched."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from store import Archive, ingest
from store.again import BATCH, again
from store.db import Readers
from store.errors import NoArchive
from store.extract.method import VERSION, Method
from store.integrity import check
from store.sample import articles_folder
from store.schema import ARCHIVE

TEXTS = ("articles", "paragraphs", "passages", "revisions", "sources")
BODY = 'Orla Venn runs the pier of Skarn.\n\n"It is {n} years old," Venn said. Some {n} boats lie there.'


def rows(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def texts(path: Path) -> list[Any]:
    return [rows(path, f"SELECT * FROM {table}") for table in TEXTS]


def found(path: Path) -> list[Any]:
    """What was extracted, without the numbers that the archive gave it."""
    return [
        rows(path, sql)
        for sql in (
            "SELECT q.article, s.name, q.kind, q.content, q.cue, q.source, q.confidence, q.reason"
            " FROM quotes q LEFT JOIN speakers s ON s.id = q.speaker ORDER BY q.article, q.start, q.content, q.cue",
            "SELECT article, kind, start, value, says FROM facts ORDER BY article, start, value",
            "SELECT r.article, s.name, r.role, r.organisation, r.place FROM roles r"
            " JOIN speakers s ON s.id = r.speaker ORDER BY r.article, s.name, r.role",
            "SELECT article, name, kind, quotes FROM speakers ORDER BY article, name, kind",
        )
    ]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "wire.jsonl"
    records = ({"id": str(n), "text": BODY.format(n=n)} for n in range(10, 10 + 3 * BATCH))
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


@pytest.mark.parametrize("method", [Method.FAST, Method.NONE])
def test_deepened_it_holds_what_a_parse_finds_at_once(
    method: Method, archive_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "archive.db"
    ingest(path, [articles_folder()], method=method)
    before = texts(path)
    assert found(path) != found(archive_path)
    assert again(path) == len(rows(path, "SELECT id FROM articles"))
    assert texts(path) == before
    assert found(path) == found(archive_path)
    with Readers(path, ARCHIVE) as readers:
        assert check(readers)[1] == ()
    assert again(path) == 0


def test_the_index_follows(lines: Path, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    ingest(path, [lines], method=Method.NONE)
    with Archive.open(path) as archive:
        assert archive.said_by("Orla Venn").passages == ()
        again(path, fast=True)
    with Archive.open(path) as archive:
        assert archive.said_by("Orla Venn").total == 3 * BATCH


def test_an_interrupted_run_is_carried_on(lines: Path, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    ingest(path, [lines], method=Method.NONE)

    def stop(done: int, total: int) -> None:
        assert total == 3 * BATCH
        if done == 2 * BATCH:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        again(path, fast=True, progress=stop)
    assert len(rows(path, "SELECT DISTINCT article FROM quotes")) == 2 * BATCH
    assert again(path, fast=True) == BATCH
    assert len(rows(path, "SELECT DISTINCT article FROM quotes")) == 3 * BATCH


def test_all_are_read_anew_once_even_where_that_is_interrupted(lines: Path, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    ingest(path, [lines], method=Method.FAST)
    assert again(path, fast=True) == 0

    def stop(done: int, total: int) -> None:
        if done == BATCH:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        again(path, fast=True, everything=True, progress=stop)
    assert again(path, fast=True, everything=True) == 2 * BATCH
    assert again(path, fast=True, everything=True) == 3 * BATCH


def test_what_an_earlier_version_found_is_stale(lines: Path, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    ingest(path, [lines], method=Method.FAST)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE extractions SET version = ? WHERE article <= 3", (VERSION - 1,))
        connection.execute("DELETE FROM extractions WHERE article = 4")
    assert again(path, fast=True) == 4


def test_a_pass_without_the_parser_keeps_what_was_parsed(
    archive_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "archive.db"
    with closing(sqlite3.connect(archive_path)) as one, closing(sqlite3.connect(path)) as other:
        one.backup(other)
    assert again(path, fast=True) == 0
    assert found(path) == found(archive_path)


def test_an_archive_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NoArchive):
        again(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []
