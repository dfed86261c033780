"""Damaged databases: what is not damaged is saved, nothing is invented, and what is gone is told.

By hand, with other damages: ``DATELINE_DAMAGE=20 pytest tests/store/repair``; it prints what was saved.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from damage import KINDS, header, numbers_of, overwrite, page_size
from database_rows import rows_of
from sqlite_utils import Database

from store import Archive
from store.backup.verify import verify
from store.errors import ArchiveBusy, NewerArchive, RepairError
from store.guilds import GUILDS
from store.identity import body_hash
from store.lock import alone
from store.repair import Repaired, problems_of, repair
from store.repair.cells import Kind
from store.repair.pages import Pages
from store.repair.rowids import Rowids
from store.repair.salvage import Salvage
from store.repair.tables import indexes_of, tables_of
from store.schema import ARCHIVE

TIMES = int(os.environ.get("DATELINE_DAMAGE", "1"))
NOW = datetime(2030, 1, 2, tzinfo=UTC)
NOTHING_LOST = {
    "header",
    "first page",
    "inside, zeros",
    "inside, garbage",
    "index leaf",
    "freelist",
    "header under a WAL",
}
"""Damages after which every row can still be read."""
DERIVED = frozenset(
    "meta fingerprints _sqlite_migrations sqlite_sequence readings people blocks".split()
)
SHARES: dict[str, list[float]] = {}


@pytest.fixture(scope="module", autouse=True)
def shares() -> Iterator[None]:
    """Print, where it is asked for, which share of the rows was saved after each kind of damage."""
    yield
    for name, found in SHARES.items():
        print(
            f"{name}: {len(found)} files, saved {sum(found) / len(found):.2%}, least {min(found):.2%}"
        )


def counted(path: Path) -> Counter:
    """The rows of the tables that are not made from others."""
    return Counter(
        (table, row)
        for table, rows in rows_of(path).items()
        if table not in DERIVED
        for row in rows
    )


def damaged(whole: Path, tmp_path: Path, name: str, seed: int) -> Path:
    path = tmp_path / whole.name
    shutil.copy(whole, path)
    KINDS[name](path, random.Random(f"{name} {seed}"))
    return path


def mended(path: Path, kind) -> Repaired | None:
    """The repair of a file; None where nothing is wrong with it."""
    if not problems_of(path, kind):
        return None
    repaired = repair(path, kind, now=NOW)
    assert problems_of(path, kind) == ()
    assert repaired.aside and repaired.aside.is_file()
    assert not list(path.parent.glob(".*"))
    return repaired


@pytest.mark.parametrize("seed", range(TIMES))
@pytest.mark.parametrize("name", KINDS)
def test_an_archive(whole_archive: Path, tmp_path: Path, name: str, seed: int) -> None:
    path = damaged(whole_archive, tmp_path, name, seed)
    before = rows_of(whole_archive)
    repaired = mended(path, ARCHIVE)
    after = rows_of(path)
    for table, width in (("articles", -1), ("revisions", None), ("facts", None)):
        known = {row[:width] for row in before[table]}
        assert {row[:width] for row in after[table]} <= known, f"{table}: rows are invented"
    words = {(row[1], row[4], row[5]) for row in before["quotes"]}
    assert {(row[1], row[4], row[5]) for row in after["quotes"]} <= words
    wanted, found = counted(whole_archive), counted(path)
    share = (wanted & found).total() / wanted.total()
    SHARES.setdefault(f"archive, {name}", []).append(share)
    if name in NOTHING_LOST:
        assert wanted == found
    if repaired:
        gone = {row[0] for row in before["articles"]} - {row[0] for row in after["articles"]}
        told = {article.number for article in repaired.found.articles}
        assert gone <= told, "articles are gone and not told"
        if share < 1:
            assert repaired.found.gone or any(t.bad_pages for t in repaired.found.tables)
    with Archive.open(path) as archive:
        assert archive.stats().articles == len(after["articles"])


@pytest.mark.parametrize("seed", range(TIMES))
@pytest.mark.parametrize("name", [name for name in KINDS if name != "overflow"])
def test_a_bot_db(whole_bot_db: Path, tmp_path: Path, name: str, seed: int) -> None:
    path = damaged(whole_bot_db, tmp_path, name, seed)
    mended(path, GUILDS)
    wanted, found = counted(whole_bot_db), counted(path)
    SHARES.setdefault(f"bot.db, {name}", []).append((wanted & found).total() / wanted.total())
    if name in NOTHING_LOST - {"index leaf"}:  # some tables are stored as an index
        assert wanted == found
    if name not in ("bits", "half written"):  # its letters have no digest to tell by
        assert found <= wanted


def test_what_is_whole_is_left_alone(whole_archive: Path, whole_bot_db: Path) -> None:
    assert problems_of(whole_archive, ARCHIVE) == ()
    assert problems_of(whole_bot_db, GUILDS) == ()


def test_a_gone_article_is_told_by_its_headline_and_place(
    whole_archive: Path, tmp_path: Path
) -> None:
    """Where a body goes on in other pages, its first page still has the headline."""
    path = tmp_path / "archive.db"
    shutil.copy(whole_archive, path)
    with closing(sqlite3.connect(path)) as db:
        (number, headline, record, published) = db.execute(
            "SELECT id, headline, record, published FROM articles ORDER BY length(body) DESC"
        ).fetchone()
        (body,) = db.execute("SELECT body FROM articles WHERE id = ?", (number,)).fetchone()
    size, data, words = page_size(path), path.read_bytes(), body[len(body) // 2 :][:60].encode()
    page = next(
        page for page in numbers_of(path, None) if words in data[(page - 1) * size : page * size]
    )
    overwrite(path, (page - 1) * size, bytes(size))
    repaired = mended(path, ARCHIVE)
    assert repaired
    told = {article.number: article for article in repaired.found.articles}
    assert told[number].headline == headline
    assert (told[number].record, told[number].published) == (record, published)


def test_an_article_whose_letters_changed_is_dropped_and_told(
    whole_archive: Path, tmp_path: Path
) -> None:
    path = tmp_path / "archive.db"
    shutil.copy(whole_archive, path)
    with closing(sqlite3.connect(path)) as db:
        number, headline, body = db.execute(
            "SELECT id, headline, body FROM articles WHERE length(body) < 4000 ORDER BY id DESC"
        ).fetchone()
    at = path.read_bytes().index(body[100:180].encode())
    overwrite(path, at, b"X")
    repaired = mended(path, ARCHIVE)
    assert repaired
    (gone,) = repaired.found.articles
    assert (gone.number, gone.headline) == (number, headline)
    left = rows_of(path)
    assert not [row for row in left["quotes"] if row[1] == number]
    assert not left["readings"], "the next ingest is to read the sources again"


def test_one_that_an_earlier_version_wrote(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {ARCHIVE.application_id}")
        database = Database(connection, strict=True)
        ARCHIVE.migrations.apply(database, stop_before="m005_statements")
        connection.execute("PRAGMA user_version = 4")
        body = "The ferry sailed.\n\nIt came back."
        connection.execute(
            "INSERT INTO articles (id, doc_id, record, headline, published, body, body_hash)"
            " VALUES (1, 'a', 'a.txt', 'Ferry', '2001-02-03', ?, ?)",
            (body, body_hash("Ferry", body)),
        )
        connection.execute("CREATE TABLE filler (x)")
        connection.commit()
    index = numbers_of(path, Kind.INDEX_LEAF)[3]
    overwrite(path, (index - 1) * page_size(path), bytes(page_size(path)))
    assert mended(path, ARCHIVE)
    assert verify(path, ARCHIVE).version == ARCHIVE.version
    rows = rows_of(path)
    assert [row[10] for row in rows["articles"]] == [body]
    assert [row[2:] for row in rows["paragraphs"]] == [(0, 17), (19, 32)]


def test_progress_goes_on_to_the_end(whole_archive: Path, tmp_path: Path) -> None:
    path = damaged(whole_archive, tmp_path, "inside, zeros", 0)
    told: list[tuple[int, int, int]] = []
    repair(path, ARCHIVE, now=NOW, progress=lambda *how_far: told.append(how_far))
    assert told == sorted(told) and len(told) > 200
    ((pages, done, total),) = {told[-1]}
    assert done == total and pages == whole_archive.stat().st_size // page_size(whole_archive)
    checked: list[tuple[int, int]] = []
    assert problems_of(path, ARCHIVE, lambda *how_far: checked.append(how_far)) == ()
    assert checked == sorted(checked) and checked[-1][0] == checked[-1][1]


def test_of_rows_that_are_found_in_the_end_nothing_is_kept_in_memory(
    whole_archive: Path, tmp_path: Path
) -> None:
    """Those of a table whose tree has lost its root: its indexes know of all of them."""
    path = tmp_path / "archive.db"
    shutil.copy(whole_archive, path)
    with closing(sqlite3.connect(path)) as db:
        found = [each for each in tables_of(db).values() if each.name not in DERIVED]
        indexes = [index for table in found for index in indexes_of(db, table)]
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'quotes'").fetchone()
        (quotes,) = db.execute("SELECT count(*) FROM quotes").fetchone()
    overwrite(path, (root - 1) * page_size(path), bytes(page_size(path)))
    with Pages(path) as pages:
        salvage = Salvage(pages, found, indexes)
        for table, values in salvage.rows(lambda done, total: None):
            if table.alias is not None:
                salvage.saved[table.name].add(values[table.alias])
        assert sum(number in salvage.saved["quotes"] for number in range(2 * quotes)) == quotes
        assert salvage.traces.indexed["quotes"] == quotes and not salvage.traces.named


def test_rowids() -> None:
    numbers = {-(1 << 63), -9, -1, 0, 7, 8, 65_535, 65_536, 1 << 40, (1 << 63) - 1}
    held = Rowids()
    for number in numbers:
        held.add(number)
    near = {number + step for number in numbers for step in (-1, 0, 1)}
    assert {number for number in near if number in held} == numbers


def test_refused_while_somebody_writes(whole_archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    shutil.copy(whole_archive, path)
    header(path, random.Random(1))
    with alone(path), pytest.raises(ArchiveBusy, match="in use"):
        repair(path, ARCHIVE, now=NOW)


@pytest.mark.parametrize("content", [b"", b"nothing of a database\n" * 4_000, bytes(100_000)])
def test_nothing_can_be_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(content)
    with pytest.raises(RepairError, match="restore a backup"):
        repair(path, ARCHIVE, now=NOW)
    assert path.read_bytes() == content
    assert sorted(each.name for each in tmp_path.iterdir()) == ["archive.db", "archive.db-lock"]


def test_one_of_a_later_version_is_left_alone(whole_bot_db: Path, tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    shutil.copy(whole_bot_db, path)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {GUILDS.version + 1}")
    with pytest.raises(NewerArchive):
        problems_of(path, GUILDS)


def test_the_database_of_something_else_is_left_alone(whole_bot_db: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as db, db:
        db.execute("CREATE TABLE pairs (one TEXT, two TEXT)")
        db.execute("INSERT INTO pairs VALUES ('a', 'b')")
    swapped = tmp_path / "swapped.db"
    for path, kind in ((foreign, ARCHIVE), (foreign, GUILDS), (swapped, ARCHIVE)):
        shutil.copy(whole_bot_db, swapped)
        before = path.read_bytes()
        assert problems_of(path, kind)
        with pytest.raises(RepairError, match=r"not an? .* of Dateline's"):
            repair(path, kind, now=NOW)
        assert path.read_bytes() == before
