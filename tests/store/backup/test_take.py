"""Backups: whole, of one moment, checked, rotated, and none that only looks like one."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import variations
from database_rows import rows_of
from small_disk import small_disk

from store.backup import Backup, Folder, Manifest, take
from store.backup.manifest import digest
from store.backup.verify import verify
from store.errors import ArchiveBusy, ArchiveError, BackupError, NoArchive
from store.guilds import GUILDS
from store.schema import ARCHIVE

ROOT = Path(__file__).resolve().parents[3]
Databases = dict[str, Path]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".dateline-lock")


def test_a_backup_holds_every_row_of_both(
    databases: Databases, tmp_path: Path, now: datetime
) -> None:
    told: list[tuple[int, int]] = []
    taken = take(
        tmp_path / "b", databases, now=now, progress=lambda done, total: told.append((done, total))
    )
    assert taken.backup.path == tmp_path / "b" / "dateline-000001-20300102T030405Z"
    assert names(taken.backup.path) == ["archive.db", "bot.db", "manifest.json"]
    for name, path in databases.items():
        copied = taken.backup.path / name
        assert rows_of(copied) == rows_of(path)
        saved = taken.backup.manifest.file(name)
        assert saved and (saved.bytes, saved.sha256) == (copied.stat().st_size, digest(copied))
    archive = taken.backup.manifest.file("archive.db")
    assert archive and archive.version == ARCHIVE.version and archive.spans > 2_000
    (found,) = Folder(tmp_path / "b").backups()
    assert found == replace(taken.backup, manifest=replace(taken.backup.manifest, taken=now))
    assert told == sorted(told) and told[-1][0] == told[-1][1]


def test_what_is_not_checkpointed_yet_is_in_it(
    databases: Databases, tmp_path: Path, now: datetime
) -> None:
    with closing(sqlite3.connect(databases["bot.db"])) as writer:
        writer.execute("INSERT INTO notes VALUES ('late', 'in the WAL')")
        writer.commit()
        assert databases["bot.db"].with_name("bot.db-wal").stat().st_size
        taken = take(tmp_path / "b", databases, now=now)
    assert ("late", "in the WAL") in rows_of(taken.backup.path / "bot.db")["notes"]


def test_each_of_many_during_an_ingest_is_of_one_moment(
    databases: Databases, tmp_path: Path, now: datetime
) -> None:
    source = tmp_path / "dump.jsonl"
    with source.open("w", encoding="utf-8") as file:
        file.writelines(variations.as_line(one) for one in variations.articles(1_000))
    archive = tmp_path / "archive.db"
    command = [sys.executable, "-m", "bot", "--archive", str(archive), "ingest", str(source)]
    ingest = subprocess.Popen([*command, "--search-only"], cwd=ROOT, stderr=subprocess.DEVNULL)
    counts = []
    folder = tmp_path / "b"
    while ingest.poll() is None:
        try:
            taken = take(folder, {**databases, "archive.db": archive}, now=now, keep=1)
        except (ArchiveBusy, NoArchive):  # it is just being made
            continue
        if archive in taken.missing:
            continue
        copied = taken.backup.path / "archive.db"
        held = rows_of(copied)
        # Both are written in one transaction for each batch.
        assert {row[1] for row in held["changes"]} == {row[0] for row in held["articles"]}
        counts.append(len(held["articles"]))
    assert ingest.returncode == 0
    assert len(counts) >= 3 and counts == sorted(counts)
    taken = take(folder, {**databases, "archive.db": archive}, now=now, keep=1)
    assert rows_of(taken.backup.path / "archive.db") == rows_of(archive)


def test_the_oldest_go_first_whatever_the_clock_said(
    databases: Databases, tmp_path: Path, now: datetime
) -> None:
    folder = tmp_path / "b"
    for days in (0, 4_000, -9_000, 1):
        taken = take(folder, databases, now=now + timedelta(days=days), keep=3)
    assert [path.name for path in taken.removed] == ["dateline-000001-20300102T030405Z"]
    assert [each.manifest.number for each in Folder(folder).backups()] == [4, 3, 2]


def test_a_damaged_database_is_not_saved_and_what_was_saved_stays(
    databases: Databases, tmp_path: Path, now: datetime
) -> None:
    folder = tmp_path / "b"
    take(folder, databases, now=now, keep=1)
    with databases["archive.db"].open("r+b") as file:
        file.seek(8_192 * 5)
        file.write(os.urandom(8_192 * 3))
    with pytest.raises(BackupError, match=r"archive\.db is damaged, so that nothing was saved"):
        take(folder, databases, now=now, keep=1)
    assert names(folder) == ["dateline-000001-20300102T030405Z"]


def test_what_is_not_there_is_told(databases: Databases, tmp_path: Path, now: datetime) -> None:
    databases["bot.db"].unlink()
    taken = take(tmp_path / "b", databases, now=now)
    assert taken.missing == (databases["bot.db"],)
    assert names(taken.backup.path) == ["archive.db", "manifest.json"]
    databases["archive.db"].unlink()
    with pytest.raises(NoArchive, match="There is nothing to back up"):
        take(tmp_path / "b", databases, now=now)


def test_another_kind_of_database_is_refused(
    databases: Databases, tmp_path: Path, now: datetime
) -> None:
    with pytest.raises(ArchiveError, match="not an archive of Dateline's"):
        take(tmp_path / "b", {**databases, "archive.db": databases["bot.db"]}, now=now)
    assert names(tmp_path / "b") == []


@pytest.mark.parametrize("where", ["missing/b", "file"])
def test_a_folder_that_can_not_be_written_is_told(
    databases: Databases, tmp_path: Path, now: datetime, where: str
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BackupError, match=r"create it, or give another|give another folder"):
        take(tmp_path / where, databases, now=now)


def test_no_room_from_the_start(databases: Databases, tmp_path: Path, now: datetime) -> None:
    with small_disk(tmp_path / "disk", 500_000) as disk:
        with pytest.raises(BackupError, match="There is no room for a backup in"):
            take(disk, databases, now=now)
        assert names(disk) == []


def test_no_room_any_more_amid_the_copy(
    databases: Databases, tmp_path: Path, now: datetime
) -> None:
    with small_disk(tmp_path / "disk", 4_000_000) as disk:

        def fill(_done: int, _total: int) -> None:
            with pytest.raises(OSError), (disk / "other").open("ab") as file:
                while True:
                    file.write(b"0" * 100_000)
                    file.flush()

        with pytest.raises(BackupError, match="There is no room for a backup in"):
            take(disk, databases, now=now, progress=fill)
        assert names(disk) == ["other"]


def test_two_at_once_into_one_folder(databases: Databases, tmp_path: Path, now: datetime) -> None:
    refused = []

    def second(_done: int, _total: int) -> None:
        with pytest.raises(BackupError, match="Another backup into") as caught:
            take(tmp_path / "b", databases, now=now)
        refused.append(caught.value)

    take(tmp_path / "b", databases, now=now, progress=second)
    assert refused and len(names(tmp_path / "b")) == 1


KILLED = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from store.backup import take
seen = 0
def progress(done, total):
    global seen
    seen += 1
    if seen == int(sys.argv[4]):
        print("there", flush=True)
        time.sleep(600)
take(Path(sys.argv[1]), {"archive.db": Path(sys.argv[2]), "bot.db": Path(sys.argv[3])},
     now=datetime.now(UTC), progress=progress)
"""


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_killed_backup_is_none_and_the_next_one_clears_it_up(
    databases: Databases, tmp_path: Path, now: datetime, step: int
) -> None:
    folder = tmp_path / "b"
    whole = take(folder, databases, now=now).backup
    arguments = [folder, databases["archive.db"], databases["bot.db"], step]
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout and process.stdout.readline() == b"there\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    (left,) = (path for path in folder.iterdir() if path.name.endswith(".part"))
    assert any(left.iterdir())
    assert [each.path for each in Folder(folder).backups()] == [whole.path]
    taken = take(folder, databases, now=now)
    assert taken.cleared == 1
    assert names(folder) == [whole.path.name, taken.backup.path.name]
    for name, kind in (("archive.db", ARCHIVE), ("bot.db", GUILDS)):
        verify(taken.backup.path / name, kind)


@pytest.mark.parametrize(
    "text", ["", "{}", '{"layout": 1}', '{"layout": 2}', "[]", '{"layout": 1, "number": "x"}']
)
def test_a_folder_without_its_manifest_is_no_backup(
    databases: Databases, tmp_path: Path, now: datetime, text: str
) -> None:
    folder = tmp_path / "b"
    first = take(folder, databases, now=now).backup
    (first.path / "manifest.json").write_text(text)
    assert Folder(folder).backups() == []
    assert Folder(folder).unreadable() == [first.path]
    # It is somebody's to look at: not removed, not counted, and its number is not given again.
    second = take(folder, databases, now=now, keep=1).backup
    assert names(folder) == [first.path.name, second.path.name]
    assert isinstance(second, Backup) and second.manifest.number == 2


def test_a_manifest_is_read_as_it_was_written(
    databases: Databases, tmp_path: Path, now: datetime
) -> None:
    made = take(tmp_path / "b", databases, now=now).backup.manifest
    assert Manifest.from_json(made.to_json()) == made
