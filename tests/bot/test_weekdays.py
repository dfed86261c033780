"""Days of the week as people type them."""

from __future__ import annotations

import pytest

from bot.errors import UserError
from bot.weekdays import suggest_weekdays, weekdays_in_words, weekdays_typed


@pytest.mark.parametrize(
    ("typed", "stored", "words"),
    [
        ("every day", "1234567", "every day"),
        ("Daily", "1234567", "every day"),
        ("mon-fri", "12345", "Monday to Friday"),
        ("Monday to Friday", "12345", "Monday to Friday"),
        ("weekdays", "12345", "Monday to Friday"),
        ("weekends", "67", "Saturday and Sunday"),
        ("Tuesday, Friday", "25", "Tuesday and Friday"),
        ("tue and fri", "25", "Tuesday and Friday"),
        ("sat-mon", "167", "Monday, Saturday and Sunday"),
        ("Sundays", "7", "Sunday"),
        ("mo, we, fr", "135", "Monday, Wednesday and Friday"),
    ],
)
def test_days_are_read_and_said(typed: str, stored: str, words: str) -> None:
    assert weekdays_typed(typed) == stored
    assert weekdays_in_words(stored) == words
    assert weekdays_typed(words) == stored


@pytest.mark.parametrize("typed", ["", "t", "someday", "mon-wed-fri", "1", ",", "-", "s-s"])
def test_anything_else_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UserError, match="mon-fri"):
        weekdays_typed(typed)


def test_offers_begin_with_what_was_meant() -> None:
    assert suggest_weekdays("")[0] == "every day"
    assert suggest_weekdays("mon-fr")[0] == "Monday to Friday"
    assert suggest_weekdays("w") == ["weekends", "Wednesday"]
