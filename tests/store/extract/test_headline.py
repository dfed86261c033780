"""Headlines that a body begins with, as a dump of text has them."""

from __future__ import annotations

import pytest
from quoting import article, said

from store.extract import extract
from store.model import Quote

REST = (
    "\n\nThe harbour council met on Monday. Ada Obe, who leads it, was there until the end,"
    " and a new survey was on the table.\n\nMs. Obe left by boat."
)


def first(line: str) -> list[Quote]:
    """The quotes in the first paragraph."""
    return [one for one in extract(article(line + REST)).quotes if one.paragraph == 1]


@pytest.mark.parametrize(
    ("line", "source", "content"),
    [
        (
            "Ada Obe: the old pier must stay where it is.",
            "Ada Obe",
            "the old pier must stay where it is",
        ),
        ("Obe on the pier: ‘It will never be sold.’", "Obe", "‘It will never be sold.’"),
        ("EXCLUSIVE – Ada Obe: no boat will sail in May", "Ada Obe", "no boat will sail in May"),
        ("Survey: Most islanders want a bridge", "Survey", "Most islanders want a bridge"),
        (
            "Fishermen: The bridge will ruin the harbour",
            "Fishermen",
            "The bridge will ruin the harbour",
        ),
    ],
)
def test_who_stands_before_the_colon_holds_what_follows(
    line: str, source: str, content: str
) -> None:
    (quote,) = first(line)
    assert [line[start:end] for start, end in quote.source] == [source]
    assert [line[start:end] for start, end in quote.content] == [content]


def test_it_is_no_statement_for_a_headline_cuts_and_rewords() -> None:
    (quote,) = first("Ada Obe: the old pier must stay where it is.")
    assert not quote.is_statement


@pytest.mark.parametrize(
    "line",
    [
        "Ada Obe: a mayor for all or a captain without a boat?",
        "Storvik: Ferry traffic halts at noon",  # nobody the article knows
        "Ada Obe and the pier: a long quarrel comes to its end",
        "The result: nobody sailed to the island in May",
        "Ada Obe: Born in Storvik. Leads the council since 2011. Sails a boat.",
    ],
)
def test_a_topic_a_question_or_a_list_is_nobodys(line: str) -> None:
    assert not first(line)


def test_only_the_first_paragraph_is_a_headline() -> None:
    body = "A quiet week." + REST + "\n\nAda Obe: the old pier must stay where it is."
    assert not [one for one in said(body) if "old pier" in one.content[0]]
