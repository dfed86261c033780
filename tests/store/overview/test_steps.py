"""Which statements show how a speaker's words changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.model import Citation, Fragment, Passage
from store.overview.steps import day_number, steps


def said(published: str, text: str, confidence: float = 1.0) -> Passage:
    return Passage(
        (Fragment(text, 0, len(text)),),
        Citation(1, "Headline", published, 1, 0, len(text)),
        confidence=confidence,
    )


def texts(*statements: Passage, most: int = 3) -> list[str]:
    return [step.passage.fragments[0].text for step in steps(statements, most, lambda stem: 1.0)]


DIKE = "the dike along the river will be raised by one metre before the winter"
DIKE_AGAIN = "before the winter the dike along the river will be raised by two metres"
BRIDGE = "no bridge shall ever cross the strait while fishermen need its herring"


def test_of_many_the_one_that_differs_is_between_the_first_and_the_last() -> None:
    assert texts(
        said("2001-01-01", DIKE),
        said("2002-01-01", DIKE_AGAIN),
        said("2003-01-01", BRIDGE),
        said("2004-01-01", DIKE_AGAIN),
        said("2005-01-01", DIKE),
    ) == [DIKE, BRIDGE, DIKE]


def test_what_repeats_itself_is_no_step_where_there_are_many() -> None:
    again = [said(f"2001-{month:02d}-01", DIKE_AGAIN) for month in range(1, 10)]
    assert len(texts(*again, most=4)) == 2


def test_few_are_all_shown() -> None:
    assert texts(said("2001", "yes"), said("2002", "no"), most=2) == ["yes", "no"]
    assert texts(said("2001", "yes")) == ["yes"]
    assert texts() == []


def test_a_word_or_an_unsure_attribution_counts_for_less() -> None:
    chosen = texts(
        said("2001-01-01", DIKE),
        said("2002-01-01", "never"),
        said("2003-01-01", BRIDGE),
        said("2003-01-02", "ships queued for days outside the broken harbour mole", 0.66),
        said("2005-01-01", DIKE),
    )
    assert chosen == [DIKE, BRIDGE, DIKE]


def test_words_that_come_and_go_are_told_as_printed() -> None:
    first, second, third, last = steps(
        [
            said("2001", "The dike is old"),
            said("2002", "The dike needs a Pump"),
            said("2003", "Each pump needs Monday and a hand"),
            said("2004", "Nothing else is of concern"),
        ],
        4,
        lambda stem: 1.0,
        leave_out=["need"],
    )
    assert (first.arriving, first.leaving) == (("dike",), ()) or first.arriving == ()
    assert (second.arriving, second.leaving) == (("Pump",), ("dike",))
    assert (third.arriving, third.leaving) == ((), ("pump",))
    assert (last.arriving, last.leaving) == ((), ())


def test_days_of_any_precision_are_in_order() -> None:
    assert day_number("2002") == day_number("2002-01-01") < day_number("2002-02")


@given(
    st.lists(st.tuples(st.dates().map(str), st.text(max_size=60)), min_size=1, max_size=12),
    st.integers(1, 8),
)
def test_any_statements_give_the_first_the_last_and_no_more_than_asked(pairs, most) -> None:
    statements = [said(*pair) for pair in sorted(pairs)]
    found = steps(statements, most, lambda stem: len(stem) / 20)
    assert 1 <= len(found) <= most
    places = [statements.index(step.passage) for step in found]
    assert places == sorted(places)
    assert found[0].passage == statements[0]
    if most > 1:
        assert found[-1].passage == statements[-1]
