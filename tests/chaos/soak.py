"""The soak: the real bot on a large archive, a crowd that asks it over the wire, an ingest, and a bad line.

    pip install -r .ci/constraints.txt -r .ci/upkeep.txt
    python tests/chaos/soak.py --archive FILE --minutes 30 --rate 20 --cuts 100 --more FILE.jsonl…
    python tests/chaos/soak.py --articles 100000 --work FOLDER     # makes the texts and the archive first

The archive is copied, so that the next run finds it as it was; ``--more`` is what is taken in meanwhile, again
and again with other words, so that the archive stays about as large as it was: some thousands of articles, for the
index holds what they replace until it has eight editions of them to put together. Exit status 1 where a line of
the acceptance fails: nobody unanswered, each answered once, first answers within a second for 99 of 100, memory
within 5 % after five minutes, open files constant, nothing that Discord would refuse, no traceback.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

import psutil  # noqa: E402

from tests.chaos.soak_crowd import Crowd  # noqa: E402
from tests.chaos.soak_watch import MEGABYTE, Watch  # noqa: E402
from tests.discord_wire.process import TOKEN, Dateline  # noqa: E402
from tests.discord_wire.server import Discord  # noqa: E402

MOST_SECONDS, MOST_DRIFT, MORE_FILES = 1.0, 0.05, 3
"""The p99 of first answers; how much memory may grow; open files that may come and go with the index's segments."""
MORE = 2_000
"""Articles taken in meanwhile, where none are given."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--minutes", type=float, default=30.0)
    options.add_argument("--rate", type=float, default=20.0, help="interactions a second")
    options.add_argument("--cuts", type=int, default=100, help="of the connection, over the run")
    options.add_argument("--archive", type=Path, help="one that is there; it is copied")
    options.add_argument("--articles", type=int, default=100_000, help="of one that is made")
    options.add_argument("--more", type=Path, nargs="*", default=[], help="JSON Lines to take in")
    options.add_argument("--work", type=Path, help="folder for what is made, kept")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--workers", type=int, default=0, help="of the ingest; as many as cores")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-soak-") as scratch:
        work = chosen.work or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        sys.exit(asyncio.run(Soak(chosen, work).run()))


class Soak:
    """One run."""

    def __init__(self, chosen: argparse.Namespace, work: Path) -> None:
        self._chosen = chosen
        self._work = work
        self._folder = work / "run"
        self._chance = random.Random(chosen.seed)
        self._discord = Discord(token=TOKEN)
        self._discord.world.kept = 20
        self._editions = 0
        self._ingests: list[str] = []

    async def run(self) -> int:
        archive = self._chosen.archive or self._made()
        self._copy(archive)
        crowd = Crowd(
            self._discord, self._folder / "archive.db", self._chosen.shared, self._chosen.seed
        )
        await self._discord.open()
        bot = Dateline(self._discord, self._folder)
        await bot.start()
        await bot.ready()
        assert bot.process
        watch = Watch(psutil.Process(bot.process.pid))
        until = time.monotonic() + self._chosen.minutes * 60
        beside = [asyncio.create_task(each) for each in (watch.go(), self._cut(until))]
        beside.append(asyncio.create_task(self._ingest(until)))
        try:
            await crowd.go(self._chosen.rate, until)
            await crowd.finish()
        finally:
            for task in beside:
                task.cancel()
            for done in await asyncio.gather(*beside, return_exceptions=True):
                if isinstance(done, Exception):
                    print(f"Beside the crowd: {done!r}")
        status = await bot.stop()
        await self._discord.close()
        return self._judge(crowd, watch, bot.said(), status)

    # --- what runs beside the crowd -------------------------------------------------------------

    async def _cut(self, until: float) -> None:
        """Break the connection at random moments, in one of five ways."""
        begun = time.monotonic()
        moments = sorted(self._chance.uniform(begun, until) for _ in range(self._chosen.cuts))
        gateway = self._discord.gateway
        for moment in moments:
            await asyncio.sleep(max(0.0, moment - time.monotonic()))
            await gateway.connected(seconds=600)
            match self._chance.choices(range(5), (60, 15, 5, 10, 10))[0]:
                case 0:
                    gateway.cut()
                case 1:
                    await gateway.ask_to_reconnect()
                case 2:
                    await gateway.invalidate(resumable=True)
                case 3:
                    await gateway.invalidate(resumable=False)
                case 4:
                    gateway.end_session()
            gateway.counts["broken"] += 1

    async def _ingest(self, until: float) -> None:
        """Take in articles, one edition after the other."""
        while self._chosen.more and time.monotonic() < until:
            texts = await asyncio.to_thread(self._edition)
            workers = ["--workers", str(self._chosen.workers)] if self._chosen.workers else []
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "ingest", "--fast", str(texts), *workers),
                *("--archive", str(self._folder / "archive.db")),
                cwd=ROOT,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
            )
            try:
                said, _ = await process.communicate()
                self._ingests.append(said.decode().strip().splitlines()[-1])
            finally:
                if process.returncode is None:
                    with suppress(ProcessLookupError):
                        process.kill()
                    self._ingests.append("one was under way at the end")

    def _edition(self) -> Path:
        """A file of ``--more``, each article with the second half of another one: new the first time, then corrected."""
        source = self._chosen.more[self._editions % len(self._chosen.more)]
        self._editions += 1
        with source.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        texts = self._folder / "more.jsonl"
        with texts.open("w", encoding="utf-8") as out:
            for number, row in enumerate(rows):
                other = rows[(number + 37 * self._editions) % len(rows)]["text"]
                text = row["text"][: len(row["text"]) // 2] + ".\n\n" + other[len(other) // 2 :]
                out.write(json.dumps(row | {"text": text}, ensure_ascii=False) + "\n")
        return texts

    # --- the archive ----------------------------------------------------------------------------

    def _made(self) -> Path:
        """An archive of texts from the development sets' generator, kept in the work folder."""
        from scale_texts import generate

        from store import ingest
        from store.extract.method import Method

        archive, texts = self._work / "soak.db", self._work / "texts.jsonl"
        more = self._work / "more.jsonl"
        if not texts.exists():
            generate(self._chosen.shared, self._chosen.articles, texts, plant=True)
        if not more.exists():
            generate(self._chosen.shared, MORE, more, plant=False, seed=8)
        if not archive.exists():
            ingest(archive, [texts], method=Method.FAST)
        self._chosen.more = self._chosen.more or [more]
        return archive

    def _copy(self, archive: Path) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        for suffix in (".db", ".db-wal"):
            if archive.with_suffix(suffix).exists():
                shutil.copy(archive.with_suffix(suffix), self._folder / f"archive{suffix}")
        index = archive.with_suffix(".index")
        if index.exists():
            shutil.copytree(index, self._folder / "archive.index")

    # --- the verdict ----------------------------------------------------------------------------

    def _judge(self, crowd: Crowd, watch: Watch, log: str, status: int) -> int:
        """Print the figures; 1 where one is not as it has to be."""
        counts, gateway = crowd.counts, self._discord.gateway.counts
        times = sorted(crowd.seconds) or [0.0]
        p50, p95, p99 = (times[int(len(times) * part)] for part in (0.50, 0.95, 0.99))
        for name in sorted(counts):
            print(f"{name}: {counts[name]}")
        print("kinds:", ", ".join(f"{name} {n}" for name, n in crowd.kinds.most_common()))
        print(
            f"first answer: p50 {p50:.3f} s, p95 {p95:.3f} s, p99 {p99:.3f} s, max {times[-1]:.3f} s"
        )
        print(
            f"the bot took {watch.share:.0%} of a core, which is {watch.share / self._chosen.rate * 1000:.0f} ms each"
        )
        print(f"the crowd and its Discord took {time.process_time():.0f} s of the processor")
        print("connection:", ", ".join(f"{name} {n}" for name, n in sorted(gateway.items())))
        print("ingests:", "; ".join(self._ingests) or "none")
        settled = watch.settled
        resident = [each.resident / MEGABYTE for each in settled]
        files = [each.files for each in settled]
        descriptors = [each.descriptors for each in settled]
        print(
            f"resident after the warming up: {resident[0]:.1f} MB, at the end {resident[-1]:.1f} MB,"
            f" drift {watch.drift('resident'):+.1%} (its own {watch.drift('own'):+.1%}); open files {min(files)} to {max(files)}"
            f" ({watch.growth('files'):+.0f}), descriptors {min(descriptors)} to {max(descriptors)}"
            f" ({watch.growth('descriptors'):+.0f})"
        )
        tracebacks = log.count("Traceback")
        for line in (*crowd.left_waiting[:10], *self._discord.violations[:10]):
            print(f"  {line[:600]}")
        lines = {
            "nobody is unanswered": counts["unanswered"] == 0 and counts["sent"] > 0,
            "each is answered once": counts["answered twice"] == 0,
            "no answer is an error of the bot's": counts["failed"] == 0,
            f"p99 of first answers is at most {MOST_SECONDS} s": p99 <= MOST_SECONDS,
            f"memory stays within {MOST_DRIFT:.0%}": watch.drift("resident") <= MOST_DRIFT,
            "open files are constant": watch.growth("files") <= MORE_FILES,
            "the connection broke as often as it was to": gateway["broken"] >= self._chosen.cuts,
            "nothing that Discord would refuse": not self._discord.violations,
            f"no traceback in the log ({tracebacks})": not tracebacks,
            f"the bot ended cleanly ({status})": status == 0,
        }
        for name, holds in lines.items():
            print(f"{'ok  ' if holds else 'FAIL'} {name}")
        shutil.copy(self._folder / "bot.log", self._work / "soak.log")
        return 0 if all(lines.values()) else 1


if __name__ == "__main__":
    main()
