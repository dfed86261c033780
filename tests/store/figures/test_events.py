"""Which articles are of one event, and which figures in them."""

from __future__ import annotations

import pytest

from store.figures.events import Story, Told, near, same_event, told_together, window


def rarity(stem: str) -> float:
    """As in a large archive: common words are not rare, all others are."""
    return 0.1 if stem in {"people", "peopl", "said", "polic", "town", "river", "night"} else 0.8


FIRST = Story.of(
    "Ferry Sinks Off Tarn", "At least nine people died when the ferry Halcyon sank off Port Tarn."
)
NEXT = Story.of(
    "Halcyon Toll Rises", "The toll of the ferry Halcyon, which sank near Port Tarn, rose to 21."
)
ELSEWHERE = Story.of(
    "Bus Falls Into River", "Nine people died when a bus fell into the river at Velm, police said."
)


def told(story: Story, **fields: object) -> Told:
    values = {"article": 1, "start": 0, "day": "2021-03-02", "dated": False}
    values |= {"paragraph": "", "sentence": "Nine died.", "where": ""} | fields
    return Told(story, **values)  # type: ignore[arg-type]


def test_shared_names_and_words_make_one_event() -> None:
    assert same_event(FIRST, NEXT, rarity)
    assert not same_event(FIRST, ELSEWHERE, rarity)


def test_a_story_without_harm_is_no_event() -> None:
    launch = Story.of("Ferry Named", "The ferry Halcyon of Port Tarn was named and off it went.")
    assert not same_event(FIRST, launch, rarity)


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("2021-03-02", "2021-03-20", True),
        ("2021-03-02", "2021-06-02", False),
        ("2021-03", "2021-03-20", True),
        ("2021", "2021-12-31", True),
        ("2020", "2021-06-01", False),
        ("", "2021-03-02", False),
    ],
)
def test_near_dates(one: str, other: str, is_near: bool) -> None:
    assert near(one, other) is is_near
    assert near(other, one) is is_near


def test_the_window_holds_what_is_near() -> None:
    assert window("2021-03-31") == ("2021-03-01", "2021-04-30")
    assert window("2021-02") == ("2021-01-02", "2021-03-30")
    assert window("0001-01-01") == ("", "9999-12-31")


def test_a_paragraph_that_names_other_names_looks_aside() -> None:
    aside = told(NEXT, paragraph="It recalled the loss of the Meridian off the coast of Velm.")
    assert told_together(told(FIRST), told(NEXT), rarity)
    assert not told_together(told(FIRST), aside, rarity)


def test_another_year_or_another_place_looks_aside() -> None:
    assert not told_together(told(FIRST), told(NEXT, sentence="In 1914 nine died."), rarity)
    assert not told_together(told(FIRST), told(NEXT, where="Velm"), rarity)
    assert told_together(told(FIRST), told(NEXT, where="Port Tarn"), rarity)


def test_what_happened_on_another_day_further_down_is_background() -> None:
    background = told(FIRST, start=900, day="2021-02-26", dated=True)
    assert not told_together(told(FIRST), background, rarity)
    assert told_together(told(FIRST), told(FIRST, start=900, day="2021-02-26"), rarity)
