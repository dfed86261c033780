import sqlite3
import threading
from pathlib import Path

import pytest

from store.db import Format, Readers, open_writer
from store.errors import (
    ArchiveBusy,
    DiskFailure,
    NewerArchive,
    NoArchive,
    NotAnArchive,
    QueryTimeout,
)
from store.schema import ARCHIVE


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    open_writer(path, ARCHIVE).close()
    return path


def test_a_new_archive_has_its_tables_and_says_what_it_is(archive: Path) -> None:
    with Readers(archive, ARCHIVE) as readers:
        names = {row["name"] for row in readers.rows("SELECT name FROM sqlite_master")}
        assert {"articles", "revisions", "paragraphs", "passages", "quotes", "facts"} <= names
        assert readers.rows("PRAGMA journal_mode")[0][0] == "wal"
        assert readers.rows("PRAGMA application_id")[0][0] == ARCHIVE.application_id
        strict = readers.rows("SELECT name FROM pragma_table_list WHERE strict")
        assert {"articles", "quotes"} <= {row["name"] for row in strict}


def test_a_reader_cannot_write(archive: Path) -> None:
    with Readers(archive, ARCHIVE) as readers, pytest.raises(DiskFailure, match="readonly"):
        readers.rows("INSERT INTO changes (article) VALUES (1)")


def test_each_thread_reads_through_its_own_connection(archive: Path) -> None:
    with Readers(archive, ARCHIVE) as readers:
        found: list[int] = []

        def read() -> None:
            found.append(readers.rows("SELECT count(*) FROM articles")[0][0])

        threads = [threading.Thread(target=read) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [0] * 8


def test_a_reader_goes_on_while_a_writer_holds_its_transaction(archive: Path) -> None:
    writer = open_writer(archive, ARCHIVE)
    writer.conn.execute("BEGIN IMMEDIATE")
    writer.conn.execute("INSERT INTO changes (article) VALUES (1)")
    with Readers(archive, ARCHIVE) as readers:
        assert readers.rows("SELECT count(*) FROM changes")[0][0] == 0
        writer.conn.execute("COMMIT")
        assert readers.rows("SELECT count(*) FROM changes")[0][0] == 1
    writer.close()


def test_a_second_writer_is_told_that_the_archive_is_in_use(archive: Path) -> None:
    first = open_writer(archive, ARCHIVE)
    first.conn.execute("PRAGMA user_version = 1")  # there is something to write at opening
    first.conn.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ArchiveBusy, match=r"archive\.db is in use"):
        open_writer(archive, ARCHIVE, busy_seconds=0.05)
    first.conn.execute("ROLLBACK")
    first.close()


def test_a_missing_archive_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoArchive, match="ingest"):
        Readers(tmp_path / "none.db", ARCHIVE)
    with pytest.raises(NoArchive, match="does not exist"):
        open_writer(tmp_path / "no-folder" / "archive.db", ARCHIVE)


@pytest.mark.parametrize("opening", [open_writer, Readers])
def test_another_file_is_refused_and_left_as_it_was(tmp_path: Path, opening: type) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("these are no pages of a database, but quite a few words of prose " * 20)
    before = text.read_bytes()
    with pytest.raises(NotAnArchive, match=r"notes\.txt"):
        opening(text, ARCHIVE)
    assert text.read_bytes() == before

    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE birds (name)")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(NotAnArchive, match="not an archive"):
        opening(other, ARCHIVE)
    assert other.read_bytes() == before


@pytest.mark.parametrize("opening", [open_writer, Readers])
def test_a_newer_archive_is_refused(archive: Path, opening: type) -> None:
    connection = sqlite3.connect(archive)
    connection.execute(f"PRAGMA user_version = {ARCHIVE.version + 1}")
    connection.close()
    with pytest.raises(NewerArchive, match="newer Dateline"):
        opening(archive, ARCHIVE)


def test_a_query_has_a_time_limit(archive: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with (
        Readers(archive, ARCHIVE, query_seconds=0.05) as readers,
        pytest.raises(QueryTimeout, match="took too long"),
    ):
        readers.rows(endless)


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    from sqlite_utils import Database, Migrations

    steps = Migrations("broken")

    @steps()
    def m001(db: Database) -> None:
        db.table("half").create({"id": int})
        raise RuntimeError("power cut")

    path = tmp_path / "broken.db"
    with pytest.raises(RuntimeError, match="power cut"):
        open_writer(path, Format("a thing", 1, 1, steps))
    connection = sqlite3.connect(path)
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    connection.close()
    assert "half" not in tables


def test_what_may_not_be_looked_at_is_told(tmp_path: Path) -> None:
    endless = tmp_path / ("long" * 100)
    with pytest.raises(DiskFailure, match="can't be opened"):
        Readers(endless, ARCHIVE)
