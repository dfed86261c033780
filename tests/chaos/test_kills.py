"""SIGKILL of whatever writes: what was committed is there, and what is carried on ends as if nothing had been.

An operation is killed at a random instant, or before, amid or after one of its changes of a file, several
times in a row; then it is done to its end and compared with one that nothing happened to.

By hand: ``DATELINE_CHAOS_KILLS=300 pytest -s tests/chaos/test_kills.py`` (so many of each operation).
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from folders import cleared
from forks import Ended, Fault, ForkServer
from operations import OPERATIONS
from undisturbed import Known, Undisturbed

KILLS = int(os.environ.get("DATELINE_CHAOS_KILLS", "3"))
SEED = int(os.environ.get("DATELINE_CHAOS_SEED", "1"))
IN_A_ROW = 8
INSTANTS = (None, None, Fault.BEFORE, Fault.TORN, Fault.AFTER)
"""None: at any instant."""


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_kill_loses_nothing_that_was_committed(
    name: str, server: ForkServer, undisturbed: Known
) -> None:
    whole = undisturbed(name)
    chance = random.Random(f"{SEED} {name}")
    kills = rounds = 0
    while kills < KILLS:
        folder = whole.copied()
        start = 0
        for _ in range(min(chance.randint(1, IN_A_ROW), KILLS - kills)):
            ended = killed(whole, server, folder, start, chance)
            start = whole.check(folder, ended, start)
            if not ended.killed:
                break
            kills += 1
        rest = server.run(name, folder, start=start)
        assert not rest.error, rest.error
        whole.finished(folder)
        cleared(folder)
        rounds += 1
    print(f"\n{name}: {kills} kills, {rounds} times carried on to the end")


def killed(
    whole: Undisturbed, server: ForkServer, folder: Path, start: int, chance: random.Random
) -> Ended:
    """Begin an operation and kill it. It may have come to its end before."""
    fault = chance.choice(INSTANTS) if server.counts else None
    left = 1 - start / len(whole.said)
    after = chance.uniform(0, left * whole.seconds) if fault is None else None
    at = chance.randint(1, 1 + int(left * whole.calls)) if fault else 0
    ended = server.run(
        whole.name, folder, start=start, fault=fault, at=at, seed=SEED, kill_after=after
    )
    assert not ended.error, ended.error
    return ended
