"""How far a figure reaches, and whether two can be one."""

from __future__ import annotations

import math

import pytest

from store.figures.bounds import Bound, agree, bound_of, interval


@pytest.mark.parametrize(
    ("qualifier", "bound"),
    [
        ("", Bound.EXACT),
        ("only", Bound.EXACT),
        ("a total of", Bound.EXACT),
        ("about", Bound.ABOUT),
        ("an estimated", Bound.ABOUT),
        ("some", Bound.ABOUT),
        ("closer to", Bound.ABOUT),
        ("nearly", Bound.NEARLY),
        ("at least", Bound.AT_LEAST),
        ("or more", Bound.AT_LEAST),
        ("no fewer than", Bound.AT_LEAST),
        ("more than", Bound.MORE_THAN),
        ("just over", Bound.MORE_THAN),
        ("no more than", Bound.AT_MOST),
        ("as many as", Bound.AT_MOST),
        ("up to", Bound.AT_MOST),
        ("fewer than", Bound.LESS_THAN),
    ],
)
def test_a_qualifier_has_a_bound(qualifier: str, bound: Bound) -> None:
    assert bound_of(qualifier) is bound


def test_the_bound_limits_the_interval() -> None:
    assert interval(9, "at least") == (9, math.inf)
    assert interval(30, "more than") == (31, math.inf)
    assert interval(30, "up to") == (-math.inf, 30)
    assert interval(30, "fewer than") == (-math.inf, 29)
    assert interval(20, "about") == (17, 23)
    assert interval(20, "nearly") == (17, 20)
    assert interval(20, "") == (20, 20)


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ((20, "about"), (21, ""), True),
        ((9, "at least"), (12, ""), True),
        ((9, "at least"), (8, ""), False),
        ((30, "more than"), (15, ""), False),
        ((30, "more than"), (21, "about"), False),
        ((30, "more than"), (30, ""), False),
        ((30, "more than"), (300, "nearly"), True),
        ((100, "up to"), (60, "at least"), True),
        ((40, "up to"), (60, "at least"), False),
        ((31, ""), (31, ""), True),
        ((1.25, ""), (1.25, "about"), True),
    ],
)
def test_agreement_is_one_value_that_is_both(
    one: tuple[float, str], other: tuple[float, str], fits: bool
) -> None:
    assert agree(interval(*one), interval(*other)) is fits
    assert agree(interval(*other), interval(*one)) is fits
