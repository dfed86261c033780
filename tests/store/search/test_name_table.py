from __future__ import annotations

import pytest

from store.search.name_table import MOST_OF_ONE, NameTable, one_slip

NAMES = ("erica kang", "ada obe", "erica obe", "li wei", "lisa li")


@pytest.fixture
def table() -> NameTable:
    return NameTable(name.split() for name in NAMES)


@pytest.mark.parametrize(
    ("finished", "begun", "numbers"),
    [
        ("erica", "k", {0}),
        ("kang", "er", {0}),
        ("erica", "", {0, 2}),
        ("li", "", {3, 4}),
        ("li", "l", {3, 4}),
        ("ada", "k", set()),
    ],
)
def test_names_hold_a_reading_of_each_word(
    table: NameTable, finished: str, begun: str, numbers: set[int]
) -> None:
    typed = [[table.word(finished, 1.0)], *([[table.beginning(begun, 0.9)]] if begun else [])]
    assert all(reading for readings in typed for reading in readings)
    assert table.holding([[one for one in readings if one] for readings in typed]) == numbers


def test_what_no_name_holds_has_no_reading(table: NameTable) -> None:
    assert table.word("eric", 1.0) is None
    assert table.beginning("zz", 1.0) is None
    assert table.holding([[]]) == set()


def test_words_are_counted_by_the_names_that_hold_them(table: NameTable) -> None:
    assert dict(table.frequencies("e")) == {"erica": 2}
    assert (table.frequency("li"), table.frequency("l")) == (2, 0)


def test_the_surest_reading_of_each_word_counts(table: NameTable) -> None:
    word, begun = table.word("li", 1.0), table.beginning("l", 0.9)
    assert word and begun
    assert table.sureness(4, [[begun, word], [word]]) == [1.0, 1.0]
    assert table.sureness(1, [[begun, word]]) == [0.0]


@pytest.mark.parametrize("beginning", ["s", "smi", "smit", "smith"])
def test_of_very_many_names_the_first_are_taken(beginning: str) -> None:
    """The rarest words come first, so that they are not left out by the alphabet."""
    count = 3 * MOST_OF_ONE
    table = NameTable([f"smith{count - number:04d}"] for number in range(count))
    found = table.beginning(beginning, 0.9)
    assert found
    assert table.holding([[found]]) == set(range(MOST_OF_ONE))


def test_a_slip_leaves_the_first_letter() -> None:
    slips = one_slip("kang")
    assert {"kng", "knag", "kanng", "kong"} <= slips
    assert "kang" not in slips
    assert all(slip[0] == "k" for slip in slips)
