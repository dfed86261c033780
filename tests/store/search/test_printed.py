"""Questions for days and nothing else."""

from __future__ import annotations

import pytest

from store.model import Answer, Certainty
from store.search.searcher import Searcher


def headlines(answer: Answer) -> list[str]:
    return [passage.citation.headline for passage in answer.passages]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What happened on 1 March 2021?", ["Night Ferry Stops as Hull Leaks"]),
        ("news from September 2021", ["Bridge Will Replace Ferry"]),
        (
            "what was printed in 2021?",
            ["The Year in Tarn", "Bridge Will Replace Ferry", "Night Ferry Stops as Hull Leaks"],
        ),
        ("headlines of 1 March 2021 source:ferry.txt", ["Night Ferry Stops as Hull Leaks"]),
    ],
)
def test_articles_of_the_days_are_shown_by_how_they_begin(
    searcher: Searcher, question: str, found: list[str]
) -> None:
    answer = searcher.ask(question)
    assert (answer.certainty, headlines(answer), answer.total) == (
        Certainty.FOUND,
        found,
        len(found),
    )
    for passage in answer.passages:
        assert passage.citation.paragraph == 1


def test_operators_alone_ask_for_what_was_printed(searcher: Searcher) -> None:
    first = searcher.search("after:2021-09", limit=1)
    assert (headlines(first), first.total) == (["The Year in Tarn"], 2)
    second = searcher.search("after:2021-09", limit=1, offset=1)
    assert headlines(second) == ["Bridge Will Replace Ferry"]
    assert searcher.search("after:2021 source:nowhere").certainty == Certainty.UNKNOWN


def test_where_nothing_was_printed_what_is_told_of_the_days_answers(searcher: Searcher) -> None:
    answer = searcher.ask("What happened in June 2024?")
    assert answer.passages[0].fragments[0].text == "The bridge is to open in June 2024."
    assert searcher.ask("What happened in 1850?").certainty == Certainty.UNKNOWN
