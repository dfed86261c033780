"""What is kept of whom: every table has its rule, and forgetting leaves nothing behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.guilds import KEPT, Feedback, Guilds, ServerSettings

README = Path(__file__).parent.parent.parent / "README.md"
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
OURS, OTHERS = 111, 222
"""Numbers of a server and of a member alike: what goes and what stays."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
def guilds(path: Path) -> Iterator[Guilds]:
    with Guilds.open(path) as opened:
        yield opened


def columns(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Every table of the schema with its columns and their types, but for what the migrations note."""
    with closing(sqlite3.connect(path)) as db:
        tables = db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE '_sqlite_migrations%'"
        )
        return {
            name: [(row[1], row[2]) for row in db.execute(f"PRAGMA table_info([{name}])")]
            for (name,) in tables
        }


def fill(path: Path, whose: int) -> None:
    """A row in every table, with ``whose`` as the server and the member of it."""
    rules = {each.table: each for each in KEPT}
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        for table, known in columns(path).items():
            rule = rules[table]
            row = {
                name: whose if name in (rule.guild, rule.member) else f"{whose}"
                for name, kind in known
            }
            marks = ", ".join("?" * len(row))
            db.execute(f"INSERT INTO [{table}] VALUES ({marks})", list(row.values()))
        db.commit()


def rows(path: Path, table: str, column: str, whose: int) -> int:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(
            f"SELECT count(*) FROM [{table}] WHERE [{column}] = ?", [whose]
        ).fetchone()[0]


def test_every_table_has_a_rule(guilds: Guilds, path: Path) -> None:
    missing = set(columns(path)) - {each.table for each in KEPT}
    assert not missing, (
        f"store/guilds/kept.py says nothing of {missing}: say what is in it, how long it is kept, and"
        " in which columns its server and its member stand, if it has them"
    )
    assert {each.table for each in KEPT} == set(columns(path))


@pytest.mark.parametrize("rule", KEPT, ids=lambda rule: rule.table)
def test_the_readme_says_what_is_kept_and_how_long(rule) -> None:
    row = f"| {rule.what} | {rule.until[0].lower()}{rule.until[1:]} |"
    assert row in README.read_text("utf-8"), f"add to README.md, under “What is kept”:\n{row}"


def test_no_server_and_no_member_is_overlooked(guilds: Guilds, path: Path) -> None:
    known = columns(path)
    for rule in KEPT:
        names = {name for name, _ in known[rule.table]}
        assert {rule.guild, rule.member} - {""} <= names
        for column in names & {"guild", "server", "guild_id"}:
            assert rule.guild == column, f"{rule.table}.{column} is a server's: say so in kept.py"
        for column in names & {"member", "user", "author", "owner", "user_id"}:
            assert rule.member == column, f"{rule.table}.{column} is a member's: say so in kept.py"


@pytest.mark.parametrize("rule", KEPT, ids=lambda rule: rule.table)
def test_a_server_that_left_leaves_no_row(guilds: Guilds, path: Path, rule) -> None:
    fill(path, OURS)
    fill(path, OTHERS)
    with_guild = [each for each in KEPT if each.guild]
    assert guilds.known_guilds() == {OURS, OTHERS}
    assert guilds.forget_guild(OURS) == len(with_guild)
    if rule.guild:
        assert rows(path, rule.table, rule.guild, OURS) == 0
        assert rows(path, rule.table, rule.guild, OTHERS) == 1
    assert guilds.known_guilds() == {OTHERS}


@pytest.mark.parametrize("rule", KEPT, ids=lambda rule: rule.table)
def test_a_member_who_is_forgotten_leaves_no_row(guilds: Guilds, path: Path, rule) -> None:
    fill(path, OURS)
    fill(path, OTHERS)
    about = [each.table for each in KEPT if each.member]
    assert guilds.rows_of_member(OURS) == dict.fromkeys(about, 1)
    assert guilds.forget_member(OURS) == len(about)
    if rule.member:
        assert rows(path, rule.table, rule.member, OURS) == 0
        assert rows(path, rule.table, rule.member, OTHERS) == 1
    assert guilds.rows_of_member(OURS) == {}
    assert guilds.forget_member(OURS) == 0


def test_settings_of_a_server_come_back(guilds: Guilds) -> None:
    assert guilds.server(7) == ServerSettings(7)
    chosen = ServerSettings(
        7,
        language="de",
        private=True,
        channels=(1, 2),
        roles={"": (3,), "ask": (4, 5)},
        member_uses=0,
        server_uses=60,
    )
    guilds.set_server(chosen)
    guilds.set_server(ServerSettings(8))
    assert guilds.server(7) == chosen
    assert chosen.roles_for("ask") == (4, 5) and chosen.roles_for("said") == (3,)
    assert ServerSettings(8).roles_for("ask") == ()


def judgement(member: int = 1, *, good: bool = True, guild: int = 9, lookup: str = "k") -> Feedback:
    return Feedback(member, guild, article=3, start=10, end=20, lookup=lookup, good=good)


def test_one_judgement_a_member_and_answer(guilds: Guilds) -> None:
    key = guilds.keep_lookup("ask|How many?", now=NOW)
    assert guilds.judge(judgement(lookup=key), now=NOW) is None
    assert guilds.judge(judgement(lookup=key, good=False), now=NOW) is True
    assert guilds.judge(judgement(2, lookup=key), now=NOW) is None
    assert guilds.judge(judgement(2, guild=0, lookup="gone"), now=NOW) is None
    assert guilds.judgements(9) == (1, 1)
    assert guilds.judgements() == (2, 1)
    first, second = guilds.judged()
    assert (first.question, first.good, first.poor) == ("ask|How many?", 1, 1)
    assert (second.question, second.good, second.poor) == ("", 1, 0)


def test_a_judgement_is_kept_for_a_year(guilds: Guilds) -> None:
    guilds.judge(judgement(1), now=NOW - timedelta(days=366))
    guilds.judge(judgement(2), now=NOW - timedelta(days=364))
    guilds.judge(judgement(3), now=NOW)
    assert guilds.rows_of_member(1) == {}
    assert guilds.judgements() == (2, 0)
