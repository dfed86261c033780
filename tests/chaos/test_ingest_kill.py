"""kill -9 amid an ingest: the archive is whole after each, and what is carried on ends as if nothing had been.

By hand: ``DATELINE_CHAOS_KILLS=50 DATELINE_CHAOS_ARTICLES=2000 pytest -s tests/chaos/test_ingest_kill.py``.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import variations
from contents import difference, rows

ROOT = Path(__file__).resolve().parent.parent.parent
KILLS = int(os.environ.get("DATELINE_CHAOS_KILLS", "3"))
ARTICLES = int(os.environ.get("DATELINE_CHAOS_ARTICLES", "600"))
SEED = int(os.environ.get("DATELINE_CHAOS_SEED", "1"))
HOW = os.environ.get("DATELINE_CHAOS_HOW", "--search-only --fast").split()
"""An option of an ingest each: "--workers=2" is one with the parser."""
KILLS_AN_INGEST = 5


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles in one large file and in many small ones, some twice and some corrected."""
    folder = tmp_path_factory.mktemp("sources")
    made = list(variations.articles(ARTICLES))
    half = len(made) // 2
    for name, some in (("dump.jsonl", made[:half]), ("later.jsonl", made[half::4])):
        with (folder / name).open("w", encoding="utf-8") as file:
            for number, one in enumerate(some):
                file.write(variations.as_line(one))
                if number % 20 == 7:
                    file.write("{broken\n" + variations.as_line(one))
                    file.write(variations.as_line({**one, "text": one["text"] + "\n\nCorrected."}))
    for number, one in enumerate(made[half:]):
        if number % 10:
            (folder / f"{one['id']}.txt").write_text(variations.as_dump(one), encoding="utf-8")
        else:
            (folder / f"{one['id']}.html").write_text(variations.as_page(one), encoding="utf-8")
    return folder


def start(archive: Path, sources: Path, how: str) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "bot",
        "ingest",
        str(sources),
        how,
        "--archive",
        str(archive),
    ]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def finish(archive: Path, sources: Path, how: str) -> str:
    """Run an ingest to its end; what it said."""
    process = start(archive, sources, how)
    _, said = process.communicate()
    assert process.returncode == 0, said
    return said


def doctor(archive: Path) -> None:
    command = [sys.executable, "-m", "bot", "doctor", "--archive", str(archive)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("how", HOW)
def test_a_kill_loses_at_most_what_was_under_way(sources: Path, tmp_path: Path, how: str) -> None:
    whole = tmp_path / "whole.db"
    began = time.monotonic()
    finish(whole, sources, how)
    seconds = time.monotonic() - began
    expected = rows(whole)
    assert len(expected["articles"]) >= ARTICLES * 0.9
    chance = random.Random(f"{SEED} {how}")
    kills = rounds = 0
    while kills < KILLS:
        archive = tmp_path / f"{rounds}.db"
        for turn in range(min(chance.randint(1, KILLS_AN_INGEST), KILLS - kills)):
            began = time.monotonic()
            if not killed(start(archive, sources, how), chance.uniform(0, seconds)):
                # It takes less time than it did when the machine was busier.
                seconds = seconds if turn else time.monotonic() - began
                break
            kills += 1
            if archive.exists() and archive.stat().st_size:
                doctor(archive)
        finish(archive, sources, how)
        assert not (differs := difference(rows(archive), expected)), differs
        rounds += 1
    print(f"\ningest {how}: {kills} kills, {rounds} times carried on to the end")


def killed(process: subprocess.Popen[str], after: float) -> bool:
    """Kill a process at an instant; whether it was still running then."""
    try:
        process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return True
    assert process.returncode == 0
    return False
