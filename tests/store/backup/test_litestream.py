"""Litestream, as the README has it: both databases replicated while they are written to, lost, and restored."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import variations
from database_rows import rows_of

from store import Archive
from store.backup.verify import verify
from store.guilds import GUILDS, Guilds
from store.schema import ARCHIVE

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = shutil.which("litestream", path=sysconfig.get_path("scripts")) or shutil.which(
    "litestream"
)
SECONDS = 60.0
"""How long a replica may take to catch up on a busy machine before the test gives up."""
KINDS = {"archive.db": ARCHIVE, "bot.db": GUILDS}

pytestmark = pytest.mark.skipif(
    PROGRAM is None,
    reason="there is no litestream here: the test extra brings it for Linux and Macs",
)
Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The README's configuration, with the paths of this test."""
    text = (ROOT / "README.md").read_text("utf-8")
    (written,) = re.findall(r"```yaml\n(.*?)\n *```", text, re.DOTALL)
    here = dedent(written).replace("/var/lib/dateline", str(tmp_path))
    here = here.replace("/mnt/replica", str(tmp_path / "replica"))
    path = tmp_path / "litestream.yml"
    path.write_text("logging:\n  level: error\n" + here, encoding="utf-8")
    return path


@contextmanager
def replicating(config: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Litestream at work; killed at the end if it still is."""
    assert PROGRAM
    process = subprocess.Popen([PROGRAM, "replicate", "-config", str(config)])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def restored(config: Path, path: Path) -> Rows | None:
    """What the replica holds of a database, restored beside it; None where it holds nothing yet."""
    assert PROGRAM
    target = path.with_name(f"restored-{path.name}")
    for end in ("", "-wal", "-shm"):
        target.with_name(target.name + end).unlink(missing_ok=True)
    command = [PROGRAM, "restore", "-config", str(config), "-o", str(target), str(path)]
    if subprocess.run(command, capture_output=True).returncode:
        return None
    verify(target, KINDS[path.name])
    return of_dateline(target)


def of_dateline(path: Path) -> Rows:
    """The rows of a database without those that Litestream keeps in it."""
    return {
        table: rows for table, rows in rows_of(path).items() if not table.startswith("_litestream")
    }


def caught_up(config: Path, path: Path) -> bool:
    """Wait until the replica has all of a database that nobody writes to any more."""
    wanted, deadline = of_dateline(path), time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if restored(config, path) == wanted:
            return True
        time.sleep(0.2)
    return False


def ingest(tmp_path: Path, count: int) -> subprocess.Popen[bytes]:
    source = tmp_path / "dump.jsonl"
    source.write_text("".join(map(variations.as_line, variations.articles(count))), "utf-8")
    command = [sys.executable, "-m", "bot", "--archive", str(tmp_path / "archive.db"), "ingest"]
    return subprocess.Popen(
        [*command, str(source), "--search-only"], cwd=ROOT, stderr=subprocess.DEVNULL
    )


def test_what_was_written_is_restored_row_by_row(
    archive_path: Path, tmp_path: Path, config: Path
) -> None:
    shutil.copy(archive_path, tmp_path / "archive.db")
    with Guilds.open(tmp_path / "bot.db") as guilds, replicating(config) as litestream:
        writing = ingest(tmp_path, 200)
        for number in range(200):
            guilds.set_note(f"note {number}", "written while it is replicated")
        assert writing.wait() == 0
        for name in KINDS:
            assert caught_up(config, tmp_path / name), f"{name} is not replicated"
        litestream.kill()
    lost = {name: of_dateline(tmp_path / name) for name in KINDS}
    for name in KINDS:
        for path in tmp_path.glob(f"{name}*"):
            path.unlink()
        assert restored(config, tmp_path / name) == lost[name]
        (tmp_path / f"restored-{name}").rename(tmp_path / name)
    with (
        Archive.open(tmp_path / "archive.db") as archive,
        Guilds.open(tmp_path / "bot.db") as guilds,
    ):
        assert archive.check()[1] == ()
        assert archive.search("rescued").total
        assert guilds.note("note 199")


def test_killed_amid_an_ingest_it_has_a_whole_archive_of_some_moment(
    archive_path: Path, tmp_path: Path, config: Path
) -> None:
    path = tmp_path / "archive.db"
    shutil.copy(archive_path, path)
    before = len(rows_of(path)["articles"])
    with replicating(config) as litestream:
        assert caught_up(config, path)
        writing = ingest(tmp_path, 2_000)
        while len(rows_of(path)["articles"]) < before + 500 and writing.poll() is None:
            time.sleep(0.05)
        litestream.kill()
        writing.kill()
        writing.wait()
    held, whole = restored(config, path), of_dateline(path)
    assert held
    articles = {row[0] for row in held["articles"]}
    assert len(articles) >= before
    assert articles == {row[1] for row in held["changes"]}, "half a transaction"
    assert set(held["articles"]) <= set(whole["articles"])
