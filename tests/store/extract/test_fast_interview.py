"""Interviews without a parse: who says the lines that labels open."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from handmade import article
from hypothesis import given, settings
from hypothesis import strategies as st
from quoting import assert_true_spans

from store.extract import extract_all
from store.model import Quote, QuoteKind

LEAD = "Orla Venn, the harbour master of Skarn, spoke on Tuesday to the Skarn Daily."
QA = "Q: Is the pier gone?\n\nA: It is gone. We lost it.\n\nQ: Was it old?\n\nA: It was old."
VENN = [("Orla Venn", "It is gone. We lost it."), ("Orla Venn", "It was old.")]


def quotes(body: str) -> Sequence[Quote]:
    return next(iter(extract_all([article(body, headline="The Pier")], fast=True))).quotes


def turns(body: str) -> list[tuple[str, str]]:
    return [
        (one.speaker.name if one.speaker else "", body[slice(*one.content[0])])
        for one in quotes(body)
    ]


@pytest.mark.parametrize(
    "lead",
    [
        LEAD,
        "The Skarn Daily spoke to Orla Venn, the harbour master of Skarn, on Tuesday.",
        "This is an interview with Orla Venn, the harbour master. It was edited for length.",
        "Our reporter Ivo Brandt sat down with harbour master Orla Venn in her office.",
        "On Monday, Orla Venn was interviewed by Ivo Brandt of the Skarn Daily.",
        "Ivo Brandt of the Skarn Daily interviewed Orla Venn on Monday.",
    ],
)
def test_answers_are_whom_the_lead_says_was_asked(lead: str) -> None:
    body = f"{lead}\n\n{QA}"
    assert turns(body) == VENN
    assert {one.kind for one in quotes(body)} == {QuoteKind.DIRECT}
    assert [one.paragraph for one in quotes(body)] == [3, 5]


@pytest.mark.parametrize(
    "body", [QA.replace("\n\nA:", " A:"), QA.replace("A: ", ""), QA.replace("Q:", "**Q:**")]
)
def test_they_are_marked_in_many_ways(body: str) -> None:
    assert turns(f"{LEAD}\n\n{body}") == VENN


def test_names_and_initials_are_labels() -> None:
    lead = "Orla Venn, the harbour master, spoke on Tuesday to Ivo Brandt.\n\n"
    for asks, answers in (("BRANDT:", "MS. VENN:"), ("IB:", "OV:")):
        found = turns(lead + QA.replace("Q:", asks).replace("A:", answers))
        assert [who for who, _ in found] == ["Ivo Brandt", "Orla Venn"] * 2


def test_what_is_quoted_within_a_turn_gives_way_to_it_and_the_rest_stays() -> None:
    body = f'{LEAD} "I am tired," Venn said.\n\n{QA} I said: "It is old."'
    assert turns(body)[0] == ("Orla Venn", '"I am tired,"')
    assert [who for who, _ in turns(body)] == ["Orla Venn"] * 3


@pytest.mark.parametrize(
    "body",
    [
        "Skarn: 45 percent.\n\nTern: 30 percent.\n\nSkarn: 12 boats.\n\nTern: 9 boats.",
        "A: Were you at the pier?\n\nB: I was not.\n\nA: Are you sure?\n\nB: I am sure.",
        f"Mayor Ivo Brandt and harbour master Orla Venn run the port.\n\n{QA}",
        "",
    ],
)
def test_lists_and_what_several_may_have_answered_are_nobodys(body: str) -> None:
    assert turns(body) == []


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "Q:",
                "A:",
                "Q –",
                "VENN:",
                "\n",
                "\n\n",
                "Orla Venn",
                "spoke to",
                "is",
                "?",
                ".",
                "“",
                "”",
            ]
        ),
        max_size=60,
    ).map(" ".join)
)
def test_any_text_gives_true_spans(body: str) -> None:
    one = article(body)
    assert_true_spans(one, next(iter(extract_all([one], fast=True))))


def test_answers_alone_may_be_labelled() -> None:
    told = f"{LEAD}\n\nIs it gone?\n\nA: It is.\n\nDid you see it?\n\nA: I did.\n\nWho did?\n\nA: We all did."
    assert turns(told) == [("Orla Venn", said) for said in ("It is.", "I did.", "We all did.")]
