"""The heaps of the C library: few, and without what nobody uses any more.

By itself glibc makes a heap a thread, up to eight a core, and each keeps what it once needed, the large blocks
too that writing the index takes for a moment: over weeks a process with a dozen threads holds much that it does
not use. Another C library is left as it is.
"""

from __future__ import annotations

import asyncio
import ctypes
import platform

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
"""From ``malloc.h``."""
MOST = 2
LARGE = 256 * 1024
"""Bytes from which a block lies in no heap."""
SECONDS = 15.0


def share_heaps() -> None:
    """Let all threads that are yet to start share two heaps, and large blocks go back at once."""
    if libc := _glibc():
        libc.mallopt(_M_ARENA_MAX, MOST)
        libc.mallopt(_M_MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """Give the system back the pages of which nothing is in use, those between others too (7 ms for 100 MB)."""
    if libc := _glibc():
        libc.malloc_trim(0)


async def keep_giving_back() -> None:
    """Do that again and again, beside the event loop, until it is cancelled."""
    while True:
        await asyncio.sleep(SECONDS)
        await asyncio.to_thread(give_back)


def _glibc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if platform.libc_ver()[0] == "glibc" else None
