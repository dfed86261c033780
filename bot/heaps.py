"""The heaps of the C library: few, and without what nobody uses any more.

By itself glibc makes a heap a thread, up to eight a core, and each keeps what it once needed: over weeks a
process with a dozen threads holds much that it does not use. Another C library is left as it is.
"""

from __future__ import annotations

import asyncio
import ctypes
import platform

_M_ARENA_MAX = -8
"""From ``malloc.h``."""
MOST = 2
SECONDS = 60.0


def share_heaps() -> None:
    """Let all threads that are yet to start share two heaps."""
    if libc := _glibc():
        libc.mallopt(_M_ARENA_MAX, MOST)


def give_back() -> None:
    """Give the system back the pages of which nothing is in use, those between others too (some ms)."""
    if libc := _glibc():
        libc.malloc_trim(0)


async def give_back_each_minute() -> None:
    """Do that for as long as it is awaited, beside the event loop."""
    while True:
        await asyncio.sleep(SECONDS)
        await asyncio.to_thread(give_back)


def _glibc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if platform.libc_ver()[0] == "glibc" else None
