import sqlite3
from pathlib import Path

import pytest
from handmade import article, count, extraction, person, quote

from store import integrity, lookup
from store.db import Readers
from store.errors import ArchiveBusy
from store.schema import ARCHIVE
from store.write import Outcome, Writer, Written

NOW = "2021-03-02T06:00:00+00:00"
BODY = 'The ferry stopped.\n\n"We had no choice," Ada Obe said. "The hull leaks."\n\nSome 40 people waited.'
CORRECTED = BODY.replace("40 people", "60 people")
OBE = person("Ada Obe", role="owner", aliases=("Ms. Obe",))


def add(path: Path, body: str = BODY, **fields: str) -> list[Outcome]:
    one = article(body, published="2021-03-01", **fields)
    found = extraction(
        quote(one, OBE, '"We had no choice,"', '"The hull leaks."'),
        facts=(count(one, "40 people" if "40" in body else "60 people", 40),),
    )
    with Writer(path) as writer:
        return [each.outcome for each in writer.add("folder", [(one, found)], now=NOW)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def test_an_article_comes_back_as_it_went_in(path: Path) -> None:
    assert add(path, url="https://wire.example/1", byline="Jo Hale") == [Outcome.ADDED]
    with Readers(path, ARCHIVE) as readers:
        view = lookup.article_view(readers, 1)
        assert view is not None
        assert view.article.body == BODY
        assert (view.article.byline, view.article.url) == ("Jo Hale", "https://wire.example/1")
        assert [p.ordinal for p in view.article.paragraphs] == [1, 2, 3]
        (stored,) = view.quotes
        assert [BODY[s:e] for s, e in stored.content] == [
            '"We had no choice,"',
            '"The hull leaks."',
        ]
        assert stored.speaker is not None
        assert (stored.speaker.name, stored.speaker.role) == ("Ada Obe", "owner")
        assert [BODY[slice(*fact.span)] for fact in view.facts] == ["40 people"]
        assert integrity.check(readers)[1] == ()


def test_the_same_article_again_changes_nothing(path: Path) -> None:
    add(path)
    before = path.stat().st_size
    assert add(path) == [Outcome.UNCHANGED]
    assert add(path, source="elsewhere.txt") == [Outcome.UNCHANGED]
    with Readers(path, ARCHIVE) as readers:
        assert lookup.change_number(readers) == 1
    assert path.stat().st_size == before


@pytest.mark.parametrize(
    "same", [{"source": "a.txt"}, {"source": "b.txt", "url": "https://wire.example/1"}]
)
def test_a_correction_keeps_the_earlier_body(path: Path, same: dict[str, str]) -> None:
    add(path, url="https://wire.example/1")
    assert add(path, CORRECTED, **same) == [Outcome.CORRECTED]
    with Readers(path, ARCHIVE) as readers:
        view = lookup.article_view(readers, 1)
        assert view is not None
        assert view.article.body == CORRECTED
        assert view.revisions == 1
        assert len(view.quotes) == len(view.facts) == 1
        assert readers.rows("SELECT body FROM revisions")[0]["body"] == BODY
        assert lookup.stats(readers).articles == 1
        assert lookup.change_number(readers) == 2
        assert integrity.check(readers)[1] == ()


def test_another_article_in_the_same_place_is_another_article(path: Path) -> None:
    add(path)
    other = (
        "A bakery opened in Tarn yesterday, and the queue went round the corner by six.\n\n"
        '"We had no choice," Ada Obe said. "The hull leaks."\n\nSome 40 people waited.'
    )
    other = other.replace("ferry", "bus") + "\n\nNobody counted the loaves that were sold." * 6
    assert add(path, other, headline="Bakery Opens") == [Outcome.ADDED]


def test_a_speaker_without_quotes_or_roles_is_forgotten(path: Path) -> None:
    add(path)
    with Writer(path) as writer:
        writer.add("folder", [(article(CORRECTED), extraction())], now=NOW)
    with Readers(path, ARCHIVE) as readers:
        assert readers.rows("SELECT count(*) FROM speakers")[0][0] == 0


def test_one_speaker_in_two_articles_is_one_person(path: Path) -> None:
    add(path)
    one = article('Rain.\n\n"It pours," Ms. Obe said.', headline="Rain", source="b.txt")
    again = person("Ms. Ada Obe", aliases=("Obe",))
    with Writer(path) as writer:
        writer.add("folder", [(one, extraction(quote(one, again, '"It pours,"')))], now=NOW)
    with Readers(path, ARCHIVE) as readers:
        (row,) = readers.rows("SELECT name, quotes FROM people")
        assert (row["name"], row["quotes"]) == ("Ada Obe", 2)
        aliases = {row["alias"] for row in readers.rows("SELECT alias FROM aliases")}
        assert aliases == {"Ada Obe", "Ms. Obe", "Ms. Ada Obe", "Obe"}


def test_a_batch_that_fails_is_not_there_at_all(path: Path) -> None:
    good, bad = article(BODY), article("Words.\n\nMore.", headline="Bad", source="b.txt")
    with Writer(path) as writer, pytest.raises(IndexError):
        broken = extraction(quote(good, OBE))
        writer.add("folder", [(good, extraction()), (bad, broken)], now=NOW)
    with Readers(path, ARCHIVE) as readers:
        assert lookup.stats(readers).articles == 0
    assert add(path) == [Outcome.ADDED]


def test_a_locked_archive_takes_nothing_and_says_so(path: Path) -> None:
    with Writer(path, busy_seconds=0.05) as writer:
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveBusy, match="in use"):
            writer.add("folder", [(article(BODY), extraction())], now=NOW)
        other.execute("ROLLBACK")
        other.close()
        added = [Written(Outcome.ADDED, 1)]
        assert writer.add("folder", [(article(BODY), extraction())], now=NOW) == added


def test_the_check_finds_words_that_moved_and_spans_outside(path: Path) -> None:
    add(path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE articles SET body = 'x' || body")
    connection.execute('UPDATE facts SET "end" = 10000')
    connection.commit()
    connection.close()
    with Readers(path, ARCHIVE) as readers:
        _, problems = integrity.check(readers)
    text = "\n".join(problems)
    assert "not those that were found" in text
    assert "not what was taken in" in text
    assert "outside the body" in text
