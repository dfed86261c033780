"""Every regular expression takes twice the time for twice the text, whatever the text is.

DATELINE_HOSTILE_LENGTH says how long the texts are (8,000 characters; 1,000,000 by hand, a quarter of an hour).
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import pytest
from patterns import Found, hard_texts, patterns

LENGTH = int(os.environ.get("DATELINE_HOSTILE_LENGTH", "8000"))
SHORTER = 8
"""How much shorter the text is that the time is compared with."""
NOTABLE = 0.1
"""Seconds of CPU time under which nothing is said of a text of ``LENGTH``: a square would take longer."""
TRIES = 3
GIVEN = {
    "bot.chat": [r"(?:^|\s)(about|after|before):"],
    "bot.digest_choices": ["[,;]", ";"],
    "bot.buttons.repeats": [],
    "bot.weekdays": ["[,;&+]|and|und", "-|–|to|through|bis"],
    "store.search.text": ["[àéﬁ]"],
    "store.extract.dates": [],
    "store.extract.units": [],
    "store.search.kinds": [],
    "store.search.traits": [],
}
"""Patterns that are put together of what is given; of those with none, their modules hold what comes of it."""
FOUND, UNKNOWN = patterns(GIVEN)


def test_every_pattern_is_known() -> None:
    assert not UNKNOWN, "add what these may be to GIVEN"
    assert len(FOUND) > 300


@pytest.mark.parametrize("found", FOUND, ids=lambda found: found.where)
def test_time_grows_as_the_text_does(found: Found) -> None:
    for before, piece in hard_texts(found.pattern):
        # What is at fault is so each time; a machine that was busy elsewhere is not.
        assert any(grows_as_it_does(found, before, piece) for _ in range(TRIES)), (
            f"{before!r} and {piece!r} over and over"
        )


def grows_as_it_does(found: Found, before: str, piece: str) -> bool:
    taken = seconds(found.run, text(found, before, piece, LENGTH))
    if taken < NOTABLE * LENGTH / 8_000:
        return True
    return taken < 4 * SHORTER * seconds(found.run, text(found, before, piece, LENGTH // SHORTER))


def text(found: Found, before: str, piece: str, length: int) -> str | bytes:
    """The pieces, and an end that fits nothing."""
    made = before + (piece * (length // len(piece) + 1))[:length] + "\x01"
    return made.encode("latin-1", "replace") if isinstance(found.pattern.pattern, bytes) else made


class Endless(Exception):
    pass


def seconds(run: Callable[[str | bytes], object], given: str | bytes) -> float:
    """CPU time of this thread in a run; infinite where it takes 60 times of what is notable."""
    began = time.thread_time()

    def end(_number: int, _frame: object) -> None:
        raise Endless

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, 60 * NOTABLE * max(1, LENGTH / 8_000))
    try:
        run(given)
    except Endless:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return time.thread_time() - began
