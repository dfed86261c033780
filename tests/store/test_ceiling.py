"""What a single question, page, feed or file may take of the memory, measured in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from store import Archive
from store.adding.order import TOO_LARGE, Order, Said
from store.ceiling import MEMORY
from store.feeds.plan import Plan

ROOT = Path(__file__).parent.parent.parent
MIB = 1024 * 1024
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")

QUESTIONS = """
import random, resource, sys
from pathlib import Path
from store import Archive

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

letters = random.Random(5)
def words(length, most):
    made = (''.join(letters.choices('abcdefghijklmnopqrstuvwxyz', k=length)) for _ in range(most))
    return ' '.join(made)[:most]

with Archive.open(Path(sys.argv[1])) as archive:
    archive.ask('How many people were rescued?')
    archive.check_quotes('“No choice but to close the harbour,” she said.')
    archive.suggest_speakers('m')
    before = peak()
    common = 'the of and a in to is was for on that by as with it ' * 90
    for text in (common, words(1, 4000), words(2, 4000), words(7, 4000), 'a' * 4000, '"' * 4000,
                 '"' + common[:3990] + '"', '“the of and” said A. ' * 190, '-the ' * 800, '(' * 4000):
        for ask in (archive.ask, archive.search, archive.who_said, archive.said_by, archive.facts):
            ask(text[:400])
        archive.check_quotes(text[:4000])
        archive.timeline(text[:100])
        archive.article_named(text[:200])
        archive.suggest_headlines(text[:100])
        archive.suggest_speakers(text[:100])
    print(peak() - before)
"""


def added(folder: Path, data: bytes, memory: int) -> subprocess.CompletedProcess[str]:
    """``store.adding`` with a file of that content."""
    (folder / "file").write_bytes(data)
    order = Order("a file", file=str(folder / "file"), name="file", memory=memory)
    return subprocess.run(
        [sys.executable, "-P", "-m", "store.adding", str(folder / "archive.db")],
        input=order.to_json(),
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        timeout=120,
    )


def test_no_question_takes_much(archive_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", QUESTIONS, str(archive_path)],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) < 48, "MiB"


@on_linux
@pytest.mark.parametrize(
    ("data", "memory"),
    [
        (b'"We said so," said Mara Oss of the port. ' * (15 * MIB // 41), 150 * MIB),
        (b'title,text\na,"' + b"x, " * (5 * MIB) + b'"\n', 150 * MIB),
        (b"<html><body><article>" + b"<p>It was quiet, said Mara Oss.</p>\n" * 250_000, 200 * MIB),
    ],
    ids=["text", "table", "page"],
)
def test_a_file_that_takes_too_much_is_left_out_with_a_reason(
    tmp_path: Path, data: bytes, memory: int
) -> None:
    ended = added(tmp_path, data, memory)
    assert ended.returncode == 0 and "Traceback" not in ended.stderr, ended.stderr
    report = Said.from_json(ended.stdout.splitlines()[-1]).report
    assert report and report.added == 0
    (skipped,) = report.skipped
    # A page's parser calls a lack of memory a broken page.
    assert "too much memory" in skipped.reason or "XMLSyntaxError" in skipped.reason
    with Archive.open(tmp_path / "archive.db") as archive:
        assert archive.stats().articles == 0


@on_linux
def test_what_has_no_room_at_all_ends_with_a_sentence(tmp_path: Path) -> None:
    ended = added(tmp_path, b"The harbour is closed, said Mara Oss.", 1 * MIB)
    assert (ended.returncode, ended.stderr.strip()) == (1, TOO_LARGE)


@on_linux
@pytest.mark.parametrize(
    ("module", "told"),
    [("store.adding", Order("a", file="b").to_json()), ("store.feeds", Plan().to_json())],
)
def test_processes_that_read_strangers_files_are_limited(module: str, told: str) -> None:
    code = (
        f"import resource, sys; import {module}.__main__ as process; sys.argv[1:] = ['/none/a.db'];"
        " process.main(); print(resource.getrlimit(resource.RLIMIT_DATA)[0])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        input=told,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        timeout=60,
    )
    assert int(ended.stdout.splitlines()[-1]) == MEMORY, ended.stderr
