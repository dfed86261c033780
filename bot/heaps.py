"""The heaps of the C library: few, so that what one thread lets go of serves the others.

By itself glibc makes a heap a thread, up to eight a core, and each keeps what it once needed: over weeks a
process with a dozen threads holds much that it does not use.
"""

from __future__ import annotations

import ctypes
import platform

_M_ARENA_MAX = -8
"""From ``malloc.h``."""
MOST = 2


def share_heaps() -> None:
    """Let all threads that are yet to start share two heaps. Another C library than glibc is left as it is."""
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, MOST)
