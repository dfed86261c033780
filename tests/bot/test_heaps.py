"""Threads share heaps, and give back what lies free in them: each in a process of its own."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
HEAP = 64 * 1024 * 1024
"""Bytes that a heap of glibc's threads reserves, and the multiple at which it begins."""
THREADS = f"""
import threading
from bot.heaps import share_heaps
if SHARED:
    share_heaps()
together = threading.Barrier(9)
def work():
    kept = [bytes(2_000) for _ in range(100)]
    together.wait()
    together.wait()
for _ in range(8):
    threading.Thread(target=work).start()
together.wait()
with open("/proc/self/maps") as maps:
    starts = (int(line.split("-")[0], 16) for line in maps if "/" not in line)
    print(sum(start % {HEAP} == 0 for start in starts))
together.wait()
"""

LEFT = """
import mmap
from bot.heaps import give_back
def resident():
    with open("/proc/self/statm") as counted:
        return int(counted.read().split()[1]) * mmap.PAGESIZE
kept = [bytes(2_000) for _ in range(50_000)]
kept = kept[::500]  # between the pages that are free now
before = resident()
give_back()
print(before - resident())
"""

pytestmark = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="the C library is not glibc"
)


def said_by(program: str) -> int:
    """The number that a program prints."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def test_many_threads_share_two_heaps() -> None:
    def heaps(*, shared: bool) -> int:
        return said_by(f"SHARED = {shared}\n{THREADS}")

    assert heaps(shared=True) <= 2 < heaps(shared=False)


def test_what_lies_free_between_others_is_given_back() -> None:
    assert said_by(LEFT) > 50_000_000
