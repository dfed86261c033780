"""What a process uses while it soaks: memory and open files, at every few seconds."""

from __future__ import annotations

import asyncio
import statistics
import time
from dataclasses import dataclass, field

import psutil

EVERY = 5.0
"""Seconds between two looks."""
WARM_UP = 300.0
"""Seconds after which memory and files are to stay as they are."""
WINDOW = 60.0
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Look:
    """Seconds since the beginning, bytes resident and those of them that are no file's, descriptors in all and those of files
    on disk, seconds of processor."""

    at: float
    resident: int
    own: int
    descriptors: int
    files: int
    processor: float


@dataclass
class Watch:
    """Looks at a process until it is stopped. Medians of a minute, for single looks are noisy."""

    process: psutil.Process
    looks: list[Look] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    async def go(self) -> None:
        while True:
            at = time.monotonic() - self.began
            with self.process.oneshot():
                memory = self.process.memory_info()
                self.looks.append(
                    Look(
                        at,
                        memory.rss,
                        memory.rss - memory.shared,
                        self.process.num_fds(),
                        len(self.process.open_files()),
                        sum(self.process.cpu_times()[:2]),
                    )
                )
            if len(self.looks) % round(WINDOW / EVERY) == 0:
                self.tell()
            await asyncio.sleep(EVERY)

    def tell(self) -> None:
        """One line a minute."""
        recent = self._of(self.looks[-1].at - WINDOW, self.looks[-1].at)
        files = [each.files for each in recent]
        descriptors = [each.descriptors for each in recent]
        print(
            f"  minute {self.looks[-1].at / 60:4.1f}: {self._median(recent, 'resident') / MEGABYTE:7.1f} MB resident, {self._median(recent, 'own') / MEGABYTE:.1f} of it its own,"
            f" {min(files)} to {max(files)} open files, {min(descriptors)} to {max(descriptors)} descriptors",
            flush=True,
        )

    @property
    def settled(self) -> list[Look]:
        """Those after the warming up, or after the first third of a shorter run."""
        warm = min(WARM_UP, self.looks[-1].at / 3)
        return [each for each in self.looks if each.at >= warm]

    @property
    def share(self) -> float:
        """Of one core's time, on the whole."""
        spent = self.looks[-1].processor - self.looks[0].processor
        return spent / (self.looks[-1].at - self.looks[0].at)

    def drift(self, what: str) -> float:
        """By how much of itself a figure grew from the first minute after the warming up to the last one."""
        first, last = self._ends
        return self._median(last, what) / self._median(first, what) - 1

    def growth(self, what: str) -> float:
        """The same as a difference."""
        first, last = self._ends
        return self._median(last, what) - self._median(first, what)

    @property
    def _ends(self) -> tuple[list[Look], list[Look]]:
        begin, end = self.settled[0].at, self.looks[-1].at
        window = min(WINDOW, (end - begin) / 2)
        return self._of(begin, begin + window), self._of(end - window, end)

    def _of(self, begin: float, end: float) -> list[Look]:
        return [each for each in self.looks if begin <= each.at <= end]

    @staticmethod
    def _median(looks: list[Look], what: str) -> float:
        return statistics.median(getattr(each, what) for each in looks)
