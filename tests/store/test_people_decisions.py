"""Decisions on who is who: undone they leave no trace, ingests hold to them, and none is half done."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire import assert_whole, body, named, number, rows, same, say, state

from store import Archive
from store.errors import ArchiveError
from store.model import Answer
from store.people.decisions import CannotDecide, Decisions
from store.people.register import Register


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def erica_and_erika(path: Path) -> None:
    say(path, named("Erica Kang", "coordinator", organisation="Good Friends"), source="a")
    say(path, named("Erica Kang"), source="b")
    say(path, named("Erika Kang", "coordinator", organisation="Good Friends"), source="c")
    say(path, named("Erika Kang"), source="d")
    assert len(rows(path, "SELECT * FROM people")) == 1


def rule(path: Path) -> int:
    ((found,),) = rows(path, "SELECT id FROM links WHERE made_by = 'rule'")
    return int(found)


def test_undoing_a_rule_parts_the_two_names_and_it_holds(path: Path) -> None:
    erica_and_erika(path)
    with Decisions(path) as decisions:
        decisions.undo(rule(path))
    for source in ("e", "f"):
        say(path, named("Erika Kang", "coordinator", organisation="Good Friends"), source=source)
    say(path, named("Erica Kang", "coordinator", organisation="Good Friends"), source="g")
    assert same(path, ("a", "Erica Kang"), ("b", "Erica Kang"), ("g", "Erica Kang"))
    assert same(path, *((source, "Erika Kang") for source in "cdef"))
    assert not same(path, ("a", "Erica Kang"), ("c", "Erika Kang"))
    assert_whole(path)


def test_undoing_the_undoing_brings_back_what_was(path: Path) -> None:
    erica_and_erika(path)
    before = state(path)
    with Decisions(path) as decisions:
        decided = decisions.undo(rule(path))
        assert len(decided.people) == 2
        assert decisions.undo(decided.number).people == (number(path, "a", "Erica Kang"),)
    assert state(path) == before


def test_a_join_by_hand_holds_for_what_comes_later(path: Path) -> None:
    say(path, named("Erica Kang", "coordinator"), source="a")
    say(path, named("Kang Min-a", "founder"), source="b")
    with Decisions(path) as decisions:
        decisions.merge(number(path, "b", "Kang Min-a"), number(path, "a", "Erica Kang"))
        with pytest.raises(CannotDecide, match="one person already"):
            decisions.merge(number(path, "b", "Kang Min-a"), number(path, "a", "Erica Kang"))
    say(path, named("Kang Min-a"), source="c")
    say(path, named("Erica Kang"), source="d")
    assert len(rows(path, "SELECT * FROM people")) == 1
    assert_whole(path)


def test_a_split_of_one_name_holds_for_what_comes_later(path: Path) -> None:
    for source, role in (("a", ""), ("b", "fisherman"), ("c", "trawler skipper"), ("d", "")):
        say(path, named("John Smith", role), source=source)
    assert len(rows(path, "SELECT * FROM people")) == 1
    before = state(path)
    with Decisions(path) as decisions:
        out = [number(path, source, "John Smith") for source in ("a", "d")]
        decided = decisions.split(out)
    assert same(path, ("a", "John Smith"), ("d", "John Smith"))
    assert same(path, ("b", "John Smith"), ("c", "John Smith"))
    assert_whole(path)
    with Decisions(path) as decisions:
        decisions.undo(decided.number)
    assert state(path) == before
    with Decisions(path) as decisions:
        decisions.split(out)
    say(path, named("John Smith", "trawler skipper"), source="e")
    say(path, named("John Smith"), source="f")
    assert same(path, ("b", "John Smith"), ("e", "John Smith"))
    assert len(rows(path, "SELECT * FROM people")) == 3
    assert_whole(path)


def test_a_decision_holds_when_the_article_is_corrected(path: Path) -> None:
    erica_and_erika(path)
    with Decisions(path) as decisions:
        decisions.undo(rule(path))
    again = named("Erika Kang", "coordinator", organisation="Good Friends")
    say(path, again, source="c", text="News of c, corrected.")
    assert not same(path, ("a", "Erica Kang"), ("c", "Erika Kang"))
    assert same(path, ("c", "Erika Kang"), ("d", "Erika Kang"))
    assert_whole(path)


def test_a_join_by_hand_goes_before_a_split_and_undoing_it_brings_the_split_back(
    path: Path,
) -> None:
    erica_and_erika(path)
    with Decisions(path) as decisions:
        split = decisions.undo(rule(path))
        before = state(path)
        joined = decisions.merge(number(path, "c", "Erika Kang"), number(path, "b", "Erica Kang"))
        assert len(rows(path, "SELECT * FROM people")) == 1
        with pytest.raises(CannotDecide, match=f"undo {joined.number} first"):
            decisions.undo(split.number)
        decisions.undo(joined.number)
    assert state(path) == before


@pytest.mark.parametrize("wrong", [0, -1, 999, 2**60])
def test_what_is_not_there_is_said_and_nothing_changes(path: Path, wrong: int) -> None:
    erica_and_erika(path)
    before = state(path)
    one = number(path, "a", "Erica Kang")
    with Decisions(path) as decisions:
        for attempt in (
            lambda: decisions.undo(wrong),
            lambda: decisions.merge(one, wrong),
            lambda: decisions.split([wrong]),
            lambda: decisions.split([one, wrong]),
        ):
            with pytest.raises(CannotDecide, match="There is no"):
                attempt()
        with pytest.raises(CannotDecide, match="leave nobody behind"):
            decisions.split([row[0] for row in rows(path, "SELECT id FROM speakers")])
    assert state(path) == before


@pytest.mark.parametrize("table", ["links", "people"])
@pytest.mark.parametrize("decision", ["merge", "split", "undo", "ingest"])
def test_what_fails_on_the_way_is_not_done_at_all(path: Path, table: str, decision: str) -> None:
    erica_and_erika(path)
    say(path, body("Open Gate"), source="e")
    before = state(path)
    with closing(sqlite3.connect(path)) as connection:
        for event in ("INSERT", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER fail_{event} AFTER {event} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        connection.commit()
    erika, gate = number(path, "d", "Erika Kang"), number(path, "e", "Open Gate")
    with Decisions(path) as decisions, pytest.raises(ArchiveError, match="disk full"):
        if decision == "merge":
            decisions.merge(gate, erika)
        elif decision == "split":
            decisions.split([erika])
        elif decision == "undo":
            decisions.undo(rule(path))
        else:
            say(path, named("Erika Kang"), source="f")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER fail_INSERT")
        connection.execute("DROP TRIGGER fail_DELETE")
        connection.commit()
    assert state(path) == before
    assert_whole(path)


def sources(answer: Answer) -> set[str]:
    return {
        citation.source
        for passage in answer.passages
        for citation in (passage.citation, *passage.also_in)
    }


def test_a_reader_that_runs_follows_a_decision(path: Path) -> None:
    erica_and_erika(path)
    with Archive.open(path) as archive:
        everything = archive.said_by("Erika Kang")
        assert everything.total == 4
        assert sources(archive.said_by("Erica Kang", about="number")) == set("abcd")
        with Decisions(path) as decisions:
            decisions.undo(rule(path))
        assert sources(archive.said_by("Erika Kang")) == {"c", "d"}
        assert sources(archive.said_by("Erica Kang", about="number")) == {"a", "b"}
        profile = archive.speaker("Erika Kang")
        assert profile is not None
        assert (profile.name, profile.aliases, profile.articles) == ("Erika Kang", (), 2)
        assert archive.change_number() == 4


def test_a_speakers_roles_are_dated_by_their_articles(path: Path) -> None:
    for source, role, published in (
        ("a", "transport minister", "2019-02-01"),
        ("b", "transport minister", "2020-02-01"),
        ("c", "former transport minister", "2021-02"),
    ):
        say(path, named("Corwin Hale", role), source=source, published=published)
    with Archive.open(path) as archive:
        profile = archive.speaker("hale")
    assert profile is not None
    assert [(role.role, role.citation.published) for role in profile.roles] == [
        ("former transport minister", "2021-02"),
        ("transport minister", "2020-02-01"),
    ]


def test_the_register_shows_each_article_and_why(path: Path) -> None:
    erica_and_erika(path)
    with Register(path) as register:
        (person,) = register.find("erika kang", 5)
        (merge,) = register.merges(10)
        assert len(register.merges(10, same_name=True)) == 3
    assert person.name == "Erica Kang"
    assert [each.name for each in person.appearances] == ["Erica Kang"] * 2 + ["Erika Kang"] * 2
    assert "another spelling" in person.appearances[2].why
    assert merge.number == person.appearances[2].link


NAMES = ["Erica Kang", "Erika Kang", "Kang", "E. Kang", "Erica Min Kang", "Eryka Kang"]
ROLES = ["", "coordinator", "senator", "fisherman"]
CASTS = st.lists(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(ROLES)),
        min_size=1,
        max_size=3,
        unique_by=lambda pair: pair[0],
    ),
    min_size=2,
    max_size=6,
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["merge", "split", "undo"]), st.integers(0, 99), st.integers(0, 99)),
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(CASTS, STEPS)
def test_whatever_is_decided_and_undone_in_turn_leaves_no_trace(
    casts: list[list[tuple[str, str]]], steps: list[tuple[str, int, int]]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        for at, cast in enumerate(casts):
            say(path, *(named(name, role) for name, role in cast), source=f"s{at}")
            assert_whole(path)
        done: list[tuple[int, dict[str, list[tuple]]]] = []
        with Decisions(path) as decisions:
            for action, one, other in steps:
                before = state(path)
                decided = _decide(path, decisions, action, one, other)
                assert_whole(path)
                if decided:
                    done.append((decided, before))
            for decided, before in reversed(done):
                decisions.undo(decided)
                assert state(path) == before


def _decide(path: Path, decisions: Decisions, action: str, one: int, other: int) -> int:
    """The number that takes a decision back; 0 where there was nothing to decide."""
    speakers = [row[0] for row in rows(path, "SELECT id FROM speakers ORDER BY id")]
    of_rules = rows(
        path, "SELECT id FROM links WHERE made_by IN ('rule', 'name') AND cut IS NULL ORDER BY id"
    )
    try:
        if action == "undo":
            return decisions.undo(of_rules[one % len(of_rules)][0]).number if of_rules else 0
        first = speakers[one % len(speakers)]
        if action == "merge":
            return decisions.merge(first, speakers[other % len(speakers)]).number
        ((person,),) = rows(path, "SELECT person FROM speakers WHERE id = ?", first)
        members = [row[0] for row in rows(path, "SELECT id FROM speakers WHERE person = ?", person)]
        return decisions.split([m for at, m in enumerate(members) if other >> at & 1]).number
    except CannotDecide:
        return 0
