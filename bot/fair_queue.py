"""What waits, by whose it is: taken in turns, and bounded at the cost of whoever has most waiting."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class FairQueue(Generic[T]):
    """Round robin over queues, one a number. Pure: no clock and no threads."""

    def __init__(self, room: int) -> None:
        """``room``: how many may wait in all."""
        self._room = room
        self._waiting: OrderedDict[int, deque[T]] = OrderedDict()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, whose: int, item: T) -> T | None:
        """Let it wait. Where there is no room, what has to give way: the newest of whoever has most, or it."""
        gives_way: T | None = None
        if self._count >= self._room:
            longest = max(self._waiting, key=lambda each: len(self._waiting[each]), default=whose)
            if len(self._waiting.get(longest, ())) <= len(self._waiting.get(whose, ())) + 1:
                return item
            gives_way = self._waiting[longest].pop()
            self._count -= 1
        self._waiting.setdefault(whose, deque()).append(item)
        self._count += 1
        return gives_way

    def take(self, may: Callable[[int], bool]) -> tuple[int, T] | None:
        """The oldest of the first one in turn who ``may`` have something taken; None where nobody may."""
        for whose, items in self._waiting.items():
            if may(whose):
                item = items.popleft()
                self._count -= 1
                if items:
                    self._waiting.move_to_end(whose)
                else:
                    del self._waiting[whose]
                return whose, item
        return None

    def remove(self, whose: int, item: T) -> None:
        """Let it wait no more, if it still does."""
        items = self._waiting.get(whose)
        if items is None or item not in items:
            return
        items.remove(item)
        self._count -= 1
        if not items:
            del self._waiting[whose]

    def clear(self) -> list[T]:
        """Everything that still waited, which is gone now."""
        left = [item for items in self._waiting.values() for item in items]
        self._waiting.clear()
        self._count = 0
        return left
