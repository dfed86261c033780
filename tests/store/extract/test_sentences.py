"""Where sentences start, and where the parser is made to cut."""

from __future__ import annotations

import pytest
from quoting import article, grid

from store.extract.parser import parse_all


def sentences(body: str) -> list[str]:
    laid = grid(body)
    starts = [token.idx for token in laid.doc if laid.starts[token.i]]
    return [body[a:b].strip() for a, b in zip(starts, [*starts[1:], len(body)], strict=True)]


def test_abbreviations_initials_and_decimals_do_not_end_sentences() -> None:
    body = "Mr. J. R. Venn paid $3.5 million to the U.S. company. It was late."
    assert sentences(body) == [body[: body.index("It")].strip(), "It was late."]


def test_a_country_in_capitals_may_end_one() -> None:
    assert sentences("He left the U.S. The boat was full.") == [
        "He left the U.S.",
        "The boat was full.",
    ]


@pytest.mark.parametrize(
    ("body", "sentences_of_it"),
    [
        ("It was hot, 27C. Organizers said nobody fell ill.", 2),
        ("The pier cost £2m. Officials had hoped for less.", 2),
        ("The boats left at 6 p.m. Nobody was hurt.", 2),
        ("The boats left at 6 p.m. Keeper Orla Venn waved.", 2),
        ("The boats left at 6 p.m. Monday in the rain.", 1),
        ("The boats left at 6 p.m. EST in the rain.", 1),
        ("It is the U.S. No. 2 port.", 1),
        ("They moored at No. 4. Keeper Orla Venn waved.", 2),
    ],
)
def test_a_measure_and_an_hour_may_end_one(body: str, sentences_of_it: int) -> None:
    assert len(sentences(body)) == sentences_of_it


def test_a_closing_mark_belongs_to_its_sentence() -> None:
    body = '"The pier is gone." The mayor left. "It was old," she said. "Very old."'
    assert sentences(body) == [
        '"The pier is gone."',
        "The mayor left.",
        '"It was old," she said.',
        '"Very old."',
    ]


def test_a_question_goes_on_to_who_asked_it() -> None:
    assert len(sentences("“Is the pier gone?” Karel Osk asked. Nobody knew.")) == 2


def test_a_reporting_clause_is_parsed_on_its_own() -> None:
    body = '"We heard the pier break," harbour master Orla Venn said on Monday.'
    doc = next(parse_all([article(body)]))
    assert [unit.text for unit in doc.sents][-1] == "harbour master Orla Venn said on Monday."
