"""Labelled paragraphs are turns of a conversation, or they are a list and nobody's words."""

from __future__ import annotations

import pytest
from quoting import Said, said

LEAD = "Orla Venn, the harbour master of Skarn, spoke on Tuesday to the Skarn Daily.\n\n"


def turns(body: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(q.kind, q.source, q.speaker, q.content) for q in said(body) if q.cue in ("", ":")]


def test_labels_in_capitals_are_resolved_to_the_fullest_name() -> None:
    body = LEAD + (
        "OSK: Is the pier gone?\n\nVENN: The pier is gone.\n\nOSK: When did it break?\n\n"
        "MS. VENN: It broke in the night."
    )
    assert turns(body) == [
        ("direct", "OSK", "OSK", ("Is the pier gone?",)),
        ("direct", "VENN", "Orla Venn", ("The pier is gone.",)),
        ("direct", "OSK", "OSK", ("When did it break?",)),
        ("direct", "MS. VENN", "Orla Venn", ("It broke in the night.",)),
    ]


@pytest.mark.parametrize(("asks", "answers"), [("Q:", "A:"), ("Q.", "A.")])
def test_answers_are_whom_the_lead_is_about(asks: str, answers: str) -> None:
    body = LEAD + (
        f"{asks} Is the pier gone?\n\n{answers} It is gone.\n\n{asks} Was it old?\n\n{answers} It was."
    )
    assert [turn[2:] for turn in turns(body)] == [
        ("Orla Venn", ("It is gone.",)),
        ("Orla Venn", ("It was.",)),
    ]


QA = "Q: Is the pier gone?\n\nA: It is gone. We lost it.\n\nQ: Was it old?\n\nA: It was old."
VENN = [("Orla Venn", ("It is gone. We lost it.",)), ("Orla Venn", ("It was old.",))]


@pytest.mark.parametrize(
    "lead",
    [
        "The Skarn Daily spoke to Orla Venn, the harbour master of Skarn, on Tuesday.",
        "This is an interview with Orla Venn, the harbour master. It was edited for length.",
        "Our reporter Ivo Brandt sat down with harbour master Orla Venn in her office.",
        "On Monday, Orla Venn was interviewed by Ivo Brandt of the Skarn Daily.",
        "Ivo Brandt of the Skarn Daily interviewed Orla Venn on Monday.",
        "The pier broke in January. Mayor Ivo Brandt blamed the winter. Orla Venn, the harbour master,"
        " talked to us about what comes next.",
        "Orla Venn is harbour master of Skarn. She answered questions from Ivo Brandt.",
    ],
)
def test_answers_are_whom_the_lead_says_was_asked(lead: str) -> None:
    assert [(turn[2], turn[3]) for turn in turns(f"{lead}\n\n{QA}")] == VENN


def test_nobody_is_guessed_at_where_several_may_have_answered() -> None:
    lead = "Mayor Ivo Brandt and harbour master Orla Venn have run the port of Skarn for years."
    assert turns(f"{lead}\n\n{QA}") == []


@pytest.mark.parametrize(
    "body",
    [
        QA.replace("Q:", "Q –").replace("A:", "A –"),
        QA.replace("Q:", "Question:").replace("A:", "Answer:"),
        QA.replace("Q:", "**Q:**").replace("A:", "**A:**"),
        QA.replace("\n\nA:", "\nA:"),
        QA.replace("\n\nA:", " A:"),
        QA.replace("A: ", ""),
    ],
)
def test_questions_and_answers_are_marked_in_many_ways(body: str) -> None:
    found = [(turn[2], turn[3]) for turn in turns(LEAD + body)]
    assert found == VENN


def test_initials_stand_for_whom_the_lead_names() -> None:
    lead = "Orla Venn, the harbour master of Skarn, spoke on Tuesday to Ivo Brandt.\n\n"
    found = turns(lead + QA.replace("Q:", "IB:").replace("A:", "OV:"))
    assert [turn[2] for turn in found] == ["Ivo Brandt", "Orla Venn"] * 2


def test_who_asks_and_answers_first_goes_on_as_q_and_a() -> None:
    body = LEAD + (
        "Skarn Daily: “Is the pier gone?”\n\nMs. Venn: “It is gone.”\n\n"
        "Q: “Was it old?”\n\nA: “It was old.”"
    )
    assert [(turn[2], turn[3]) for turn in turns(body)] == [
        ("Skarn Daily", ("“Is the pier gone?”",)),
        ("Orla Venn", ("“It is gone.”",)),
        ("Skarn Daily", ("“Was it old?”",)),
        ("Orla Venn", ("“It was old.”",)),
    ]


def test_a_turn_goes_on_over_paragraphs_and_stops_where_the_article_speaks() -> None:
    body = LEAD + (
        "OSK: Is the pier gone?\n\nVENN: It is gone.\n\nWe heard it break in the night, and I ran.\n\n"
        "(CROSSTALK)\n\nYou should have seen it.\n\nThe council has paid for a new pier.\n\n"
        "OSK: Was it old?\n\nVENN: It was old."
    )
    assert turns(body)[1][3] == (
        "It is gone.",
        "We heard it break in the night, and I ran.",
        "You should have seen it.",
    )


def test_marks_that_are_opened_again_in_each_paragraph() -> None:
    body = LEAD + '"OSK: Is the pier gone?\n\n"VENN: It is gone.\n\n"It is sad.\n\n"OSK: It is."'
    assert [turn[2:] for turn in turns(body)] == [
        ("OSK", ("Is the pier gone?",)),
        ("Orla Venn", ("It is gone.", '"It is sad.')),
        ("OSK", ("It is.",)),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Skarn: 45 percent.\n\nTern: 30 percent.\n\nSkarn: 12 boats.\n\nTern: 9 boats.",
        "Date: The pier is gone.\n\nPlace: It was in Skarn.",
        "A: Were you at the pier?\n\nB: I was not.\n\nA: Are you sure?\n\nB: I am sure.",
        "Correction: An earlier version said the pier was gone.",
    ],
)
def test_lists_and_made_up_dialogues_are_not_speech(body: str) -> None:
    assert turns(body) == []


def test_others_whom_a_turn_cites_are_quoted_within_it() -> None:
    body = LEAD + (
        "OSK: Is it gone?\n\nVENN: It is. Mayor Ivo Brandt said that the council will build it again."
        "\n\nOSK: When?\n\nVENN: I think he is wrong."
    )
    cited: list[Said] = [q for q in said(body) if q.cue != ":"]
    assert [q.speaker for q in cited if q.cue == "said"] == ["Ivo Brandt"]
    assert not any(q.source == "I" for q in cited)


def test_answers_alone_may_be_labelled() -> None:
    told = (
        LEAD
        + "Is it gone?\n\nA: It is.\n\nDid you see it?\n\nA: I did.\n\nWho did?\n\nA: We all did."
    )
    found = [(turn[2], turn[3]) for turn in turns(told)]
    assert found == [("Orla Venn", (said,)) for said in ("It is.", "I did.", "We all did.")]
    grades = LEAD + "A: It was good.\n\nA: It was bad.\n\nA: It was old."
    assert turns(grades) == []
