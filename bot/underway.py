"""What members wait for: interactions that are being answered."""

from __future__ import annotations

import asyncio
import logging

GRACE_SECONDS = 8.0
"""How long answers under way may take when the bot closes."""
_CANCEL_SECONDS = 0.5
log = logging.getLogger(__name__)


class UnderWay:
    """Tasks that answer an interaction, from when it was let in until they end."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    def add_this(self) -> None:
        """The task that calls this is one of them."""
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        """Wait for them, for a while; what then is not done is cancelled."""
        # Whoever closes the bot from within an interaction is not waited for.
        tasks = self._tasks - {asyncio.current_task()}
        if not tasks:
            return
        _, pending = await asyncio.wait(tasks, timeout=GRACE_SECONDS)
        if pending:
            log.warning("%d answers under way were cut off", len(pending))
            for task in pending:
                task.cancel()
            await asyncio.wait(pending, timeout=_CANCEL_SECONDS)
