from collections.abc import Iterable

import pytest

from store.search.spelling import Vocabulary, edits

WORDS = {"reduce": 40, "reduced": 9, "number": 90, "numb": 2, "possible": 60, "plausible": 3}
NAMES = {
    "kang": 5,
    "wang": 3,
    "government": 80,
    "goverment": 1,
    "napoli": 4,
    "theatre": 6,
    "mohamed": 9,
}


KNOWN = WORDS | NAMES


def load(prefix: str) -> Iterable[tuple[str, int]]:
    return [(word, n) for word, n in KNOWN.items() if word.startswith(prefix)]


def frequency(word: str) -> int:
    return KNOWN.get(word, 0)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("reduse", "reduce"),
        ("numbr", "number"),
        ("posible", "possible"),
        ("goverrnment", "government"),
        ("govenrment", "government"),
        ("heatre", "theatre"),
        ("jang", "kang"),
        ("akng", "kang"),
        ("kng", "kang"),
        ("rteduce", "reduce"),
        ("muhammad", "mohamed"),
    ],
)
def test_a_misspelt_word_is_read_as_the_likeliest_known_one(typed: str, meant: str) -> None:
    assert Vocabulary(load, frequency).near(typed)[0].word == meant


@pytest.mark.parametrize(
    "typed", ["napoleon", "tariffs", "abc", "1987", "x" * 500, "", "\U0001f600"]
)
def test_a_word_that_nothing_is_near_stays_as_it_is(typed: str) -> None:
    assert Vocabulary(load, frequency).near(typed) == []


def test_a_beginning_is_loaded_once() -> None:
    asked = []

    def counting(prefix: str) -> Iterable[tuple[str, int]]:
        asked.append(prefix)
        return load(prefix)

    vocabulary = Vocabulary(counting, frequency)
    for _ in range(3):
        assert vocabulary.near("numbr")
    assert asked == ["nu"]


def test_slips_of_the_finger_cost_less() -> None:
    assert edits("numner", "number") < edits("numqer", "number")  # n is beside b
    assert edits("nubmer", "number") < edits("numqer", "number")
    assert edits("posible", "possible") < edits("posslble", "possible")
    assert edits("bumber", "number") > edits("numner", "number")  # the first letter is seldom wrong
    assert edits("number", "number") == 0


def test_what_is_held_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.search.spelling.MOST_HELD", 2)
    asked = []

    def counting(prefix: str) -> Iterable[tuple[str, int]]:
        asked.append(prefix)
        return load(prefix)

    vocabulary = Vocabulary(counting, frequency)
    for word in ("reduse", "numbr", "posible", "reduse"):
        assert vocabulary.near(word)
    assert asked.count("re") == 2
