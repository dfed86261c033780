"""A thread that watches the event loop's: what keeps the loop from its turn for too long is named.

It samples the stack, and counts its own samples instead of the seconds between them: on a machine that is
too busy to let this thread run, nobody is accused.
"""

from __future__ import annotations

import gc
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

EVERY = 0.02
LIMIT = 0.5
"""Seconds that one turn of the loop may take."""
_TURN = str(Path("asyncio") / "events.py")
_TESTS = str(Path(__file__).parent.parent)


@dataclass
class Watchdog:
    """Watches the thread that made it, from ``start`` to ``stop``."""

    limit: float = LIMIT
    blocked: list[str] = field(default_factory=list)
    """The stack of each turn of the loop that took too long, other than a test's own."""

    def __post_init__(self) -> None:
        self._watched = threading.get_ident()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        turn: FrameType | None = None
        seen, told = 0, False
        while not self._ended.wait(EVERY):
            with _nothing_collected():
                stack = _stack(self._watched)
            now = _turn(stack)
            if now is None or now is not turn:
                turn, seen, told = now, 0, False
                continue
            seen += 1
            if _starts_a_thread(stack):
                seen -= 1
            elif not told and seen * EVERY >= self.limit and not _is_a_tests(stack, now):
                told = True
                lines = ((frame, frame.f_lineno) for frame in stack)
                self.blocked.append("".join(traceback.StackSummary.extract(lines).format()))


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Without garbage collection, in all threads.

    CPython 3.11 makes an object of a frame when it is asked for. Where that begins a collection, finalizers
    run and other threads with them: the frame may have ended before its object is made, which is then
    another object, or the end of the process. Later versions collect between two instructions only.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _stack(thread: int) -> list[FrameType]:
    """Frames of a thread, which goes on meanwhile, from the outermost in."""
    frames = []
    innermost = sys._current_frames().get(thread)
    while innermost is not None:
        frames.append(innermost)
        innermost = innermost.f_back
    return frames[::-1]


def _turn(stack: list[FrameType]) -> FrameType | None:
    """The frame in which the loop runs one callback; None while it runs none."""
    for frame in reversed(stack):
        if frame.f_code.co_name == "_run" and frame.f_code.co_filename.endswith(_TURN):
            return frame
    return None


def _starts_a_thread(stack: list[FrameType]) -> bool:
    """Whether it waits for a thread that it started to come to life, which is the machine's to do."""
    return any(
        frame.f_code.co_name == "start" and frame.f_code.co_filename == threading.__file__
        for frame in stack[-4:]
    )


def _is_a_tests(stack: list[FrameType], turn: FrameType) -> bool:
    """Whether the turn is a test's or a fixture's own, which may take its time."""
    inside = stack[stack.index(turn) + 1 :]
    first = inside[0].f_code.co_filename if inside else ""
    return first.startswith(_TESTS) or "pytest_asyncio" in first or "_pytest" in first
