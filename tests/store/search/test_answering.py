"""Figures bring the passage, and the sentence in it, that states what is asked to the front."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import article, count, extraction

from store.db import Readers
from store.model import Answer
from store.schema import ARCHIVE
from store.search.answering import NAME
from store.search.index import Index
from store.search.searcher import Searcher
from store.write import Writer

CREW = article(
    "The one reason the ferry Halcyon has served Tarn and Velm for so long is its crew.",
    headline="The Ferry Halcyon",
    source="crew.txt",
)
SAILED = article(
    "The ferry Halcyon has served Tarn and Velm for 47 years.",
    headline="The Ferry Halcyon",
    source="sailed.txt",
)
FAIR = article(
    "The fair at Tarn drew a crowd of thousands. Hundreds of vendors came to the fair.",
    headline="Fair",
    source="fair.txt",
)
YEARS = replace(count(SAILED, "47 years", 47.0), unit="year")
QUESTION = "How long has the ferry Halcyon served Tarn and Velm?"


@pytest.fixture
def stated(tmp_path: Path) -> Iterator[Searcher]:
    path = tmp_path / "archive.db"
    with Writer(path) as writer:
        for one, facts in ((CREW, ()), (SAILED, (YEARS,)), (FAIR, ())):
            writer.add("wire", [(one, extraction(facts=facts))], now="2021-03-02T06:00:00+00:00")
    with Readers(path, ARCHIVE) as readers:
        yield Searcher(readers, Index.open(tmp_path / "archive.index", readers))


def texts(answer: Answer) -> list[str]:
    return [passage.fragments[0].text for passage in answer.passages]


def test_what_states_a_figure_comes_before_what_has_more_of_the_words(stated: Searcher) -> None:
    answer = stated.ask(QUESTION)
    assert texts(answer) == [SAILED.body, CREW.body]
    first, second = (dict(passage.scored) for passage in answer.passages)
    assert first.pop(NAME) > second.pop(NAME) == 0
    assert sum(first.values()) < sum(second.values())
    assert answer.passages[0].score == pytest.approx(sum(dict(answer.passages[0].scored).values()))


def test_so_it_does_among_hits(stated: Searcher) -> None:
    assert [hit.doc_id for hit in stated.hits(QUESTION, 2)] == ["sailed.txt", "crew.txt"]


def test_of_a_passage_the_sentence_with_the_figure_is_shown(stated: Searcher) -> None:
    answer = stated.ask("How many vendors came to the fair at Tarn?")
    assert texts(answer) == ["Hundreds of vendors came to the fair."]


def test_other_questions_are_left_as_they_are(stated: Searcher) -> None:
    answer = stated.ask("Why has the ferry Halcyon sailed from Tarn to Velm for so long?")
    assert texts(answer)[0] == CREW.body
    assert all(NAME not in dict(passage.scored) for passage in answer.passages)
