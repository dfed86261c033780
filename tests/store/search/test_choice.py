"""Of what could answer in a passage, the one that does."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from store.model import Fact, FactKind
from store.search import traits
from store.search.candidates import wanted
from store.search.choice import FIGURES, NEAR, SENTENCE, WEIGHTS, Text, chosen, options
from store.search.query import parse
from store.search.ranking import read
from store.search.searcher import Searcher

FERRY = (
    "Hundreds of passengers waited on the quay. The night ferry, which weighs 900 tonnes, stopped 12 miles"
    " (19 km) from Velm in 2021. It is 45 metres long and 30 percent of its cabins were empty."
)


def marked(searcher: Searcher, question: str, text: str, facts: Sequence[Fact] = ()) -> str | None:
    asked = wanted(parse(question), searcher.snapshot.view)
    parts = read(text)
    option = chosen(asked, Text(text, 0, "Night Ferry Stops", parts, 0, tuple(facts)))
    if option is None:
        return None
    sentence = text[slice(*parts[option.sentence].span)]
    return sentence[slice(*option.span)]


def measured(words: str, unit: str) -> Fact:
    at = FERRY.index(words)
    return Fact(FactKind.COUNT, (at, at + len(words)), unit=unit)


FACTS = (measured("900 tonnes", "t"), measured("12 miles", "mi"), measured("45 metres", "m"))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many passengers were on the quay?", "Hundreds"),
        ("How much does the ferry weigh?", "900 tonnes"),
        ("How many miles from Velm did the night ferry stop?", "12 miles"),
        ("How long is the ferry?", "45 metres"),
        ("What percentage of the cabins was empty?", "30 percent"),
    ],
)
def test_a_figure_is_found_in_any_sentence(searcher: Searcher, question: str, answer: str) -> None:
    assert marked(searcher, question, FERRY, FACTS) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How old was Ilse Brand when she died?", "94"),
        ("How many sons did Ilse Brand have?", "two"),
        ("How many pictures did Ilse Brand take?", None),
    ],
)
def test_a_year_counts_nothing_and_an_age_only_years(
    searcher: Searcher, question: str, answer: str | None
) -> None:
    text = "Ilse Brand, whose pictures of the 1954 floods went round the world, died. She was 94."
    if answer == "two":
        text += " She had two sons."
    at = text.index("1954")
    year = Fact(FactKind.DATE, (at, at + 4), value=None, when="1954")
    assert marked(searcher, question, text, [year]) == answer


def test_a_figure_that_was_only_planned_comes_behind_the_one_that_is(searcher: Searcher) -> None:
    text = "The owners had planned five crossings of the strait. It has made 66 crossings so far."
    assert marked(searcher, "How many crossings of the strait has it made?", text) == "66"
    assert marked(searcher, "How many crossings of the strait were planned?", text) == "five"


def test_of_two_figures_of_one_noun_the_one_of_the_fate_asked_for(searcher: Searcher) -> None:
    text = "The storm left 12 people dead and 30 people injured."
    facts = [
        Fact(FactKind.COUNT, (at, at + 2), value=value, what="people", predicate=predicate)
        for at, value, predicate in ((15, 12.0, "dead"), (34, 30.0, "injured"))
    ]
    assert marked(searcher, "How many people died?", text, facts) == "12"
    assert marked(searcher, "How many people were injured?", text, facts) == "30"


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "Who repaired the ferry?",
            "However, the ferry was repaired in Tarn by Ada Obe.",
            "Ada Obe",
        ),
        ("Who opened the bridge?", "On Monday President Ruud opened the bridge.", "President Ruud"),
        (
            "In what year did the ferry stop?",
            "It stopped on Monday morning, as it had in 1987.",
            "1987",
        ),
        (
            "Where was the ferry built?",
            "In May the Velm council said it was built in Tarn.",
            "Tarn",
        ),
        ("Who repaired the ferry?", "nobody ever did.", None),
        ("Why did the ferry stop?", "Ada Obe said 12 pumps broke.", None),
    ],
)
def test_names_days_and_places_by_where_they_stand(
    searcher: Searcher, question: str, text: str, answer: str | None
) -> None:
    assert marked(searcher, question, text) == answer


def test_every_weight_is_of_a_trait(searcher: Searcher) -> None:
    names = (traits.FIGURE, traits.FIGURE, traits.DATE, traits.NAME, traits.PLACE)
    for (kind, weights), own in zip(WEIGHTS.items(), names, strict=True):
        assert len(weights) == len(NEAR) + len(own) + len(SENTENCE) * (kind in FIGURES)
    asked = wanted(parse("How many passengers waited?"), searcher.snapshot.view)
    for option in options(asked, Text(FERRY, 0, "", read(FERRY), -1, FACTS)):
        assert len(option.values) == len(WEIGHTS[asked.kind])


def test_the_day_in_a_dateline_is_not_when_it_happened(searcher: Searcher) -> None:
    text = "VELM, Oct 3 (Tarn Wire) - The night ferry stopped on Tuesday."
    stated = [
        Fact(FactKind.DATE, (at, at + len(day)))
        for day in ("Oct 3", "Tuesday")
        for at in (text.index(day),)
    ]
    assert marked(searcher, "When did the night ferry stop?", text, stated) == "Tuesday"
