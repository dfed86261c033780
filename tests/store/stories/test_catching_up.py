"""An archive of an earlier version gets its fingerprints with the next ingest."""

import sqlite3
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import article, extraction
from quay import BODY, DAY, NOW, QUAY, UPDATE, write

from store import integrity
from store.db import Readers
from store.errors import ArchiveBusy
from store.schema import ARCHIVE
from store.stories import catching_up
from store.stories.catching_up import is_caught_up
from store.write import Outcome, Writer

LATER = article(UPDATE, headline="Divers Find Cracked Piles", source="b.txt", published=DAY)
"""An update of the first article."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Two prints of a story and one correction, of which no fingerprint was taken."""
    path = tmp_path / "archive.db"
    write(path, replace(QUAY, body=BODY.replace("14", "12")), QUAY, LATER)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE articles SET story = NULL")
        connection.execute("DELETE FROM fingerprints")
        connection.execute("DELETE FROM meta WHERE key LIKE 'fingerprint%'")
        connection.commit()
    return path


def stories(path: Path) -> list[int | None]:
    with Readers(path, ARCHIVE) as readers:
        return [row[0] for row in readers.rows("SELECT story FROM articles ORDER BY id")]


def test_what_is_stored_is_known_again_by_every_version(old: Path) -> None:
    with Readers(old, ARCHIVE) as readers:
        assert not is_caught_up(readers)
        assert integrity.check(readers)[1] == ()
    earlier = replace(QUAY, body=BODY.replace("14", "12"), source="c.txt")
    assert [each.outcome for each in write(old, QUAY, earlier, LATER)] == [Outcome.UNCHANGED] * 3
    assert stories(old) == [1, 1]
    with Readers(old, ARCHIVE) as readers:
        assert is_caught_up(readers)
        assert integrity.check(readers)[1] == ()


def test_one_that_was_interrupted_is_carried_on(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catching_up, "BATCH", 1)
    with Writer(old) as writer:
        begun: list[int] = []

        def transaction() -> AbstractContextManager[None]:
            if begun:
                raise KeyboardInterrupt
            begun.append(1)
            return writer._transaction()

        with pytest.raises(KeyboardInterrupt):
            catching_up.catch_up(writer._connection, writer._register, transaction)
        note = "SELECT value FROM meta WHERE key = 'fingerprinting'"
        assert writer._connection.execute(note).fetchone()[0].endswith(":1")
    assert [each.outcome for each in write(old, LATER)] == [Outcome.UNCHANGED]
    assert stories(old) == [1, 1]


def test_fingerprints_of_another_make_are_taken_anew(old: Path) -> None:
    write(old, QUAY)
    with closing(sqlite3.connect(old)) as connection:
        before = connection.execute("SELECT * FROM fingerprints").fetchall()
        connection.execute("UPDATE fingerprints SET value = value / 2")
        connection.execute("UPDATE meta SET value = 'older' WHERE key = 'fingerprints'")
        connection.commit()
        write(old, QUAY)
        assert connection.execute("SELECT * FROM fingerprints").fetchall() == before


def test_a_locked_archive_says_so(old: Path) -> None:
    with closing(sqlite3.connect(old)) as other, Writer(old, busy_seconds=0.05) as writer:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveBusy):
            writer.add("wire", [(QUAY, extraction())], now=NOW)
        other.execute("ROLLBACK")


def test_the_check_finds_a_story_without_its_first_and_an_article_nobody_would_know(
    old: Path,
) -> None:
    write(old, QUAY)
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE articles SET story = NULL WHERE id = 1")
        connection.execute("DELETE FROM fingerprints WHERE article = 2")
        connection.execute("UPDATE revisions SET body = 'x'")
        connection.commit()
    with Readers(old, ARCHIVE) as readers:
        text = "\n".join(integrity.check(readers)[1])
    assert "article 2: its story has no first article" in text
    assert "it would not be known again" in text
    assert "revision 1: its text is not what was taken in" in text
