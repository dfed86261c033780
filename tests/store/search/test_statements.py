"""Statements asked for by words and by speaker, without what is not wanted."""

from __future__ import annotations

import pytest

from store.model import Answer, Certainty
from store.search.exclusion import without
from store.search.searcher import Searcher

PUMPS = '"The hull is leaking faster than the pumps can work."'
REPAIRS = "the repairs would cost 4.5 million crowns"


def texts(answer: Answer) -> list[str]:
    return [passage.fragments[-1].text for passage in answer.passages]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Ada Obe say?", [PUMPS, REPAIRS]),
        ("What did Ada Obe say -pump", [REPAIRS]),
        ('What did Ada Obe say -"cost 4.5 million"', [PUMPS]),
        ('What did Ada Obe say -"million cost"', [PUMPS, REPAIRS]),
        ("What did Ada Obe say about the repairs -crown", []),
        ("speaker:Obe -hulls", []),  # in the headline
        ("who said the ferry belongs to the past", ['"The ferry belongs to the past,"']),
        ("who said the ferry belongs to the past -bridges", []),
        ("who said the ferry belongs to the past -Ruud", []),
        ("who said the ferry belongs to the past -whales", ['"The ferry belongs to the past,"']),
    ],
)
def test_what_is_not_wanted_is_left_out_of_quotes(
    searcher: Searcher, question: str, expected: list[str]
) -> None:
    assert texts(searcher.ask(question)) == expected


@pytest.mark.parametrize(
    ("question", "certainty"),
    [
        ("What did Ada Obe say about the repairs?", Certainty.FOUND),
        # In the paragraph before the quote.
        ("What did Ada Obe say about the passengers?", Certainty.CLOSEST),
        # When and where it was said may be told anywhere in the article.
        ("What did Jonas Ruud say to customs?", Certainty.CLOSEST),
        ("What did Jonas Ruud say about customs?", Certainty.UNKNOWN),
    ],
)
def test_what_leads_up_to_a_quote_says_what_it_is_about(
    searcher: Searcher, question: str, certainty: Certainty
) -> None:
    answer = searcher.ask(question)
    assert answer.certainty == certainty
    assert all(passage.speaker is not None for passage in answer.passages)


def test_words_that_nobody_is_known_to_have_said_are_shown_where_they_are_printed(
    searcher: Searcher,
) -> None:
    answer = searcher.who_said("passengers waited on the quay until mornin")
    assert answer.certainty == Certainty.CLOSEST
    assert texts(answer) == ["At least 80 passengers waited on the quay until morning."]
    assert answer.passages[0].speaker is None
    assert searcher.who_said("the whales sing at midnight").certainty == Certainty.UNKNOWN


def test_paging_counts_what_is_left(searcher: Searcher) -> None:
    answer = searcher.said_by("Obe", about="-pump", limit=1)
    assert (texts(answer), answer.total) == ([REPAIRS], 1)
    assert searcher.said_by("Obe", about="-pump -crowns").certainty == Certainty.UNKNOWN
    assert searcher.said_by("Obe", about="-pump", limit=1, offset=1).passages == ()


def test_marks_alone_leave_nothing_out(searcher: Searcher) -> None:
    both = searcher.said_by("Obe").passages
    assert without(both, ["", "…"]) == list(both)
