"""Databases with every kind of page in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import variations

from store import ingest
from store.extract.method import Method
from store.guilds import DigestSettings, Guilds


@pytest.fixture(scope="session")
def whole_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with long and corrected articles, and with free pages. Tests must not write to it."""
    folder = tmp_path_factory.mktemp("whole")
    source, path = folder / "dump.jsonl", folder / "archive.db"
    made = list(variations.articles(250))
    for number, one in enumerate(made):
        if number % 10 == 0:
            one["text"] = "\n\n".join([one["text"]] * 12)
    for texts in (made, [{**one, "text": one["text"] + "\n\nCorrected."} for one in made[::9]]):
        source.write_text("".join(map(variations.as_line, texts)), encoding="utf-8")
        ingest(path, [source], method=Method.FAST)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM fingerprints")
        db.execute("DELETE FROM meta WHERE key LIKE 'finger%'")
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        assert db.execute("PRAGMA freelist_count").fetchone()[0] > 3
        assert db.execute("SELECT count(*) FROM revisions").fetchone()[0] > 20
        assert db.execute("SELECT max(length(body)) FROM articles").fetchone()[0] > 2 * 8_192
    return path


@pytest.fixture(scope="session")
def whole_bot_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bot.db with rows in tables of both kinds. Tests must not write to it."""
    path = tmp_path_factory.mktemp("whole") / "bot.db"
    with Guilds.open(path) as guilds:
        for number in range(1, 201):
            guilds.set_note(f"note {number}", "kept " * number)
            guilds.set_digest(DigestSettings(number, number + 1, 9, "UTC", "2030-01-01", 7))
    with closing(sqlite3.connect(path)) as db, db:
        for number in range(1, 201):
            db.execute(
                "INSERT INTO follows (id, guild, channel, member, kind, text, daily, since, made)"
                " VALUES (?, 1, 2, ?, 'words', ?, 0, 0, '2030-01-01')",
                (number, number, f"words {number} " * 20),
            )
            db.execute(
                "INSERT INTO follow_places (guild, channel, member) VALUES (1, 2, ?)", (number,)
            )
            db.executemany(
                "INSERT INTO follow_matches (follow, article, story, sighted)"
                " VALUES (?, ?, 0, '2030-01-02')",
                [(number, article) for article in range(10)],
            )
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    return path
