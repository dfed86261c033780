"""A question that nobody waits for any more is given up, wherever it is, and the next one is answered."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from store import Archive
from store.deadline import answer_by, check_time
from store.errors import QueryTimeout
from store.guilds import Guilds

COUNTING = """
    WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 1000000000)
    SELECT max(n) FROM counted
"""


def test_no_limit_but_where_one_is_set() -> None:
    check_time()
    late = pytest.raises(QueryTimeout, match="took too long")
    with answer_by(time.perf_counter() + 60), answer_by(time.perf_counter() - 1), late:
        check_time()
    check_time()


def test_an_outer_limit_holds_inside() -> None:
    late = pytest.raises(QueryTimeout)
    with answer_by(time.perf_counter() - 1), answer_by(time.perf_counter() + 60), late:
        check_time()


@pytest.mark.parametrize(
    "ask",
    [
        lambda archive: archive.ask("How many people were rescued?"),
        lambda archive: archive.who_said("no choice but to close"),
        lambda archive: archive.said_by("Mara Velling"),
        lambda archive: archive.check_quotes("“No choice but to close the harbour,” she said."),
        lambda archive: archive.article_named("ferry"),
        lambda archive: archive.facts("ferry"),
        lambda archive: archive.timeline("Mara Velling"),
        lambda archive: archive.on_this_day("03-01"),
        lambda archive: archive.suggest_headlines("fer"),
        lambda archive: archive.stats(),
        lambda archive: archive.digest("2021-03-01"),
    ],
)
def test_every_question_keeps_to_it(archive_path: Path, ask) -> None:
    with Archive.open(archive_path) as archive:
        with answer_by(time.perf_counter() - 1), pytest.raises(QueryTimeout):
            ask(archive)
        ask(archive)


def test_a_query_under_way_is_interrupted(archive_path: Path) -> None:
    with Archive.open(archive_path) as archive:
        with answer_by(time.perf_counter() + 0.05), pytest.raises(QueryTimeout):
            archive._readers.rows(COUNTING)
        assert archive.stats().articles


def test_what_bot_db_is_asked_for_too_and_nothing_of_it_is_stored(tmp_path: Path) -> None:
    with Guilds.open(tmp_path / "bot.db") as guilds:
        with answer_by(time.perf_counter() - 1), pytest.raises(QueryTimeout):
            guilds.set_note("commands", "late")
        late = pytest.raises(QueryTimeout)
        with answer_by(time.perf_counter() + 0.05), late, guilds._work() as db:
            db.execute("INSERT INTO notes VALUES ('commands', 'late')")
            db.execute(COUNTING).fetchall()
        assert guilds.note("commands") == ""
