"""Marked words without a cue of their own go to whoever was speaking, and to nobody else."""

from __future__ import annotations

import pytest
from quoting import said

LEAD = "Orla Venn, the harbour master of Skarn, met reporters on Tuesday.\n\n"


def test_a_paragraph_of_speech_after_a_quote_goes_on_with_it() -> None:
    (quote,) = said(
        LEAD + "“The pier is gone,” Venn said.\n\n“We heard it break in the night. Nobody slept.”"
    )
    assert quote.content[-1] == "“We heard it break in the night. Nobody slept.”"
    assert quote.speaker == "Orla Venn"


def test_a_sentence_between_ends_the_speech() -> None:
    quotes = said(
        LEAD
        + "“The pier is gone,” Venn said. It rained all day.\n\n“We heard it break in the night.”"
    )
    assert next(q.content for q in quotes if q.speaker == "Orla Venn") == ("“The pier is gone,”",)


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        (
            "Venn said the aim was not to “mend the old pier” but to “build it anew.”",
            ("the aim was not to “mend the old pier” but to “build it anew.”",),
        ),
        (
            "“It works,” Venn said, and “it is cheap to run.”",
            ("“It works,”", "“it is cheap to run.”"),
        ),
        (
            "“It is an old story,” Venn said. It is “a story that we all know.”",
            ("“It is an old story,”", "It is “a story that we all know.”"),
        ),
        (
            "In the case of the pier, Venn said, “the sea was there first.”",
            ("In the case of the pier", "“the sea was there first.”"),
        ),
        (
            "Venn said “it makes me angry” because nobody came.",
            ("“it makes me angry” because nobody came",),
        ),
        (
            "Venn called the new pier “a gift to the gulls of Skarn.”",
            ("the new pier “a gift to the gulls of Skarn.”",),
        ),
    ],
)
def test_words_that_belong_to_the_quote_are_in_it(sentence: str, content: tuple[str, ...]) -> None:
    quotes = [q for q in said(LEAD + sentence) if q.speaker == "Orla Venn"]
    assert [q.content for q in quotes] == [content]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("“The pier is gone for good” Venn told the council.", "Venn"),
        ("“The pier is gone!” beamed Venn.", "Venn"),
        ("“The pier is gone,” read the notice.", "the notice"),
        ("“The pier is gone,” Venn went on.", "Venn"),
        ("“The pier is gone,” said Army Capt. Ivo Brandt.", "Army Capt. Ivo Brandt"),
        ("SKARN (Reuters) - Ivo Brandt said the pier was gone.", "Ivo Brandt"),
        ("The boats and the nets are lost, said Ivo Brandt.", "Ivo Brandt"),
        (
            "A diver, who asked not to be named because the case is open, told Skarn Radio that it fell.",
            "A diver, who asked not to be named because the case is open,",
        ),
    ],
)
def test_the_source_beside_the_cue(sentence: str, source: str) -> None:
    assert said(LEAD + sentence)[-1].source == source


def test_a_programme_before_the_cue_is_not_what_was_said() -> None:
    (quote,) = said(LEAD + "Sunday on Skarn Radio’s “Harbour Hour,” Venn said the pier was gone.")
    assert quote.content == ("the pier was gone",)


def test_an_apposition_before_the_cue_after_a_question_mark() -> None:
    quote = said(LEAD + "“Is the pier gone?” Ada Lunde, the owner, asked.")[-1]
    assert (quote.content, quote.speaker) == (("“Is the pier gone?”",), "Ada Lunde")


def test_an_opening_mark_that_closes_ends_the_quote() -> None:
    (quote,) = said(LEAD + "“It is gone for good,“ Venn said. “Nobody slept.”")
    assert quote.content == ("“It is gone for good,“", "“Nobody slept.”")
