"""How much a packed source may unpack to: real archives shrink tenfold, bombs a thousandfold and more."""

from __future__ import annotations

from dataclasses import dataclass

_FREE = 64 * 1024 * 1024
_TIMES = 200


class Refused(ValueError):
    """A source is not read. Its text says why and what to do, in one sentence."""


class Bomb(Refused):
    """A source unpacks to more than any real one does. Nothing more of it is read."""


@dataclass(slots=True)
class Budget:
    """One for a file and all that is packed in it, however deep."""

    packed: int
    """Bytes of the file on the disk."""
    spent: int = 0

    def spend(self, unpacked: int) -> None:
        """Count bytes that were unpacked. Raises Bomb."""
        self.spent += unpacked
        self.allow(self.spent)

    def allow(self, unpacked: int) -> None:
        """Check bytes that something says it unpacks to. Raises Bomb."""
        if unpacked > _FREE + _TIMES * self.packed:
            raise Bomb(
                f"unpacks to more than {_TIMES} times its size, as no real archive does:"
                " unpack it yourself if you trust it"
            )
