"""What is disturbed in tests/chaos: operations on real files, each carried on from wherever an earlier one ended."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import replaced
import steps
import variations
from contents import digest, rows
from old_versions import old_archive, old_bot

from store import Archive, ingest, intake
from store.again import again
from store.backup import take
from store.db import bring_up_to_date
from store.extract.method import Method
from store.guilds import Guilds
from store.intake import Hooks
from store.model import Taken
from store.schema import ARCHIVE
from store.search import index

NOW = datetime(2025, 3, 28, 8, tzinfo=UTC)
ARTICLES = int(os.environ.get("DATELINE_CHAOS_ARTICLES", "40"))
"""Few, for a kill is to cost little."""
A_TRANSACTION = 8
"""As few as make several transactions of them."""
Say = Callable[[str], None]
"""Called with each thing that was committed, at once after that."""


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that changes files in a folder."""

    prepare: Callable[[Path], None]
    """Makes the files that it begins with."""
    run: Callable[[Path, Say, int], None]
    """Does the rest of it, from the step with that number on where it has steps."""
    database: str
    stepwise: bool = False
    """What it says after each step is the digest of all that the database holds."""
    replaces: bool = False
    """It puts other databases in the place of both, all or none (``replaced.py``)."""


def sources(folder: Path, count: int = ARTICLES) -> Path:
    """Articles in one file and in many, some twice, some broken, some corrected.

    They lie beside the folder: its copies are made from the same files.
    """
    made = list(variations.articles(count))
    half = len(made) // 2
    place = folder.parent / "sources"
    place.mkdir()
    with (place / "dump.jsonl").open("w", encoding="utf-8") as file:
        for number, one in enumerate(made[:half]):
            file.write(variations.as_line(one))
            if number % 8 == 5:
                file.write("{broken\n" + variations.as_line(one))
                file.write(variations.as_line({**one, "text": one["text"] + "\n\nCorrected."}))
    for number, one in enumerate(made[half:]):
        text = variations.as_dump(one) if number % 4 else variations.as_page(one)
        (place / f"{one['id']}{'.txt' if number % 4 else '.html'}").write_text(text, "utf-8")
    return place


@contextmanager
def several_transactions() -> Iterator[None]:
    """What is otherwise one for so few articles is several: what was committed before a kill is to be seen."""
    with pytest.MonkeyPatch.context() as patch:
        for method in Method:
            patch.setitem(intake.BATCH, method, A_TRANSACTION)
        patch.setattr("store.again.BATCH", A_TRANSACTION)
        patch.setattr(index, "CHANGES_A_COMMIT", A_TRANSACTION)
        patch.setattr(index, "SMALL", A_TRANSACTION // 2)  # words in groups, as in a large archive
        patch.setattr(index, "WORD_GROUPS", A_TRANSACTION // 2)
        yield


def taken_in(folder: Path, method: Method, taken: Callable[[Taken], None] | None = None) -> None:
    """The folder's sources into its archive."""
    paths = [folder.parent / "sources"]
    hooks = Hooks(on_taken=taken, now=lambda: NOW)
    with several_transactions():
        ingest(folder / "archive.db", paths, method=method, workers=1, hooks=hooks)


def _ingest(folder: Path, say: Say, _start: int) -> None:
    def tell(taken: Taken) -> None:
        if taken.article_id:
            say(f"{taken.article_id} {taken.source}")

    taken_in(folder, Method.FAST, tell)


def _with_sources(folder: Path) -> None:
    sources(folder)


def _with_archive(folder: Path, method: Method = Method.FAST) -> None:
    sources(folder)
    taken_in(folder, method)


def _extract(folder: Path, say: Say, _start: int) -> None:
    with several_transactions():
        again(folder / "archive.db", fast=True, workers=1, progress=lambda done, _: say(str(done)))


def _open(folder: Path, say: Say, _start: int) -> None:
    with several_transactions(), Archive.open(folder / "archive.db") as archive:
        say(str(archive.change_number() - archive.behind()))


def _with_old_index(folder: Path) -> None:
    """An archive whose index does not know of half of it."""
    place = sources(folder)
    later = place.with_name("later")
    later.mkdir()
    for file in sorted(place.glob("*.txt")):
        file.rename(later / file.name)
    taken_in(folder, Method.FAST)
    Archive.open(folder / "archive.db").close()
    for file in later.iterdir():
        file.rename(place / file.name)
    with (place / "dump.jsonl").open("a", encoding="utf-8") as file:
        for one in list(variations.articles(6))[:5]:
            file.write(variations.as_line({**one, "text": one["text"] + "\n\nCorrected twice."}))
    taken_in(folder, Method.FAST)


def _stepwise(make: Callable[[], Iterable[steps.Step]], folder: Path, say: Say, start: int) -> None:
    path = folder / "bot.db"
    with Guilds.open(path) as guilds:
        say(digest(rows(path)))
        for step in list(make())[start:]:
            step(guilds)
            say(digest(rows(path)))


def _nothing(folder: Path) -> None:
    """Files that are not there are made by the operation."""


def _old_archive(version: int, folder: Path) -> None:
    sources(folder)
    old_archive(folder / "archive.db", version)


def _old_bot(version: int, folder: Path) -> None:
    old_bot(folder / "bot.db", version)


def _migrate(folder: Path, say: Say, start: int) -> None:
    bring_up_to_date(folder / "archive.db", ARCHIVE)
    # The first ingest of a new version gives stored articles what that version knows them by.
    _ingest(folder, say, start)


def _with_both(folder: Path) -> None:
    _with_archive(folder)
    old_bot(folder / "bot.db", 3)
    Guilds.open(folder / "bot.db").close()


def _backed_up(folder: Path) -> None:
    _with_both(folder)
    replaced.backed_up(folder)


def _damaged(folder: Path) -> None:
    _with_both(folder)
    replaced.damaged(folder)


def _back_up(folder: Path, say: Say, _start: int) -> None:
    databases = {name: folder / name for name in ("archive.db", "bot.db")}
    for _ in range(3):
        say(take(folder / "backups", databases, now=NOW, keep=2).backup.path.name)


OPERATIONS = {
    "ingest": Operation(_with_sources, _ingest, "archive.db"),
    "extract --again": Operation(
        partial(_with_archive, method=Method.NONE), _extract, "archive.db"
    ),
    "index made": Operation(_with_archive, _open, "archive.db"),
    "index followed": Operation(_with_old_index, _open, "archive.db"),
    "settings": Operation(_nothing, partial(_stepwise, steps.settings), "bot.db", stepwise=True),
    "ledger": Operation(_nothing, partial(_stepwise, steps.ledger), "bot.db", stepwise=True),
    "follows": Operation(_nothing, partial(_stepwise, steps.follows), "bot.db", stepwise=True),
    "backup": Operation(_with_both, _back_up, "archive.db"),
    "restore": Operation(_backed_up, replaced.put_back, "archive.db", replaces=True),
    "doctor --repair": Operation(_damaged, replaced.repaired, "archive.db", replaces=True),
    "archive of version 1": Operation(partial(_old_archive, 1), _migrate, "archive.db"),
    "archive of version 5": Operation(partial(_old_archive, 5), _migrate, "archive.db"),
    "bot.db of version 1": Operation(
        partial(_old_bot, 1), partial(_stepwise, tuple), "bot.db", stepwise=True
    ),
    "bot.db of version 3": Operation(
        partial(_old_bot, 3), partial(_stepwise, tuple), "bot.db", stepwise=True
    ),
}
