"""Work as a user who may not look into a folder; root may look into all, and becomes nobody for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

_NOBODY = 65_534


def raised_without_access(folder: Path, work: Callable[[], Any]) -> tuple[str, str]:
    """Do ``work`` in a child to whom ``folder`` is closed: the name and the words of what it raised, else ("", "")."""
    reads, writes = os.pipe()
    folder.chmod(0)
    try:
        child = os.fork()
        if not child:
            try:
                if not os.geteuid():
                    os.setresuid(_NOBODY, _NOBODY, _NOBODY)
                work()
                told = "\n"
            except BaseException as error:
                told = f"{type(error).__name__}\n{error}"
            os.write(writes, told.encode())
            os._exit(0)
        os.close(writes)
        with os.fdopen(reads, encoding="utf-8") as pipe:
            name, _, text = pipe.read().partition("\n")
        os.waitpid(child, 0)
        return name, text
    finally:
        folder.chmod(0o700)
