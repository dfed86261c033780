"""Operations in processes of their own that are killed, or whose disk fails: how a test orders them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any, Self

SUPPORT = Path(__file__).resolve().parent
ROOT = SUPPORT.parent.parent
TOO_LONG = 120.0
"""Seconds after which an operation is taken to hang."""


class Fault(IntEnum):
    """What happens at a chosen change of a file (as in ``faults.c``)."""

    COUNT = 1
    BEFORE = 2
    TORN = 3
    AFTER = 4
    POWER = 5
    FULL = 6
    BROKEN = 7


@dataclass(slots=True)
class Ended:
    """What became of an operation."""

    said: list[str] = field(default_factory=list)
    """What it has committed, as it said itself at once after each."""
    calls: int = 0
    """Its changes of files, where they were counted."""
    kind: str = ""
    error: str = ""
    """The sentence of its ArchiveError (then ``kind`` is its name), or a traceback; "" for none."""
    status: int = 0

    @property
    def killed(self) -> bool:
        return self.status == -signal.SIGKILL


class ForkServer:
    """Does operations one after another, each in a process of its own."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, SUPPORT)))}
        self._folder = tempfile.TemporaryDirectory()
        shim = _compiled(Path(self._folder.name))
        self.counts = shim is not None
        """Whether changes of files are counted: only then there are faults at a chosen one."""
        if shim:
            environment["LD_PRELOAD"] = str(shim)
        self._process = subprocess.Popen(
            [sys.executable, str(SUPPORT / "fork_server.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )

    def run(
        self,
        operation: str,
        folder: Path,
        *,
        start: int = 0,
        fault: Fault | None = None,
        at: int = 0,
        seed: int = 0,
        kill_after: float | None = None,
    ) -> Ended:
        """Do an operation in ``folder``, from its step ``start`` on.

        ``fault`` happens at its change of files number ``at``; ``kill_after``: SIGKILL after so many seconds.
        """
        order: dict[str, Any] = {"operation": operation, "folder": str(folder), "start": start}
        if fault:
            order["fault"] = [fault, at, seed]
        ended = Ended()
        self._order(json.dumps(order))
        killer: threading.Timer | None = None
        try:
            while True:
                what, *rest = json.loads(self._line())
                match what:
                    case "began":
                        seconds = TOO_LONG if kill_after is None else kill_after
                        killer = threading.Timer(seconds, _kill, rest)
                        killer.start()
                    case "said":
                        ended.said.append(rest[0])
                    case "done":
                        ended.calls = rest[0]
                    case "error":
                        ended.kind, ended.error = rest
                    case "ended":
                        ended.status = rest[0]
                        break
        finally:
            if killer:
                killer.cancel()
                killer.join()
        self._order("let go of it")
        assert kill_after is not None or fault or ended.status == 0, f"{operation} hangs"
        return ended

    def _order(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _line(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the fork server ended"
        return line

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
        self._folder.cleanup()


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _compiled(folder: Path) -> Path | None:
    """What counts changes of files; None where there is no C compiler."""
    compiler = shutil.which("cc")
    if not compiler or not sys.platform.startswith("linux"):
        return None
    shim = folder / "faults.so"
    command = [compiler, "-O1", "-shared", "-fPIC", "-o", str(shim), str(SUPPORT / "faults.c")]
    made = subprocess.run([*command, "-ldl"], capture_output=True)
    return shim if made.returncode == 0 else None
