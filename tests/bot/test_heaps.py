"""Threads share heaps: in a process of its own, for it can't be undone."""

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


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library is not glibc")
def test_many_threads_share_two_heaps() -> None:
    def heaps(*, shared: bool) -> int:
        done = subprocess.run(
            [sys.executable, "-c", f"SHARED = {shared}\n{THREADS}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return int(done.stdout)

    assert heaps(shared=True) <= 2 < heaps(shared=False)
