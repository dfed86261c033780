"""What is shown as said was said: not thought, wished, done by saying so, or explained by the writer."""

from __future__ import annotations

import pytest
from quoting import article

from store.extract import extract

LEAD = "Orla Venn, the harbour master of Skarn, met reporters on Tuesday. "


def statements(body: str) -> list[str]:
    return [
        " ".join(body[start:end] for start, end in quote.content)
        for quote in extract(article(body)).quotes
        if quote.is_statement
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Venn said the pier was gone.",
        "Venn went on to say that the pier was gone.",
        "Venn warned that the pier was gone.",
        "According to Venn, the pier was gone.",
        "Forty percent of residents said the pier was gone.",
        "“I saw the pier was gone. I'm going home to my dog,” Reyes wrote to her 14 million followers.",
    ],
)
def test_what_was_said_is_a_statement(sentence: str) -> None:
    assert any("the pier was gone" in words for words in statements(LEAD + sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Venn would not say whether the pier was gone.",
        "Venn wants to say that the pier was gone.",
        "Venn hopes that the pier was gone.",
        "Venn criticised the old pier.",
        "Venn named the pier as the cause.",
        "Venn was accused of saying that the pier was gone.",
        "Venn left without saying that the pier was gone.",
        "Asked whether the pier was gone, Venn laughed.",
    ],
)
def test_what_was_not_said_is_none(sentence: str) -> None:
    assert statements(LEAD + sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Venn denied saying that the pier was gone.",
        'Venn denied saying "the pier was gone and good riddance" at a dinner.',
    ],
)
def test_what_somebody_denies_saying_is_shown_as_denied_alone(sentence: str) -> None:
    body = LEAD + sentence
    cues = [
        body[slice(*quote.cue[0])] for quote in extract(article(body)).quotes if quote.is_statement
    ]
    assert set(cues) == {"denied"}


@pytest.mark.parametrize(
    "body",
    [
        "You can say that the tide is low. I will answer this question today.",
        "We say that a tide turns. A customer might ask what a tide is.",
        "Let’s talk about the tide.",
    ],
)
def test_a_writers_own_asides_are_no_quotes(body: str) -> None:
    assert extract(article(body)).quotes == ()
