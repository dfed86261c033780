"""How soon the program answers after it was started, beside a bare Python in the same run.

    python tests/bench/start.py [--rounds 9]

Whole processes, in turn, so that a busy machine slows all alike. Prints medians in milliseconds and how
many bare starts (``python -c pass``) each takes. The demo's archive is built before the first round.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PEER = "python -c pass"
DATELINE = (sys.executable, "-m", "bot")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--rounds", type=int, default=9)
    rounds = options.parse_args().rounds
    subprocess.run([*DATELINE, "demo"], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True)
    taken: dict[str, list[float]] = {name: [] for name in (PEER, "--help", "demo: first answer")}
    for _ in range(rounds):
        taken[PEER].append(_until_end(sys.executable, "-c", "pass"))
        taken["--help"].append(_until_end(*DATELINE, "--help"))
        taken["demo: first answer"].append(_until_answer(*DATELINE, "demo"))
    base = statistics.median(taken[PEER])
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{name:20} {median * 1000:7.0f} ms   {median / base:5.1f} bare starts")


def _until_end(*command: str) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - started


def _until_answer(*command: str) -> float:
    """Until the first citation is on stdout."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "¶" in line:
                taken = time.perf_counter() - started
                process.kill()
                return taken
    raise RuntimeError("the demo ended without an answer")


if __name__ == "__main__":
    main()
