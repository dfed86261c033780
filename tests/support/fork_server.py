"""A process that has all of Dateline imported and forks one for each operation: thousands of them are cheap.

An order is a line of JSON on stdin; each line of JSON on stdout is what became of it:
``["began", pid]``, ``["said", text]``…, ``["done", changes of files that were counted]`` or
``["error", kind, text]``, and ``["ended", exit status, negative for a signal]``.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

import operations

from store.errors import ArchiveError
from store.extract.method import Method


def tell(*what: object) -> None:
    """In one write: the line is in the pipe before anything else can happen."""
    os.write(1, (json.dumps(what) + "\n").encode())


def work(order: dict[str, Any]) -> None:
    """Do one operation, with the faults that were ordered."""
    shim = ctypes.CDLL(None)
    run = operations.OPERATIONS[order["operation"]].run
    tell("began", os.getpid())
    if "fault" in order:
        shim.faults_begin(*map(ctypes.c_long, order["fault"]))
    try:
        run(Path(order["folder"]), lambda text: tell("said", str(text)), order["start"])
    except ArchiveError as error:
        tell("error", type(error).__name__, str(error))
    except BaseException:
        tell("error", "", traceback.format_exc())
    else:
        tell("done", shim.faults_counted() if "fault" in order else 0)


def warm_up() -> None:
    """Import what is otherwise imported at the first article."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "folder")
        folder.mkdir()
        operations.sources(folder, 4)
        operations.taken_in(folder, Method.FAST)


def serve() -> None:
    """Take orders until stdin ends."""
    warm_up()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            work(json.loads(line))
            os._exit(0)
        # It stays a zombie until whoever kills it knows that it ended: its number is nobody else's.
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        assert ended is not None
        killed = ended.si_code in (os.CLD_KILLED, os.CLD_DUMPED)
        tell("ended", -ended.si_status if killed else ended.si_status)
        sys.stdin.readline()
        os.waitpid(child, 0)


if __name__ == "__main__":
    serve()
