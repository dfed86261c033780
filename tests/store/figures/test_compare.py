"""Which figures count the same thing, and which of those disagree."""

from __future__ import annotations

import pytest

from store.extract.facts import find_facts
from store.extract.parser import load
from store.figures import Figure, contradictions, same_thing, thing_of
from store.model import (
    Article,
    Fact,
    FactKind,
    Paragraph,
    Quote,
    QuoteKind,
    Speaker,
    SpeakerKind,
)
from store.search.text import sentences


def figures(body: str, *said: tuple[str, str]) -> list[Figure]:
    """The figures of an invented article. ``said``: who is quoted, and the words."""
    quotes = tuple(
        Quote(
            QuoteKind.INDIRECT,
            ((body.index(words), body.index(words) + len(words)),),
            speaker=Speaker(name, SpeakerKind.BODY, named=True),
        )
        for name, words in said
    )
    article = Article("Headline", body, (Paragraph(1, 0, len(body)),), published="2021-03-02")
    facts = find_facts(load()(body), article, quotes)
    spans = sentences(body)
    return [
        Figure.of(fact, 1, body, next(span for span in spans if span[1] > fact.span[0]))
        for fact in facts
        if fact.kind is not FactKind.DATE
    ]


def disagreeing(body: str, *said: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        (body[slice(*one.fact.span)], body[slice(*other.fact.span)])
        for one, other in contradictions(figures(body, *said))
    ]


@pytest.mark.parametrize(
    ("body", "pairs"),
    [
        ("The flood killed 12 people. The mayor counts 19 dead.", [("12", "19")]),
        ("At least 12 people died. The hospital reported 19 deaths.", []),
        ("More than 30 people are missing. Police say 15 are missing.", [("More than 30", "15")]),
        ("About 20 people were rescued. The coast guard saved 21 people.", []),
        ("The death toll rose to 40. The army says 30 people died.", [("40", "30")]),
        ("The flood killed 12 people. It injured 19 people.", []),
        ("The flood killed 12 nurses. It killed 19 guards.", []),
        ("The flood killed 12 people in Oldport. In Newport it killed 19 people.", []),
        ("In 2019 the river killed 12 people. In 2020 it killed 19 people.", []),
        ("The flood killed 12 people. Three of them were buried; 9 more died later.", []),
        ("The flood killed 12 people and a wave killed 19 people.", []),
        ("The union won 12 seats. The league won 19 seats.", []),
        ("The bread costs 12 crowns. The milk costs 19 crowns.", []),
    ],
)
def test_only_what_cannot_both_be_right_disagrees(body: str, pairs: list[tuple[str, str]]) -> None:
    assert disagreeing(body) == pairs


def test_narrow_words_for_those_counted_do_without_a_fate_in_one_article() -> None:
    body = (
        "More than 30 mountain coffee farmers have left the valley. An officer says 15 coffee farmers left"
        " on Monday. The mayor says another group of about 21 coffee farmers are leaving."
    )
    assert disagreeing(body) == [
        ("More than 30", "15"),
        ("More than 30", "about 21"),
        ("15", "about 21"),
    ]


def test_two_sources_in_one_sentence_may_disagree() -> None:
    body = "The army says 12 people died and the doctors say 19 people died."
    said = (("army", "12 people died"), ("doctors", "19 people died"))
    assert disagreeing(body, *said) == [("12", "19")]
    assert disagreeing(body) == []


def test_a_correction_contradicts_a_sum() -> None:
    body = (
        "The court ordered costs of 65,000 crowns. Correction: An earlier version of this article put the"
        " costs at 650,000 crowns."
    )
    said = (("Correction", "the costs at 650,000 crowns"),)
    assert disagreeing(body, *said) == [("65,000 crowns", "650,000 crowns")]


def test_words_of_one_fate_name_one_thing() -> None:
    things = [
        thing_of(Fact(FactKind.COUNT, (0, 1), what=what, predicate=predicate))
        for what, predicate in [
            ("people", "kill"),
            ("deaths", ""),
            ("dead", "dead"),
            ("bodies", "recover"),
            ("death toll", ""),
        ]
    ]
    assert all(same_thing(things[0], thing) for thing in things)


@pytest.mark.parametrize(
    ("what", "predicate"),
    [("people", "rescue"), ("children", "kill"), ("survivors", "count them"), ("people", "")],
)
def test_other_fates_other_people_and_none_are_other_things(what: str, predicate: str) -> None:
    killed = thing_of(Fact(FactKind.COUNT, (0, 1), what="people", predicate="kill"))
    assert not same_thing(
        killed, thing_of(Fact(FactKind.COUNT, (0, 1), what=what, predicate=predicate))
    )


def test_hostile_text_is_compared_in_linear_time() -> None:
    body = "more than " * 4_000 + "9 people died"
    fact = Fact(FactKind.COUNT, (body.index("9"), body.index("9") + 1), 9.0, what="people")
    assert Figure.of(fact, 1, body, (0, len(body))).total
