"""Keeps a searcher up to what is written to its archive, on threads of its own: questions don't wait for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from store.errors import ArchiveError
from store.search.searcher import Searcher

log = logging.getLogger(__name__)

FEW = 2_000
"""Changes that whoever notices them waits for; with more, old answers are given meanwhile."""
PATIENCE = 2.0
"""Seconds that they are waited for at most."""
QUIET = 3.0
"""Seconds without a change after which words and names are read anew."""
LATEST = 20
"""How many times QUIET that is put off while changes go on."""


class Follower:
    """The searcher of an archive that others write to."""

    def __init__(self, searcher: Searcher, numbers: Callable[[], tuple[int, int]]) -> None:
        """``numbers`` tells what was last written; the searcher has seen all that it tells now."""
        self._searcher = searcher
        self._numbers = numbers
        self._followed = numbers()
        self._following = threading.Lock()
        self._renewing = threading.Lock()
        self._rounds = 0
        self._closing = threading.Event()
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="follow")

    def current(self) -> Searcher:
        """The searcher, after following a few changes; many are followed while it is used."""
        numbers = self._numbers()
        if numbers != self._followed and self._following.acquire(blocking=False):
            seen = threading.Event()
            try:
                few = self._searcher.behind() <= FEW
            except BaseException:
                self._following.release()
                raise
            self._threads.submit(self._follow, numbers, seen)
            if few:
                seen.wait(PATIENCE)
        return self._searcher

    def _follow(self, numbers: tuple[int, int], seen: threading.Event) -> None:
        try:
            self._searcher.refresh(seen.set)
            self._followed = numbers
        except ArchiveError as error:
            log.warning("changes not followed: %s", error)
        finally:
            self._rounds += 1
            self._following.release()
            seen.set()
        if self._searcher.is_stale and self._renewing.acquire(blocking=False):
            self._threads.submit(self._renew)

    def _renew(self) -> None:
        """Read words and names anew when it has been quiet for a while."""
        try:
            for _ in range(LATEST):
                rounds = self._rounds
                if self._closing.wait(QUIET):
                    return
                if rounds == self._rounds:
                    break
            self._searcher.renew()
        except ArchiveError as error:
            log.warning("names not read: %s", error)
        finally:
            self._renewing.release()

    def prepare(self) -> None:
        """Read names in the background, before anybody asks."""
        self._threads.submit(self._prepare)

    def _prepare(self) -> None:
        try:
            self._searcher.prepare()
        except ArchiveError as error:
            log.warning("names not read: %s", error)

    def close(self) -> None:
        """End both threads; what is being followed and not committed is left for the next time."""
        self._closing.set()
        self._searcher.stop()
        self._threads.shutdown(wait=True, cancel_futures=True)
