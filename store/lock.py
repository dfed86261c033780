"""One ingest at a time: a lock beside the archive, which the system lets go of when its holder dies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from store.errors import ArchiveBusy, DiskFailure
from store.places import check_folder

_TRY_SECONDS = 1.0
"""How often one that waits asks whether it is to end."""


@contextmanager
def alone(
    archive: Path,
    *,
    waiting: Callable[[], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Iterator[None]:
    """Hold the archive's lock, waiting for another process that holds it.

    ``waiting`` is called once where there is something to wait for. Raises ArchiveBusy where ``stop``
    ends the waiting, NoArchive or DiskFailure where nothing can be written beside the archive.
    """
    check_folder(archive)
    lock = FileLock(f"{archive}-lock")
    seconds = 0.0
    try:
        while True:
            try:
                lock.acquire(timeout=seconds)
                break
            except Timeout:
                if not seconds and waiting:
                    waiting()
                seconds = _TRY_SECONDS
                if stop and stop():
                    raise ArchiveBusy(
                        f"{archive} is in use by another ingest: try again when it is done."
                    ) from None
    except OSError as error:
        raise DiskFailure(
            f"Nothing can be written beside {archive} ({error.strerror}): give another path."
        ) from error
    try:
        yield
    finally:
        lock.release()
