"""A disk that is full, fails or may not be written: one sentence says so, and nothing is lost by it.

By hand: ``DATELINE_CHAOS_FAULTS=40 pytest -s tests/chaos/test_disk.py`` (so many of each kind and operation).
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from folders import cleared
from forks import Ended, Fault, ForkServer
from operations import OPERATIONS
from undisturbed import PAGE, Known, Undisturbed

from store import Archive

FAULTS = int(os.environ.get("DATELINE_CHAOS_FAULTS", "1"))
SEED = int(os.environ.get("DATELINE_CHAOS_SEED", "1"))
TOLD = {"DiskFailure", "BackupError", "RepairError"}
"""What an operation may end with: errors that have a sentence for people."""
LARGE = "64m"


@pytest.mark.parametrize("fault", [Fault.FULL, Fault.BROKEN], ids=lambda fault: fault.name.lower())
@pytest.mark.parametrize("name", OPERATIONS)
def test_no_room_from_any_write_on(
    name: str, fault: Fault, server: ForkServer, undisturbed: Known
) -> None:
    if not server.counts:
        pytest.skip("no C compiler (cc) to make what counts a process's writes")
    whole = undisturbed(name)
    chance = random.Random(f"{SEED} {name}")
    ends: Counter[str] = Counter()
    for _ in range(FAULTS):
        folder = whole.copied()
        ended = server.run(name, folder, fault=fault, at=chance.randint(1, whole.calls))
        ends[is_told(ended)] += 1
        carried_on(whole, server, folder, ended)
        cleared(folder)
    print(f"\n{name}: {fault.name} {FAULTS} times: {dict(ends)}")


@contextmanager
def small_disk(whole: Undisturbed) -> Iterator[Path]:
    """A disk of its own, in memory, with the files that an operation begins with."""
    folder = whole.folder / "small"
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={LARGE}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("no disk may be mounted here: that is for root")
    try:
        yield whole.copied(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_small_disk(name: str, server: ForkServer, undisturbed: Known) -> None:
    whole = undisturbed(name)
    chance = random.Random(f"{SEED} {name}")
    ends: Counter[str] = Counter()
    for _ in range(FAULTS):
        with small_disk(whole) as small:
            pages = shutil.disk_usage(small).used // PAGE
            remount(small, f"size={(pages + chance.randint(1, whole.pages)) * PAGE}")
            ended = server.run(name, small)
            ends[is_told(ended)] += 1
            remount(small, f"size={LARGE}")
            carried_on(whole, server, small, ended)
    print(f"\n{name}: {FAULTS} small disks: {dict(ends)}")


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_disk_that_may_not_be_written(name: str, server: ForkServer, undisturbed: Known) -> None:
    whole = undisturbed(name)
    with small_disk(whole) as small:
        remount(small, "ro")
        ended = server.run(name, small)
        assert is_told(ended) != "done" or name.startswith("index")
        remount(small, "rw")
        carried_on(whole, server, small, ended)


def test_an_archive_is_read_where_nothing_can_be_written(undisturbed: Known) -> None:
    whole = undisturbed("index made")
    with small_disk(whole) as small:
        remount(small, "ro")
        with Archive.open(small / "archive.db") as archive:
            assert archive.stats().articles == len(whole.contents["articles"])
            assert archive.check()[1] == ()
            assert not archive.behind()


def is_told(ended: Ended) -> str:
    """How an operation ended: with all of it done, or with a sentence; never with a traceback."""
    if not ended.error:
        return "done"
    assert ended.kind in TOLD, ended.error
    assert "\n" not in ended.error
    return ended.kind


def carried_on(whole: Undisturbed, server: ForkServer, folder: Path, ended: Ended) -> None:
    """With room again, it goes on as after a kill, and nothing is missing at the end."""
    start = whole.check(folder, ended)
    rest = server.run(whole.name, folder, start=start)
    assert not rest.error, rest.error
    whole.finished(folder)
