"""The steps from found to unknown, and that what speaks for a passage makes it surer."""

from __future__ import annotations

import pytest

from store.model import Certainty, QuestionKind
from store.search.certainty import certainty, surety, worth_showing
from store.search.ranking import FEATURES

ALL = (1.0,) * len(FEATURES)
NOTHING = (0.0,) * len(FEATURES)


def test_everything_there_is_found_and_nothing_is_unknown() -> None:
    assert certainty(QuestionKind.WHEN, ALL, [20.0], missing=False) is Certainty.FOUND
    assert certainty(QuestionKind.WHEN, NOTHING, [0.0], missing=False) is Certainty.UNKNOWN


def test_a_name_that_is_missing_makes_the_best_the_closest() -> None:
    assert certainty(QuestionKind.WHEN, ALL, [20.0], missing=True) is Certainty.CLOSEST


def test_a_lead_makes_surer() -> None:
    assert (
        surety(ALL, [20.0, 12.0, 11.0])
        > surety(ALL, [20.0, 19.9, 19.8])
        == pytest.approx(surety(ALL, [20.0, 19.85]))
    )


def test_plain_words_are_held_to_their_score() -> None:
    keywords = QuestionKind.KEYWORDS
    assert certainty(keywords, NOTHING, [9.5], missing=False) is Certainty.FOUND
    assert certainty(keywords, NOTHING, [6.0], missing=False) is Certainty.CLOSEST
    assert certainty(keywords, NOTHING, [4.0], missing=False) is Certainty.UNKNOWN
    assert worth_showing(keywords, 6.0) and not worth_showing(QuestionKind.WHO, 6.0)


def test_a_passage_that_means_what_is_asked_makes_surer() -> None:
    half = (0.5,) * len(FEATURES)
    assert surety(half, [10.0], (0.8, 0.8)) > surety(half, [10.0], (0.2, 0.2))
    alike = {
        certainty(QuestionKind.WHEN, half, [10.0], missing=False, meant=(meaning, meaning))
        for meaning in (0.0, 1.0)
    }
    assert alike == {Certainty.UNKNOWN, Certainty.FOUND}
