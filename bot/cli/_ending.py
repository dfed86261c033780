"""Ctrl-C, gently: what is under way is finished first. A second one ends at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

STOPPED = 130
"""Exit status of what was ended by Ctrl-C, as shells have it."""


@contextmanager
def ending_gently(saying: str) -> Iterator[Callable[[], bool]]:
    """Yields what tells whether SIGINT or SIGTERM came; ``saying`` is shown on stderr when it does.

    The second one ends the program with status 130; once the block is left, where all that remains is
    the program's own end, by the signal itself, which shells show as 130 too. Signals reach the main
    thread alone: in any other nothing ever comes.
    """
    came = False

    def note(_number: int, _frame: FrameType | None) -> None:
        nonlocal came
        if came:
            raise KeyboardInterrupt
        came = True
        # A handler may run amid another write to stderr: this one needs no buffer.
        os.write(2, f"\n{saying}\n".encode())

    heard = threading.current_thread() is threading.main_thread()
    numbers = (signal.SIGINT, signal.SIGTERM) if heard else ()
    before = {number: signal.signal(number, note) for number in numbers}
    try:
        yield lambda: came
    except KeyboardInterrupt:
        raise SystemExit(STOPPED) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if came else handler)
