"""A backup put back: only a good one, only where nobody is at work, and what was there is kept."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from database_rows import rows_of

from store import Archive
from store.backup import take
from store.backup.restore import find, put_back
from store.errors import ArchiveBusy, ArchiveError, BackupError

Databases = dict[str, Path]


@pytest.fixture
def folder(databases: Databases, tmp_path: Path, now: datetime) -> Path:
    """Three backups; the newest has a note that the others lack."""
    take(tmp_path / "b", databases, now=now)
    take(tmp_path / "b", databases, now=now)
    with closing(sqlite3.connect(databases["bot.db"])) as db, db:
        db.execute("INSERT INTO notes VALUES ('newest', 'yes')")
    take(tmp_path / "b", databases, now=now)
    return tmp_path / "b"


def damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(8_192 * 4)
        file.write(os.urandom(8_192))


def test_everything_is_as_it_was(databases: Databases, folder: Path, now: datetime) -> None:
    before = {name: rows_of(path) for name, path in databases.items()}
    for name, table in (("archive.db", "quotes"), ("bot.db", "notes")):
        with closing(sqlite3.connect(databases[name])) as db, db:
            db.execute(f"DELETE FROM {table}")
    changed = {name: rows_of(path) for name, path in databases.items()}
    restored = put_back(find(folder), databases, now=now)
    assert {name: rows_of(path) for name, path in databases.items()} == before
    assert {each.path.name: rows_of(each.aside) for each in restored if each.aside} == changed
    assert sorted(path.name for path in databases["bot.db"].parent.iterdir()) == [
        "archive.db",
        "archive.db-lock",
        "archive.db.before-restore-20300102T030405Z",
        "bot.db",
        "bot.db-lock",
        "bot.db.before-restore-20300102T030405Z",
    ]


def test_the_index_follows(databases: Databases, folder: Path, now: datetime) -> None:
    with Archive.open(databases["archive.db"]) as archive:
        found = archive.search("rescued").total
    assert found
    with closing(sqlite3.connect(databases["archive.db"])) as db, db:
        db.execute("UPDATE articles SET headline = 'Blank', body = 'Blank.'")
        for table in ("quotes", "facts", "passages", "paragraphs"):
            db.execute(f"DELETE FROM {table}")
        db.execute("INSERT INTO changes (article) SELECT id FROM articles")
    with Archive.open(databases["archive.db"]) as archive:
        assert not archive.search("rescued").total
    put_back(find(folder), databases, now=now)
    with Archive.open(databases["archive.db"]) as archive:
        assert archive.search("rescued").total == found


def test_the_index_is_not_that_of_what_came_since(
    databases: Databases, folder: Path, now: datetime
) -> None:
    """Put back and changed in another way: to where the index was, and beyond."""
    path, text = databases["archive.db"], "A zeppelin landed."

    def change(*articles: int) -> None:
        with closing(sqlite3.connect(path)) as db, db:
            db.executemany("INSERT INTO changes (article) VALUES (?)", [(one,) for one in articles])

    change(*range(1, 9))
    Archive.open(path).close()
    put_back(find(folder), databases, now=now)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE articles SET body = ?, body_hash = 'other' WHERE id = 20", (text,))
        for table in ("quotes", "facts", "passages", "paragraphs"):
            db.execute(f"DELETE FROM {table} WHERE article = 20")
        db.execute("INSERT INTO paragraphs VALUES (20, 1, 0, ?)", (len(text),))
        db.execute(
            'INSERT INTO passages (article, ordinal, paragraph, start, "end") VALUES (20, 1, 1, 0, ?)',
            (len(text),),
        )
    change(20, *range(1, 9))
    with Archive.open(path) as archive:
        assert archive.search("zeppelin").total == 1


def test_one_of_the_two(databases: Databases, folder: Path, now: datetime) -> None:
    with closing(sqlite3.connect(databases["archive.db"])) as db, db:
        db.execute("UPDATE articles SET byline = 'changed'")
    changed = rows_of(databases["archive.db"])
    (restored,) = put_back(find(folder, ["bot.db"]), databases, now=now)
    assert restored.path == databases["bot.db"]
    assert rows_of(databases["archive.db"]) == changed


def test_the_newest_good_one_is_taken(databases: Databases, folder: Path) -> None:
    newest, second, _ = sorted(folder.glob("dateline-*"), reverse=True)
    assert find(folder).path == newest
    damage(newest / "archive.db")
    good = find(folder)
    assert good.path == second
    assert good.passed_over == (f"{newest}: its archive.db is not what was saved",)
    # Only what is wanted has to be good.
    assert find(folder, ["bot.db"]).path == newest
    (second / "manifest.json").unlink()
    assert len(find(folder).passed_over) == 2


def test_progress_goes_on_to_the_end(databases: Databases, folder: Path, now: datetime) -> None:
    for work in (
        lambda say: find(folder, progress=say),
        lambda say: find(folder / "dateline-000001-20300102T030405Z" / "archive.db", progress=say),
        lambda say: put_back(find(folder), databases, now=now, progress=say),
    ):
        told: list[tuple[int, int]] = []
        work(lambda *how_far, told=told: told.append(how_far))
        assert told == sorted(told) and told[-1][0] == told[-1][1] > 0


def test_none_is_good(databases: Databases, folder: Path) -> None:
    backups = list(folder.glob("dateline-*"))
    for path in backups:
        (path / "bot.db").unlink()
    with pytest.raises(BackupError, match="There is no good backup in") as caught:
        find(folder)
    assert all(str(path) in str(caught.value) for path in backups)
    with pytest.raises(BackupError, match=r"is not good: its bot\.db is gone"):
        find(backups[0])
    with pytest.raises(BackupError, match="There is nothing at"):
        find(folder / "nothing")


def test_a_file_alone(databases: Databases, folder: Path, tmp_path: Path, now: datetime) -> None:
    (newest, *_) = sorted(folder.glob("dateline-*"), reverse=True)
    wanted = rows_of(newest / "bot.db")
    good = find(newest / "bot.db")
    assert list(good.files) == ["bot.db"]
    (restored,) = put_back(good, {**databases, "bot.db": tmp_path / "new.db"}, now=now)
    assert rows_of(tmp_path / "new.db") == wanted
    assert restored.aside is None
    with pytest.raises(BackupError, match=r"is no archive\.db of Dateline's"):
        find(newest / "bot.db", ["archive.db"])
    (tmp_path / "text").write_text("no database at all, of no kind")
    with pytest.raises(BackupError, match="is no database, or it is damaged"):
        find(tmp_path / "text")
    damage(newest / "archive.db")
    with pytest.raises(ArchiveError, match=r"damaged|not good"):
        find(newest / "archive.db")


HOLDS = """
import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
try:
    db.execute("SELECT count(*) FROM sqlite_master").fetchall()
except sqlite3.DatabaseError:
    pass
print("open", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("name", ["archive.db", "bot.db"])
@pytest.mark.parametrize("damaged", [False, True])
def test_refused_while_somebody_has_it_open(
    databases: Databases, folder: Path, now: datetime, name: str, damaged: bool
) -> None:
    with closing(sqlite3.connect(databases[name])) as db:
        db.execute("PRAGMA journal_mode = WAL").fetchall()
    command = [sys.executable, "-c", HOLDS, str(databases[name])]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline() == b"open\n"
    if damaged:
        with databases[name].open("r+b") as file:
            file.write(b"not a database any more")
    before = {path: path.read_bytes() for path in databases.values()}
    with pytest.raises(ArchiveBusy, match=f"{name} is in use: stop the bot"):
        put_back(find(folder), databases, now=now)
    assert {path: path.read_bytes() for path in databases.values()} == before
    assert not list(databases[name].parent.glob("*before*"))
    process.communicate()
    put_back(find(folder), databases, now=now)
    assert ("newest", "yes") in rows_of(databases["bot.db"])["notes"]


def test_refused_during_an_ingest(databases: Databases, folder: Path, now: datetime) -> None:
    from store.lock import alone

    good = find(folder)
    with alone(databases["archive.db"]), pytest.raises(ArchiveBusy, match="in use"):
        put_back(good, databases, now=now)


def test_a_damaged_one_is_kept_with_its_wal(
    databases: Databases, folder: Path, now: datetime
) -> None:
    path = databases["bot.db"]
    path.write_bytes(b"garbage" * 2_000)
    path.with_name("bot.db-wal").write_bytes(b"what was not in the file yet")
    (restored,) = put_back(find(folder, ["bot.db"]), databases, now=now)
    assert restored.aside and restored.aside.read_bytes() == b"garbage" * 2_000
    beside = restored.aside.with_name(f"{restored.aside.name}-wal")
    assert beside.read_bytes() == b"what was not in the file yet"
    assert ("newest", "yes") in rows_of(path)["notes"]


def test_into_an_empty_place(folder: Path, tmp_path: Path, now: datetime) -> None:
    (tmp_path / "new").mkdir()
    places = {name: tmp_path / "new" / name for name in ("archive.db", "bot.db")}
    good = find(folder)
    put_back(good, places, now=now)
    assert {name: rows_of(path) for name, path in places.items()} == {
        name: rows_of(path) for name, path in good.files.items()
    }
