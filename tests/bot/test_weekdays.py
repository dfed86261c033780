"""Days of the week as people type them."""

from __future__ import annotations

import pytest

from bot.errors import UserError
from bot.languages import language_named
from bot.replies.language import ENGLISH
from bot.replies.words import said
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
    assert suggest_weekdays("", ENGLISH)[0] == "every day"
    assert suggest_weekdays("mon-fr", ENGLISH)[0] == "Monday to Friday"
    assert suggest_weekdays("w", ENGLISH) == ["weekends", "Wednesday"]


@pytest.mark.parametrize(
    ("typed", "stored", "told"),
    [
        ("täglich", "1234567", "jeden Tag"),
        ("mo-fr", "12345", "Montag bis Freitag"),
        ("Montag bis Freitag", "12345", "Montag bis Freitag"),
        ("Di, Do und So", "247", "Dienstag, Donnerstag und Sonntag"),
        ("dienstags", "2", "Dienstag"),
        ("am Wochenende", "67", "Samstag und Sonntag"),
        ("Mittwoch to Friday", "345", "Mittwoch bis Freitag"),
    ],
)
def test_days_in_german(typed: str, stored: str, told: str) -> None:
    german = language_named("de")
    assert weekdays_typed(typed) == stored
    assert said(weekdays_in_words(stored), german) == told
    assert said(suggest_weekdays(typed, german)[0], german) == told
