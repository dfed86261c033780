"""Files that were damaged: an index is made anew, a database is told to be damaged, and neither by a traceback.

By hand: ``DATELINE_CHAOS_DAMAGES=100 pytest -s tests/chaos/test_damage.py`` (so many of each kind).
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from contents import rows
from folders import cleared
from forks import ForkServer
from undisturbed import Known, searched

from store import Archive, ArchiveError
from store.db import PAGE_BYTES
from store.guilds import GUILDS, Guilds
from store.repair import problems_of

DAMAGES = int(os.environ.get("DATELINE_CHAOS_DAMAGES", "2"))
SEED = int(os.environ.get("DATELINE_CHAOS_SEED", "1"))


def deleted(index: Path, _chance: random.Random) -> None:
    shutil.rmtree(index)


def lost(index: Path, chance: random.Random) -> None:
    chance.choice(files(index)).unlink()


def cut(index: Path, chance: random.Random) -> None:
    file = chance.choice(files(index))
    with file.open("r+b") as opened:
        opened.truncate(chance.randrange(file.stat().st_size))


def zeroed(index: Path, chance: random.Random) -> None:
    file = chance.choice(files(index))
    size = file.stat().st_size
    at = chance.randrange(size)
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(bytes(size - at))


def of_another_version(index: Path, _chance: random.Random) -> None:
    """Fields that this version does not have."""
    meta = index / "meta.json"
    meta.write_text(meta.read_text("utf-8").replace('"headline"', '"heading"'), "utf-8")


def of_another_archive(index: Path, _chance: random.Random) -> None:
    with sqlite3.connect(index.with_suffix(".db")) as db:
        db.execute("UPDATE meta SET value = 'another' WHERE key = 'id'")
    db.close()


def files(index: Path) -> list[Path]:
    """Those that hold something."""
    return sorted(file for file in index.iterdir() if file.is_file() and file.stat().st_size)


@pytest.mark.parametrize(
    "damage", [deleted, lost, cut, zeroed, of_another_version, of_another_archive]
)
def test_a_damaged_index_is_made_anew(damage, server: ForkServer, undisturbed: Known) -> None:
    whole = undisturbed("index followed")
    chance = random.Random(f"{SEED} {damage.__name__}")
    for _ in range(DAMAGES):
        folder = whole.copied()
        damage(folder / "archive.index", chance)
        opened = server.run("index followed", folder)
        assert not opened.error, opened.error
        assert opened.said == whole.said  # every change of the archive is found
        assert searched(folder / "archive.db") == whole.contents["index"]
        cleared(folder)
    print(f"\nindex {damage.__name__}: {DAMAGES} times")


@pytest.mark.parametrize("name", ["extract --again", "ledger"])
def test_a_damaged_page_is_told(name: str, server: ForkServer, undisturbed: Known) -> None:
    whole = undisturbed(name)
    sound = whole.copied()
    assert not server.run(name, sound).error
    file = whole.operation.database
    chance = random.Random(f"{SEED} {name}")
    told: Counter[str] = Counter()
    for _ in range(DAMAGES):
        folder = whole.folder / "damaged"
        shutil.copytree(sound, folder)
        page = chance.randrange((folder / file).stat().st_size // PAGE_BYTES)
        with (folder / file).open("r+b") as opened:
            opened.seek(page * PAGE_BYTES)
            opened.write(chance.choice((bytes(PAGE_BYTES), chance.randbytes(PAGE_BYTES))))
        found = complaint(folder / file)
        assert found or rows(folder / file) == whole.contents
        told[found.split(" ")[0] if found else "a free page"] += 1
        cleared(folder)
    print(f"\n{file}: {DAMAGES} pages damaged: {dict(told)}")


def complaint(path: Path) -> str:
    """What the program says of a damaged database; "" where it has noticed nothing."""
    try:
        if path.name == "archive.db":
            with Archive.open(path) as archive:
                _, problems = archive.check()
                archive.ask("What did the mayor say?")
                return f"doctor {problems[0]}" if problems else ""
        with Guilds.open(path) as guilds:
            guilds.posts(1)
            guilds.digests()
            guilds.forget_guild(3)
    except ArchiveError as error:
        assert "\n" not in str(error)
        return f"{type(error).__name__} {error}"
    problems = problems_of(path, GUILDS)
    return f"doctor {problems[0]}" if problems else ""
