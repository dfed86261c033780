"""``dateline extract`` and ``dateline ingest`` by every way of reading."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from store.errors import NoArchive

BODY = 'Orla Venn runs the pier.\n\n"It is {n} years old," Venn said. Some {n} boats lie there.'


def run(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(args), input=stdin)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "wire.jsonl"
    records = ({"id": str(n), "text": BODY.format(n=n)} for n in range(10, 40))
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


@pytest.mark.parametrize("options", [[], ["--fast"], ["--fast", "--workers", "2"]])
def test_a_line_in_is_a_line_out(lines: Path, options: list[str]) -> None:
    result = run("extract", *options, str(lines))
    assert result.exit_code == 0, result.output
    out = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["id"] for one in out] == [str(n) for n in range(10, 40)]
    for n, one in enumerate(out, 10):
        (quote,) = one["quotes"]
        body = BODY.format(n=n)
        assert [body[s:e] for s, e in quote["content"]] == [f'"It is {n} years old,"']
        assert (quote["speaker"], quote["kind"]) == ("Orla Venn", "direct")
        assert bool(one["facts"]) is ("--fast" not in options)


@pytest.mark.parametrize("options", [[], ["--fast"]])
def test_offsets_are_into_the_text_that_was_given_not_into_one_mended(
    tmp_path: Path, options: list[str]
) -> None:
    text = 'CafÃ© owners of JuliÃ¡n Bay met. "We open at six," Orla Venn said.'
    file = tmp_path / "wire.jsonl"
    file.write_text(json.dumps({"id": "1", "text": text}, ensure_ascii=False), encoding="utf-8")
    result = run("extract", *options, str(file))
    (quote,) = json.loads(result.stdout)["quotes"]
    assert [text[s:e] for s, e in quote["content"]] == ['"We open at six,"']
    assert [text[s:e] for s, e in quote["source"]] == ["Orla Venn"]


def test_a_fast_pass_is_deepened_later(lines: Path, tmp_path: Path) -> None:
    archive = str(tmp_path / "archive.db")
    result = run("ingest", "--archive", archive, "--fast", str(lines))
    assert (result.exit_code, "30 added" in result.output) == (0, True)
    assert '"It is 12 years old,"' in run("--archive", archive, "who-said", "12 years old").output
    result = run("extract", "--again", "--archive", archive)
    assert (result.exit_code, "30 articles read anew" in result.output) == (0, True)
    assert "0 articles" in run("extract", "--again", "--archive", archive).output
    assert "30 articles" in run("extract", "--again", "--all", "--archive", archive).output
    assert '"It is 12 years old,"' in run("--archive", archive, "who-said", "12 years old").output


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["extract", "--all"], "--all goes with --again"),
        (["extract", "--again", "x.jsonl"], "takes no files"),
        (["ingest", "x", "--fast", "--search-only"], "exclude each other"),
        (["extract", "--workers", "0"], "--workers"),
    ],
)
def test_options_that_do_not_go_together_are_named(args: list[str], said: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert said in result.output


def test_again_without_an_archive_says_so(tmp_path: Path) -> None:
    result = run("extract", "--again", "--archive", str(tmp_path / "none.db"))
    assert isinstance(result.exception, NoArchive)
    assert list(tmp_path.iterdir()) == []


def test_a_worker_that_dies_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    process = _start_endless(tmp_path)
    worker = _first_worker(process.pid)
    os.kill(worker, signal.SIGKILL)
    assert process.stdin is not None
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "A worker process ended unexpectedly" in complaint


def test_an_interrupt_ends_every_process(tmp_path: Path) -> None:
    process = _start_endless(tmp_path)
    worker = _first_worker(process.pid)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode != 0
    until = time.monotonic() + 20
    while _is_running(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _is_running(worker)


def _is_running(process: int) -> bool:
    """Whether a process is there, and more than an entry that nobody has collected yet."""
    try:
        after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2]
    except OSError:
        return False
    return after_name.split()[0] != "Z"


def _start_endless(tmp_path: Path) -> subprocess.Popen[str]:
    """An extraction in two processes that would take minutes."""
    path = tmp_path / "many.jsonl"
    text = "\n\n".join(BODY.format(n=n) for n in range(400))
    with path.open("w", encoding="utf-8") as out:
        for n in range(2000):
            out.write(json.dumps({"id": str(n), "text": text}) + "\n")
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "extract", "--fast", "--workers", "2", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_interrupts,
    )


def _hear_interrupts() -> None:
    """A shell's background jobs, and all that they start, are deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _first_worker(parent: int) -> int:
    """The number of a worker process of ``parent``, once there is one."""
    if not Path("/proc").is_dir():
        pytest.skip("no /proc: the processes can't be seen")
    for _ in range(600):
        for entry in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
            if "spawn_main" in Path(f"/proc/{entry}/cmdline").read_text():
                return int(entry)
        time.sleep(0.05)
    raise AssertionError("no worker process was started")
