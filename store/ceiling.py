"""The most memory that a process may take which reads what strangers have written."""

from __future__ import annotations

MEMORY = 2 * 1024**3
"""Bytes: a file of 25 MB takes half a gigabyte at most. The machine has the rest for those who ask."""


def limit_memory(most: int = MEMORY) -> None:
    """From now on, what would take this process past ``most`` bytes raises MemoryError in it, or ends it.

    Mapped files don't count. Where the system knows no such limit (Windows, macOS), there is none.
    """
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    except (ImportError, OSError, ValueError):
        return
