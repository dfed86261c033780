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
from pathlib import Path

import pytest
from forks import Ended, Fault, ForkServer
from operations import OPERATIONS
from undisturbed import PAGE, Undisturbed

FAULTS = int(os.environ.get("DATELINE_CHAOS_FAULTS", "2"))
SEED = int(os.environ.get("DATELINE_CHAOS_SEED", "1"))
TOLD = {"DiskFailure", "BackupError"}
"""What an operation may end with: errors that have a sentence for people."""
LARGE = "64m"


@pytest.mark.parametrize("fault", [Fault.FULL, Fault.BROKEN], ids=lambda fault: fault.name.lower())
@pytest.mark.parametrize("name", OPERATIONS)
def test_no_room_from_any_write_on(
    name: str, fault: Fault, server: ForkServer, tmp_path: Path
) -> None:
    if not server.counts:
        pytest.skip("no C compiler (cc) to make what counts a process's writes")
    whole = Undisturbed(name, server, tmp_path)
    chance = random.Random(f"{SEED} {name}")
    ends: Counter[str] = Counter()
    for _ in range(FAULTS):
        folder = whole.copied(tmp_path / "full")
        ended = server.run(name, folder, fault=fault, at=chance.randint(1, whole.calls))
        ends[is_told(ended)] += 1
        carried_on(whole, server, folder, ended)
        shutil.rmtree(folder)
    print(f"\n{name}: {fault.name} {FAULTS} times: {dict(ends)}")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, in memory."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={LARGE}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("no disk may be mounted here: that is for root")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_small_disk(name: str, server: ForkServer, tmp_path: Path, small: Path) -> None:
    whole = Undisturbed(name, server, tmp_path)
    chance = random.Random(f"{SEED} {name}")
    ends: Counter[str] = Counter()
    for _ in range(FAULTS):
        whole.copied(small)
        pages = shutil.disk_usage(small).used // PAGE
        remount(small, f"size={(pages + chance.randint(0, whole.pages)) * PAGE}")
        ended = server.run(name, small)
        ends[is_told(ended)] += 1
        remount(small, f"size={LARGE}")
        carried_on(whole, server, small, ended)
        for path in small.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    print(f"\n{name}: {FAULTS} small disks: {dict(ends)}")


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_disk_that_may_not_be_written(
    name: str, server: ForkServer, tmp_path: Path, small: Path
) -> None:
    whole = Undisturbed(name, server, tmp_path)
    whole.copied(small)
    remount(small, "ro")
    ended = server.run(name, small)
    assert is_told(ended) != "done" or name.startswith("index")
    remount(small, "rw")
    carried_on(whole, server, small, ended)


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
