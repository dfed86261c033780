"""Power cuts: of what was written and not synced, some arrives, some does not, some in part.

A cut is a SIGKILL at one of an operation's changes of files, after which a random part of what no sync had
covered is cut off or zeroed, in databases, their logs and the index alike.

By hand: ``DATELINE_CHAOS_CUTS=100 pytest -s tests/chaos/test_power.py`` (so many of each operation).
"""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from contents import digest, rows
from folders import cleared
from forks import Ended, Fault, ForkServer
from operations import OPERATIONS
from undisturbed import Known, Undisturbed

from store.guilds import Guilds

CUTS = int(os.environ.get("DATELINE_CHAOS_CUTS", "2"))
SEED = int(os.environ.get("DATELINE_CHAOS_SEED", "1"))


@pytest.mark.parametrize("name", OPERATIONS)
def test_what_was_committed_outlives_a_power_cut(
    name: str, server: ForkServer, undisturbed: Known
) -> None:
    if not server.counts:
        pytest.skip("no C compiler (cc) to make what counts a process's writes")
    whole = undisturbed(name)
    chance = random.Random(f"{SEED} {name}")
    cuts = 0
    for _ in range(CUTS):
        folder = whole.copied()
        at, seed = chance.randint(1, whole.calls), chance.randrange(1 << 30)
        ended = server.run(name, folder, fault=Fault.POWER, at=at, seed=seed)
        cuts += ended.killed
        start = whole.check(folder, ended)
        rest = server.run(name, folder, start=start)
        assert not rest.error, rest.error
        whole.finished(folder)
        cleared(folder)
    print(f"\n{name}: {cuts} power cuts")


@pytest.mark.parametrize("name", ["ingest", "settings", "ledger", "follows"])
def test_a_log_cut_anywhere_leaves_a_beginning_of_what_was_done(
    name: str, server: ForkServer, undisturbed: Known
) -> None:
    """The last commits may be gone with the end of the log; none of the others, and no half of one."""
    whole = undisturbed(name)
    chance = random.Random(f"{SEED} {name}")
    file = whole.operation.database
    cuts = 0
    while cuts < CUTS:
        folder = whole.copied()
        ended = server.run(name, folder, kill_after=chance.uniform(0, whole.seconds))
        log = folder / f"{file}-wal"
        # At its close, and when somebody is forgotten, the log goes into the database: no cut of the log alone.
        if len(ended.said) < len(whole.said) - 4 and log.is_file() and log.stat().st_size:
            cuts += 1
            mangle(log, chance)
            (folder / f"{file}-shm").unlink(missing_ok=True)
            start = state(whole, folder, ended)
            rest = server.run(name, folder, start=start)
            assert not rest.error, rest.error
            whole.finished(folder)
        cleared(folder)
    print(f"\n{name}: {cuts} logs cut off or torn")


def mangle(log: Path, chance: random.Random) -> None:
    """Cut a log off at any byte, or overwrite its end from there."""
    size = log.stat().st_size
    at = chance.randrange(size)
    with log.open("r+b") as opened:
        if chance.random() < 0.5:
            opened.truncate(at)
        else:
            opened.seek(at)
            opened.write(chance.choice((bytes(size - at), chance.randbytes(size - at))))


def state(whole: Undisturbed, folder: Path, ended: Ended) -> int:
    """The step up to which everything is there: any that was reached, or the one after it."""
    if not whole.operation.stepwise:
        return whole.check(folder, Ended())
    path = folder / whole.operation.database
    Guilds.open(path).close()
    with closing(sqlite3.connect(path)) as db:
        assert [row[0] for row in db.execute("PRAGMA integrity_check")] == ["ok"]
    found = digest(rows(path))
    assert found in whole.said[: len(ended.said) + 1]
    return whole.said.index(found)
