"""What is held to be a report by all that is known of a clause, where its verb alone does not tell."""

from __future__ import annotations

import pytest
from quoting import article, grid

from store.extract import extract
from store.extract.cast import find_cast
from store.extract.clauses import find_clauses
from store.extract.reporting import likely, traits


def of(body: str, lemma: str) -> float:
    here = grid(body)
    cast = find_cast(here)
    (clause,) = (one for one in find_clauses(here) if one.lemma == lemma)
    return likely(here, cast, clause)


@pytest.mark.parametrize(
    ("held", "not_held"),
    [
        ("Ada Obe believes the pier will fall.", "It was hard to believe the pier would fall."),
        ("Ada Obe thinks the pier is safe.", "They did not think the pier was safe."),
    ],
)
def test_the_same_verb_reports_more_or_less(held: str, not_held: str) -> None:
    lemma = next(word for word in ("believe", "think") if word in held)
    assert 0 < of(not_held, lemma) < of(held, lemma) < 1


def test_a_view_is_kept_and_is_no_statement() -> None:
    body = "Ada Obe runs the pier.\n\nThe islanders believe the pier will fall in winter."
    (quote,) = extract(article(body)).quotes
    assert [body[start:end] for start, end in quote.content] == ["the pier will fall in winter"]
    assert quote.speaker is not None and quote.speaker.name == "islanders"
    assert not quote.is_statement


def test_no_trait_is_told_twice() -> None:
    here = grid("Ada Obe did not really want to say that the pier would not be sold.")
    cast = find_cast(here)
    for clause in find_clauses(here):
        if clause.content:
            told = list(traits(here, cast, clause))
            assert len(told) == len(set(told))


@pytest.mark.parametrize("asked", ["whether they had spoken", "what they needed most", "about it"])
def test_whoever_answers_is_not_who_asked(asked: str) -> None:
    body = f"Ada Obe runs the pier.\n\nAsked {asked}, Ms. Obe said the pier was safe."
    quotes = extract(article(body)).quotes
    held = [body[start:end] for quote in quotes if quote.source for start, end in quote.content]
    assert held == ["the pier was safe"]
