"""Databases as earlier versions of Dateline left them: made by the first migrations, filled, then by some more."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import variations
from sqlite_utils import Database

from store.db import Format
from store.guilds import GUILDS
from store.identity import body_hash, words_digest
from store.schema import ARCHIVE

SPEAKERS = (
    (1, "Ada Obe", "n:ada obe", "person", 1),
    (2, "a diplomat", "d:diplomat", "anonymous", 0),
    (3, "Nobody Left", "n:nobody left", "person", 1),
)


def old_archive(path: Path, version: int, articles: int = 20) -> None:
    """An archive of ``version``: everybody in it quotes the same two speakers."""
    with closing(sqlite3.connect(path)) as db:
        _migrated(db, ARCHIVE, 1)
        db.execute("INSERT INTO sources (id, name, kind) VALUES (1, 'wire', 'files')")
        db.executemany(
            "INSERT INTO speakers (id, name, key, kind, named, quotes) VALUES (?, ?, ?, ?, ?, 2)",
            SPEAKERS,
        )
        db.executemany(
            "INSERT INTO aliases VALUES (?, ?)", [(1, "Ada Obe"), (1, "Ms. Obe"), (2, "a diplomat")]
        )
        for number, one in enumerate(variations.articles(articles), 1):
            body = f'"It rains," Ms. Obe said. "It pours," a diplomat said.\n\n{one["text"]}'
            db.execute(
                "INSERT INTO articles (id, doc_id, source, record, headline, published, body,"
                " body_hash) VALUES (?, ?, 1, ?, ?, ?, ?, ?)",
                (
                    number,
                    f"old{number}",
                    f"old{number}.txt",
                    one["title"],
                    one["date"],
                    body,
                    body_hash(one["title"], body),
                ),
            )
            db.execute("INSERT INTO changes (article) VALUES (?)", (number,))
            db.execute("INSERT INTO roles VALUES (1, ?, ?, NULL, NULL)", (number, f"role {number}"))
            for speaker, start, end in ((1, 0, 11), (2, 26, 37)):
                db.execute(
                    "INSERT INTO quotes (article, speaker, kind, content, words, cue, source, start,"
                    " \"end\", paragraph) VALUES (?, ?, 'direct', ?, ?, '[]', '[]', ?, ?, 1)",
                    (
                        number,
                        speaker,
                        f"[[{start},{end}]]",
                        words_digest(body, ((start, end),)),
                        start,
                        end,
                    ),
                )
        db.commit()
        _migrated(db, ARCHIVE, version)


def old_bot(path: Path, version: int) -> None:
    """A ``bot.db`` of ``version``: servers with digests, and what was posted in them."""
    with closing(sqlite3.connect(path)) as db:
        _migrated(db, GUILDS, 1)
        for guild in range(1, 9):
            db.execute(
                "INSERT INTO digests (guild, channel, hour, zone, starts, since, paused, told)"
                " VALUES (?, 101, 9, 'Europe/Berlin', '2025-03-01', 40, '', 1)",
                (guild,),
            )
            for day in range(1, 29):
                db.execute(
                    "INSERT INTO posts (guild, digest, day, state, nonce, channel, until, claimed,"
                    " message) VALUES (?1, 'daily', ?2, 'posted', ?1 || ?2, 101, 40, ?2, 7)",
                    (guild, f"2025-03-{day:02}"),
                )
        db.execute("INSERT INTO notes VALUES ('registered', 'abc')")
        db.commit()
        _migrated(db, GUILDS, version)


def _migrated(db: sqlite3.Connection, kind: Format, version: int) -> None:
    """Bring a database to an earlier version than the newest."""
    next_one = f"m{version + 1:03}_"
    database = Database(db, strict=True)
    names = [one.name for one in kind.migrations.pending(database)]
    stop = next(name for name in names if name.startswith(next_one))
    kind.migrations.apply(database, stop_before=stop)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute(f"PRAGMA application_id = {kind.application_id}")
    db.execute(f"PRAGMA user_version = {version}")
    db.commit()
