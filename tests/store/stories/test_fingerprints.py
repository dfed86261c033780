"""Fingerprints stay what they are, and near-duplicates share some."""

from __future__ import annotations

import random

import pytest
from quay import BODY, QUAY, UPDATE

from store.stories.days import day_of, days_between
from store.stories.fingerprints import SHORTEST, exact, near, plain, wording

WORDS = wording(QUAY.headline, BODY)
EXACT = 177142517228782
NEAR = (
    19210358128008,
    1762111676681,
    3604129724353,
    179548747170200,
    183422089455577,
    159018003951973,
)


def test_archives_rely_on_these_very_numbers() -> None:
    """Where another version of the library gives others, fingerprints.VERSION has to change."""
    assert exact(WORDS) == EXACT
    assert near(WORDS) == NEAR


def test_near_duplicates_share_and_others_do_not() -> None:
    near_duplicates = (BODY.replace("14", "40"), BODY + " Corrected.", UPDATE)
    assert all(set(near(WORDS)) & set(near(wording("", other))) for other in near_duplicates)
    shuffled = BODY.split()
    random.Random(3).shuffle(shuffled)
    assert not set(near(WORDS)) & set(near(wording("", " ".join(shuffled))))


def test_a_short_text_has_no_near_duplicates() -> None:
    assert near(wording("", "rain " * (SHORTEST - 1))) == ()


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("“Go,” she said.", '"Go," she said.'),
        ("``Go,'' she said.", '"Go," she said.'),
        ("It’s  so.\n\n", "It's so."),
        ("«Go»\u00a0", '"Go"'),
    ],
)
def test_quotation_marks_and_white_space_are_levelled(printed: str, same: str) -> None:
    assert plain(printed) == same
    assert plain(same) == same


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2021-03-01", "2021-03-01", 0),
        ("2021-02-28", "2021-03-01", 1),
        ("2021-03", "2021-03-09", 0),
        ("2021-03-09", "2021", 0),
        ("2020", "2021-01-01", 366),
        ("", "2021-01-01", None),
        ("soon", "2021-01-01", None),
    ],
)
def test_days_between_dates_of_any_precision(one: str, other: str, days: int | None) -> None:
    assert days_between(one, other) == days_between(other, one) == days


def test_a_day_is_known_of_a_whole_date_only() -> None:
    assert day_of("2021-03-02") == day_of("2021-03-01") + 1
    assert [day_of(text) for text in ("", "2021", "2021-03", "2021-13-01")] == [0, 0, 0, 0]
