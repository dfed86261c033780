"""Everybody of an archive: who is one entry, by which names, in which order."""

from __future__ import annotations

from pathlib import Path

import pytest
from wire import body, described, named, say

from store.db import Readers
from store.schema import ARCHIVE
from store.search.roster import Entry, Roster


@pytest.fixture
def entries(tmp_path: Path) -> list[Entry]:
    path = tmp_path / "archive.db"
    lunde = named("Ada Lunde", "skipper", aliases=("Lunde", "Ms. Lunde"))
    say(path, lunde, described("police officer"), body("police"), source="a")
    say(path, lunde, described("Police Officer"), body("Police"), source="b")
    say(path, named("Émile Roux", "baker"), source="c", text="A baker of Tarn.")
    say(path, named("Emile Roux", "general"), source="d", text="A general of Velm.")
    with Readers(path, ARCHIVE) as readers:
        roster = Roster(readers)
        return [roster[number] for number in range(len(roster))]


def test_one_person_has_all_their_names(entries: list[Entry]) -> None:
    first = entries[0]
    assert (first.name, first.named, first.quotes) == ("Ada Lunde", True, 2)
    assert first.aliases == ("Lunde", "Ms. Lunde")
    assert len(first.people) == 1


def test_sources_that_only_their_articles_tell_apart_are_one(entries: list[Entry]) -> None:
    officers = [entry for entry in entries if entry.name == "police officer"]
    assert [(len(one.people), one.quotes, one.named) for one in officers] == [(2, 2, False)]
    police = [entry for entry in entries if entry.name.lower() == "police"]
    assert [one.quotes for one in police] == [2]


def test_people_of_one_name_are_told_apart_by_what_they_are(entries: list[Entry]) -> None:
    roux = [entry for entry in entries if "Roux" in entry.name]
    assert {(one.name, one.aliases) for one in roux} == {
        ("Émile Roux (baker)", ("Émile Roux",)),
        ("Emile Roux (general)", ("Emile Roux",)),
    }


def test_the_most_quoted_are_first_and_each_is_found_by_its_words(
    tmp_path: Path, entries: list[Entry]
) -> None:
    quotes = [entry.quotes for entry in entries]
    assert quotes == sorted(quotes, reverse=True)
    with Readers(tmp_path / "archive.db", ARCHIVE) as readers:
        table = Roster(readers).table
    word = table.word("roux", 1.0)
    general = table.word("general", 1.0)
    assert word and general
    (number,) = table.holding([[word], [general]])
    assert entries[number].name == "Emile Roux (general)"


def test_nobody_at_all(tmp_path: Path) -> None:
    say(tmp_path / "archive.db", source="a")
    with Readers(tmp_path / "archive.db", ARCHIVE) as readers:
        roster = Roster(readers)
    assert len(roster) == 0
    assert roster.table.word("a", 1.0) is None
