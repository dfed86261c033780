"""Days that a question is about bring what was printed then to the front and leave nothing out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from handmade import article, extraction

from store.db import Readers
from store.model import Certainty, Period
from store.schema import ARCHIVE
from store.search.index import Index
from store.search.nearness import NAME, nearness
from store.search.searcher import Searcher
from store.write import Writer

SEPTEMBER = Period("in September 2002", "2002-09", "2002-09", limits=False)


def test_near_days_count_for_more_than_far_ones() -> None:
    published = ["2002-09-11", "2002-10-08", "2003-01-02", "2012-09-11"]
    near = [nearness(day, SEPTEMBER) for day in published]
    assert near[0] == 1
    assert near == sorted(near, reverse=True)
    assert near[-1] < 0.01


@pytest.mark.parametrize(
    ("published", "period", "near"),
    [
        ("2002", SEPTEMBER, 1),  # may be of that month
        ("", SEPTEMBER, 0),
        ("1999-05", Period("before 2001", "", "2000", limits=False), 1),
        ("2004-05", Period("since 2001", "2001", "", limits=False), 1),
        ("2002-01-01", Period("between 2001 and 2003", "2001", "2003", limits=False), 1),
    ],
)
def test_a_date_that_may_be_of_the_period_is_in_it(
    published: str, period: Period, near: float
) -> None:
    assert nearness(published, period) == near


def test_a_long_period_reaches_further() -> None:
    year = Period("in 2002", "2002", "2002", limits=False)
    assert nearness("2003-01-31", year) > nearness("2002-10-31", SEPTEMBER) > 0


FLOODS = {
    "1999-03-02": "the long bridge over the river",
    "2002-09-11": "a school and two mills",
    "2002-12-01": "every road to the south",
    "2011-05-06": "nothing but an empty car park",
    "": "what was left of the harbour market",
}


@pytest.fixture
def floods(tmp_path: Path) -> Iterator[Searcher]:
    path = tmp_path / "archive.db"
    with Writer(path) as writer:
        for published, closed in FLOODS.items():
            one = article(
                f"A flood in Glynd closed {closed}.",
                headline="Flood in Glynd",
                source=f"glynd-{published}.txt",
                published=published,
            )
            writer.add("wire", [(one, extraction())], now="2021-03-02T06:00:00+00:00")
    with Readers(path, ARCHIVE) as readers:
        yield Searcher(readers, Index.open(tmp_path / "archive.index", readers))


def test_what_was_printed_then_comes_first_and_the_rest_after_it(floods: Searcher) -> None:
    question = "What flood happened in Glynd in September 2002?"
    found = [hit.doc_id for hit in floods.hits(question)]
    assert found[:2] == ["glynd-2002-09-11.txt", "glynd-2002-12-01.txt"]
    assert len(found) == len(FLOODS)
    answer = floods.ask(question)
    assert answer.certainty == Certainty.FOUND
    assert answer.passages[0].citation.published == "2002-09-11"
    parts = dict(answer.passages[0].scored)
    assert parts[NAME] > dict(answer.passages[1].scored)[NAME] > 0
    assert sum(parts.values()) == pytest.approx(answer.passages[0].score)


def test_a_question_without_days_knows_nothing_of_them(floods: Searcher) -> None:
    answer = floods.ask("What flood happened in Glynd?", limit=5)
    assert all(NAME not in dict(passage.scored) for passage in answer.passages)
