"""Two processes at the same files: neither fails, neither harms the other's work, and one may be killed.

By hand: ``DATELINE_CHAOS_PAIRS=50 pytest -s tests/chaos/test_two_processes.py`` (so many of each pair).
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from contents import rows, unsound
from folders import cleared
from forks import ForkServer
from undisturbed import Known

from store import integrity
from store.db import Readers
from store.schema import ARCHIVE

PAIRS = int(os.environ.get("DATELINE_CHAOS_PAIRS", "1"))
SEED = int(os.environ.get("DATELINE_CHAOS_SEED", "1"))
SAME = (
    "ingest",
    "index made",
    "index followed",
    "archive of version 1",
    "bot.db of version 1",
)
"""Done by two at once they come to what one alone comes to."""
DIFFERENT = (("ingest", "extract --again"), ("ingest", "settings"), ("ingest", "index made"))


@pytest.fixture(scope="module")
def second() -> Iterator[ForkServer]:
    with ForkServer() as running:
        yield running


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize("kills", [False, True])
def test_two_at_the_same(
    name: str, kills: bool, server: ForkServer, second: ForkServer, undisturbed: Known
) -> None:
    whole = undisturbed(name)
    chance = random.Random(f"{SEED} {name}")
    for _ in range(PAIRS):
        folder = whole.copied()
        after = chance.uniform(0, whole.seconds) if kills else None
        with ThreadPoolExecutor() as threads:
            one = threads.submit(server.run, name, folder, kill_after=after)
            other = threads.submit(second.run, name, folder)
        assert not one.result().error, one.result().error
        assert not other.result().error, other.result().error
        whole.finished(folder)
        cleared(folder)


@pytest.mark.parametrize("names", DIFFERENT, ids=" and ".join)
def test_two_at_different_things(
    names: tuple[str, str], server: ForkServer, second: ForkServer, undisturbed: Known
) -> None:
    whole = undisturbed(names[1])
    for _ in range(PAIRS):
        folder = whole.copied()
        with ThreadPoolExecutor() as threads:
            both = [
                threads.submit(one.run, name, folder)
                for one, name in zip((server, second), names, strict=True)
            ]
        errors = [each.result().error for each in both]
        assert errors == ["", ""]
        if names[1] == "settings":
            assert rows(folder / "bot.db") == whole.contents
        path = folder / "archive.db"
        assert not unsound(path)
        with Readers(path, ARCHIVE) as readers:
            assert integrity.check(readers)[1] == ()
        cleared(folder)
