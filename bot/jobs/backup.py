"""The backups' clock: each minute, whether one is due; it is made in a process of its own."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.jobs.beside import SECONDS, Beside, run_module
from bot.metrics import DONE, FAILED
from store.backup import Folder, Manifest
from store.errors import ArchiveError

if TYPE_CHECKING:
    from bot.metrics import Metrics
    from bot.settings import Settings

RETRY = timedelta(hours=1)
"""After one that failed."""
_LONGEST_SECONDS = 6 * 3600.0
_FUTURE = timedelta(minutes=5)
"""A backup that claims to be from later than this was made under a wrong clock, and says nothing."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BackupState:
    """How the backups are."""

    newest: datetime | None = None
    """When the newest one was taken."""
    problem: str = ""
    """Why the last try came to nothing; "" where it did not."""


class BackupJob(Beside):
    """Makes a backup of both databases whenever the newest one is old enough.

    All that it remembers is in the folder of backups, so that a restart changes nothing.
    """

    what = "backups"

    def __init__(
        self, folder: Path, settings: Settings, metrics: Metrics, *, seconds: float = SECONDS
    ) -> None:
        super().__init__(seconds=seconds)
        self.state = BackupState()
        self._folder = folder
        self._settings = settings
        self._metrics = metrics
        self._every = timedelta(hours=settings.backup_hours)
        self._failed: datetime | None = None

    async def tick(self, now: datetime) -> None:
        """Make a backup where one is due at ``now`` (aware), and wait until that is done."""
        newest = await asyncio.to_thread(_newest, self._folder)
        self._note(BackupState(newest, self.state.problem))
        if newest and now - self._every < newest <= now + _FUTURE:
            return
        if self._failed and self._failed <= now < self._failed + RETRY:
            return
        await self._make(now)

    async def _make(self, now: datetime) -> None:
        settings = self._settings
        ended = await run_module(
            *("store.backup", str(self._folder)),
            *(str(settings.archive), str(settings.bot_db), str(settings.backup_keep)),
            longest=_LONGEST_SECONDS,
        )
        if ended.status:
            problem = ended.problems.strip()[-1000:]
            self._failed = now
            self._note(BackupState(self.state.newest, problem or "It was ended."))
            self._metrics.backup(FAILED)
            log.error("no backup was made, which is tried again in an hour: %s", problem)
            return
        manifest = Manifest.from_json(ended.said.decode())
        self._failed = None
        self._note(BackupState(manifest.taken))
        self._metrics.backup(DONE)
        size = sum(saved.bytes for saved in manifest.files)
        log.info("backup %d made: %d bytes, checked", manifest.number, size)

    def _note(self, state: BackupState) -> None:
        self.state = state
        self._metrics.newest_backup.set(state.newest.timestamp() if state.newest else 0)


def _newest(folder: Path) -> datetime | None:
    """When the newest backup was taken; None where there is none, or where the folder can't be read."""
    try:
        newest = next(iter(Folder(folder).backups()), None)
    except ArchiveError as error:
        log.warning("%s", error)
        return None
    return newest.manifest.taken if newest else None
