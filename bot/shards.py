"""Which part of Discord's servers a process serves.

Discord deals servers out over N connections (shards) by their number: server ``g`` is of shard
``(g >> 22) % N``. Every event of a server, and every interaction in it, comes to the process that holds
its shard; direct messages come to shard 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"(?:([0-9,\s-]{1,2000})/)?\s*(\d{1,5})\s*")
_RANGE = re.compile(r"\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?")


@dataclass(frozen=True, slots=True)
class Shards:
    """Shards of this process and of all processes together."""

    ids: tuple[int, ...] | None = None
    """None: all of them."""
    count: int | None = None
    """None: as many as Discord advises."""

    @property
    def leads(self) -> bool:
        """Whether this process does what only one of them should: register commands, poll feeds."""
        return self.ids is None or 0 in self.ids


def shards_from(text: str) -> Shards:
    """Read ``0-3/16``, ``0,2,8-9/16``, ``16`` (all of 16) or nothing (all, as many as Discord advises).

    Raises ValueError with a sentence where the text is none of these.
    """
    if not text.strip():
        return Shards()
    written = _WRITTEN.fullmatch(text)
    if written is None:
        raise ValueError(f"{text!r} names no shards: write 0-3/16 for the first four of sixteen")
    count = int(written[2])
    if count < 1:
        raise ValueError("there is at least one shard: write 0/1")
    if written[1] is None:
        return Shards(count=count)
    ids: set[int] = set()
    for part in written[1].split(","):
        found = _RANGE.fullmatch(part)
        if found is None:
            raise ValueError(f"{part!r} is neither a shard nor a range of them: write 0-3")
        first, last = int(found[1]), int(found[2] or found[1])
        if not first <= last < count:
            raise ValueError(f"{part.strip()} is not among the shards 0 to {count - 1}")
        ids.update(range(first, last + 1))
    return Shards(tuple(sorted(ids)), count)
