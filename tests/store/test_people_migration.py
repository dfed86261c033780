"""An archive of version 1, where one speaker stood for all articles that print a name."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from wire import assert_whole, named, rows, same, say

from store import Archive
from store.errors import NotAnArchive
from store.people.decisions import Decisions
from store.schema import ARCHIVE

BODY = '"It rains," Ms. Obe said. "It pours," a diplomat said.'
SPEAKERS = [
    (1, "Ada Obe", "n:ada obe", "person", 1),
    (2, "a diplomat", "d:diplomat", "anonymous", 0),
    (3, "Nobody Left", "n:nobody left", "person", 1),
]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Two articles that both quote Ada Obe and a diplomat; the second calls her Ms. Obe too."""
    path = tmp_path / "archive.db"
    connection = sqlite3.connect(path)
    database = Database(connection, strict=True)
    ARCHIVE.migrations.apply(database, stop_before="m002_people")
    connection.execute(f"PRAGMA application_id = {ARCHIVE.application_id}")
    connection.execute("PRAGMA user_version = 1")
    connection.executemany(
        "INSERT INTO speakers (id, name, key, kind, named, quotes) VALUES (?, ?, ?, ?, ?, 2)",
        SPEAKERS,
    )
    connection.executemany(
        "INSERT INTO aliases VALUES (?, ?)",
        [(1, "Ada Obe"), (1, "Ms. Obe"), (1, "Obe of Tarn"), (2, "a diplomat")],
    )
    for article in (1, 2):
        connection.execute(
            "INSERT INTO articles (id, doc_id, record, headline, published, body, body_hash)"
            " VALUES (?1, ?1, 's' || ?1, 'Rain', '2021-03-0' || ?1, ?2, ?1)",
            (article, BODY if article == 2 else BODY.replace("Ms. Obe", "Obe of Tarn")),
        )
        connection.execute("INSERT INTO changes (article) VALUES (?)", (article,))
        connection.execute(
            "INSERT INTO roles VALUES (1, ?, ?, NULL, NULL)", (article, f"role {article}")
        )
        for speaker, start, end in ((1, 0, 11), (2, 26, 37)):
            connection.execute(
                "INSERT INTO quotes (article, speaker, kind, content, start, end, paragraph)"
                " VALUES (?, ?, 'direct', ?, ?, ?, 1)",
                (article, speaker, f"[[{start},{end}]]", start, end),
            )
    connection.execute(
        "INSERT INTO quotes (article, kind, content, start, end, paragraph)"
        " VALUES (1, 'direct', '[[0,1]]', 0, 1, 1)"
    )
    connection.commit()
    connection.close()
    return path


def test_it_is_brought_up_to_date_when_it_is_opened(old: Path) -> None:
    with Archive.open(old) as archive:
        profile = archive.speaker("Ada Obe")
        assert profile is not None
        assert (profile.quotes, profile.articles) == (2, 2)
        assert profile.aliases == ("Ms. Obe", "Obe of Tarn")
        assert [role.role for role in profile.roles] == ["role 2", "role 1"]
        assert archive.said_by("Ada Obe").total == 2
        diplomats = archive.speaker("diplomat")
        assert diplomats is not None
        assert diplomats.several == 2
    assert rows(old, "PRAGMA user_version") == [(ARCHIVE.version,)]
    assert same(old, ("s1", "Ada Obe"), ("s2", "Ada Obe"))
    assert not same(old, ("s1", "a diplomat"), ("s2", "a diplomat"))
    assert rows(
        old,
        "SELECT a.id, alias FROM aliases l JOIN speakers s ON s.id = l.speaker"
        " JOIN articles a ON a.id = s.article WHERE alias <> s.name ORDER BY 1",
    ) == [(1, "Obe of Tarn"), (2, "Ms. Obe")]
    assert rows(old, "SELECT name FROM people ORDER BY id") == [
        ("Ada Obe",),
        ("a diplomat",),
        ("a diplomat",),
    ]
    assert_whole(old)


def test_its_index_is_built_anew(old: Path) -> None:
    (before,) = rows(old, "SELECT value FROM meta WHERE key = 'id'")
    Archive.open(old).close()
    assert rows(old, "SELECT value FROM meta WHERE key = 'id'") != [before]
    assert rows(old, "SELECT count(*) FROM changes") == [(2,)]


def test_its_joins_can_be_undone_and_new_articles_join_it(old: Path) -> None:
    ((link,),) = rows(old_path := _migrated(old), "SELECT id FROM links")
    say(old_path, named("Ada Obe", "role 2"), source="s3")
    with Decisions(old_path) as decisions:
        decisions.undo(link)
    assert not same(old_path, ("s1", "Ada Obe"), ("s2", "Ada Obe"))
    assert_whole(old_path)


def test_one_that_cannot_be_written_says_so_and_stays_as_it_was(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("CREATE TABLE people (x)")
        connection.commit()
    with pytest.raises(NotAnArchive, match=r"archive\.db can't be used"):
        Archive.open(old)
    assert rows(old, "PRAGMA user_version") == [(1,)]
    assert rows(old, "SELECT count(*) FROM speakers") == [(len(SPEAKERS),)]


def _migrated(path: Path) -> Path:
    Archive.open(path).close()
    return path
