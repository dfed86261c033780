"""Figures as they are printed: value, unit and qualifier; and what is no figure at all."""

from __future__ import annotations

import pytest

from store.extract.parser import load
from store.extract.quantities import Quantity, find_quantities
from store.model import FactKind


def figures(text: str) -> dict[str, Quantity]:
    return {
        text[figure.span[0] : figure.span[1]]: figure
        for figure in find_quantities(load()(text), ())
    }


@pytest.mark.parametrize(
    ("text", "phrase", "value", "qualifier"),
    [
        ("At least 80 sailors have left the port.", "At least 80", 80, "at least"),
        ("About 21 farmers are leaving.", "About 21", 21, "about"),
        ("More than 1,200 homes burned.", "More than 1,200", 1200, "more than"),
        ("Fifteen miners were rescued.", "Fifteen", 15, ""),
        ("Two dozen miners were rescued.", "Two dozen", 24, ""),
        ("A hundred and fifty miners were rescued.", "A hundred and fifty", 150, ""),
        ("Half a million people fled.", "Half a million", 500_000, ""),
        (
            "An estimated 1.5 million people fled.",
            "An estimated 1.5 million",
            1.5e6,
            "an estimated",
        ),
        ("Some 300 people or more fled.", "Some 300", 300, "some"),
        ("The town lost 40 or more houses.", "40 or more", 40, "or more"),
        ("Tens of thousands of people fled.", "Tens of thousands", None, ""),
        ("Scores of people were hurt.", "Scores", None, ""),
        ("Several hundred people fled.", "Several hundred", None, ""),
        ("Between 10 and 20 boats sank.", "Between 10 and 20", None, "between"),
        ("She rang it 31 times.", "31", 31, ""),
        ("The toll rose to 80.", "80", 80, ""),
        ("There are 9,300 of them.", "9,300", 9300, ""),
        ("It was signed by a jury of nine.", "nine", 9, ""),
        ("They found 8,420 occupied burrows.", "8,420", 8420, ""),
        ("The storm sank 10 to 20 boats.", "10 to 20", None, ""),
    ],
)
def test_a_count_has_its_value_and_qualifier(
    text: str, phrase: str, value: float | None, qualifier: str
) -> None:
    figure = figures(text)[phrase]
    assert (figure.kind, figure.value, figure.qualifier) == (FactKind.COUNT, value, qualifier)


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "value", "unit"),
    [
        ("It cost $1.2 million.", "$1.2 million", FactKind.MONEY, 1.2e6, "USD"),
        ("It cost nearly €5bn.", "nearly €5bn", FactKind.MONEY, 5e9, "EUR"),
        ("It cost HK$300.", "HK$300", FactKind.MONEY, 300, "HKD"),
        ("It cost 300 Canadian dollars.", "300 Canadian dollars", FactKind.MONEY, 300, "CAD"),
        ("It cost 30 million euros.", "30 million euros", FactKind.MONEY, 3e7, "EUR"),
        ("It cost 500 crowns.", "500 crowns", FactKind.MONEY, 500, "crown"),
        ("It cost millions of dollars.", "millions of dollars", FactKind.MONEY, None, "USD"),
        ("A $10-million loan was signed.", "$10-million", FactKind.MONEY, 1e7, "USD"),
        ("Prices rose 4.5 percent.", "4.5 percent", FactKind.PERCENT, 4.5, "%"),
        ("Prices rose by up to 12%.", "up to 12%", FactKind.PERCENT, 12, "%"),
        ("Two-thirds of the voters stayed home.", "Two-thirds", FactKind.PERCENT, 66.67, "%"),
        ("Eight out of ten voters agreed.", "Eight out of ten", FactKind.PERCENT, 80, "%"),
        ("Nearly four in 10 voters agreed.", "Nearly four in 10", FactKind.PERCENT, 40, "%"),
        ("One in five voters agreed.", "One in five", FactKind.PERCENT, 20, "%"),
        ("The wall is about 76 meters long.", "about 76 meters", FactKind.COUNT, 76, "m"),
        ("The farm covers 80 hectares.", "80 hectares", FactKind.COUNT, 80, "ha"),
        (
            "It burned 5,000 square kilometers.",
            "5,000 square kilometers",
            FactKind.COUNT,
            5000,
            "km²",
        ),
        ("It was 10 degrees Celsius.", "10 degrees Celsius", FactKind.COUNT, 10, "°C"),
    ],
)
def test_units_and_currencies(
    text: str, phrase: str, kind: FactKind, value: float | None, unit: str
) -> None:
    figure = figures(text)[phrase]
    assert (figure.kind, figure.value, figure.unit) == (kind, value, unit)


def test_from_and_to_are_two_figures_with_one_unit() -> None:
    found = figures("The rate rose from 7 to 12 percent.")
    assert {phrase: figure.value for phrase, figure in found.items()} == {"7": 7, "12 percent": 12}
    assert {figure.unit for figure in found.values()} == {"%"}


def test_the_short_end_of_a_scaled_range_is_not_taken_at_its_word() -> None:
    assert list(figures("The fund grew from $3 to $5 million.")) == ["$5 million"]


def test_a_split_vote_keeps_each_count() -> None:
    values = [figure.value for figure in figures("The house voted 215 to 210 for it.").values()]
    assert values == [215, 210]


@pytest.mark.parametrize(
    "text",
    [
        "Flight 370 vanished over the sea.",
        "Channel 4 showed the film.",
        "One of them smiled, and one can see why.",
        "The 34-year-old man is 34 years old.",
        "A woman aged 41 was found.",
        "The office is at 330 Independence Avenue.",
        "In Part Two we explain step 3.",
        "1. Wash the rice.",
        "The meeting starts at 10 a.m. and ends at 3:30.",
        "Call 555-1234 for help.",
        "The home side won 3-1.",
        "It was three times as long as the old one.",
        "The 10k race and the 4K screen are old hat.",
        "The two-letter word is short.",
        "She is 45 and rich.",
        "He is among the top five.",
        "In the first half of 2015 it rained.",
        "Article 5, page 12 and room 7 are named.",
    ],
)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize(
    "piece",
    ["1,111,", "one hundred and ", "more than ", "9" * 50 + " to ", "between 1 and ", "one "],
)
def test_hostile_numbers_end_and_give_nothing(piece: str) -> None:
    """A pattern that backtracks, or reads the text anew at every match, would not end here."""
    assert find_quantities(load().make_doc(piece * (40_000 // len(piece))), ()) == ()
