"""Reported speech: contents cut to their true edges, with every kind of cue."""

from __future__ import annotations

import pytest
from quoting import said


@pytest.mark.parametrize(
    ("sentence", "content", "source", "cue"),
    [
        ("Venn said that the pier was gone.", ["that the pier was gone"], "Venn", "said"),
        ("Venn said the pier was gone.", ["the pier was gone"], "Venn", "said"),
        ("Venn said the cut should be 40%.", ["the cut should be 40%"], "Venn", "said"),
        (
            "Venn has repeatedly said that the pier was unsafe.",
            ["that the pier was unsafe"],
            "Venn",
            "has repeatedly said",
        ),
        ("The pier was gone, officials said.", ["The pier was gone"], "officials", "said"),
        (
            "The pier was gone, Venn said on Tuesday, and the boats were lost.",
            ["The pier was gone", "and the boats were lost"],
            "Venn",
            "said",
        ),
        (
            "The pier was gone, according to the harbour office.",
            ["The pier was gone"],
            "the harbour office",
            "according to",
        ),
        (
            "According to the harbour office, the pier was gone.",
            ["the pier was gone"],
            "the harbour office",
            "According to",
        ),
        (
            "Venn said on Tuesday that the pier was gone.",
            ["that the pier was gone"],
            "Venn",
            "said",
        ),
        (
            "Venn told a meeting on the quay that the pier was gone.",
            ["that the pier was gone"],
            "Venn",
            "told",
        ),
        (
            "Osk was told by Venn that the pier was gone.",
            ["that the pier was gone"],
            "Venn",
            "was told",
        ),
        (
            "The ministry puts the cost at 9 million crowns.",
            ["the cost at 9 million crowns"],
            "The ministry",
            "puts",
        ),
        ("Venn promised to rebuild the pier.", ["to rebuild the pier"], "Venn", "promised"),
        (
            "The police rejected Venn's claim that the pier had been cut.",
            ["that the pier had been cut"],
            "Venn's",
            "claim",
        ),
    ],
)
def test_cues(sentence: str, content: list[str], source: str, cue: str) -> None:
    quotes = [q for q in said(sentence) if q.cue == cue]
    assert [(list(q.content), q.source, q.kind) for q in quotes] == [(content, source, "indirect")]


def test_words_in_marks_inside_a_clause_make_it_mixed() -> None:
    (quote,) = said('Venn said the pier was "never going to last another winter" in such a sea.')
    assert quote.kind == "mixed"
    assert quote.content == ('the pier was "never going to last another winter" in such a sea',)


def test_an_early_adverbial_is_not_what_was_said() -> None:
    (quote,) = said("After the storm passed, Venn said that the pier was gone.")
    assert quote.content == ("that the pier was gone",)


def test_who_adds_is_who_said() -> None:
    quotes = said("Venn said it was too early to count the boats but added that two were missing.")
    assert [(q.source, q.cue) for q in quotes] == [("Venn", "said"), ("Venn", "added")]


def test_a_statement_is_the_issuers() -> None:
    (quote,) = said("The ministry issued a statement saying that the pier was unsafe.")
    assert quote.source == "The ministry"


def test_saying_is_not_always_reporting() -> None:
    assert said("We need to talk about the weather. There is a way to say hello in Skarnish.") == []
