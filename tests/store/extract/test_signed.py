"""A name behind a dash is who said the words before it; a dash with anything else behind it is not."""

from __future__ import annotations

import pytest
from quoting import said

LEAD = "Ada Lunde runs the ferry across the sound.\n\n"


@pytest.mark.parametrize("dash", ["—", "–", "―", "--", "-"])
def test_a_name_behind_a_dash_signs_the_words(dash: str) -> None:
    (quote,) = said(LEAD + f"“It was never late in forty years.” {dash} Ada Lunde, owner")
    assert quote.content == ("“It was never late in forty years.”",)
    assert (quote.cue, quote.source, quote.speaker) == (dash, "Ada Lunde, owner", "Ada Lunde")


def test_the_name_may_stand_on_the_next_line() -> None:
    (quote,) = said(LEAD + "“It was never late in forty years.”\n\n— Tor Brandvik")
    assert (quote.source, quote.speaker) == ("Tor Brandvik", "Tor Brandvik")


def test_each_of_several_signed_lines_is_a_quote_of_its_own() -> None:
    quotes = said(
        LEAD + "“Bring back the night boat.” — Ada Lunde\n“It costs too much.” — Tor Brandvik"
    )
    assert [q.speaker for q in quotes] == ["Ada Lunde", "Tor Brandvik"]


@pytest.mark.parametrize(
    "line",
    [
        "“The Night Boat” — it ran for forty years — is a song.",
        "“It was never late,” — and here he paused — “in forty years.”",
        "“It was never late in forty years.” — which nobody believed.",
    ],
)
def test_what_is_no_name_signs_nothing(line: str) -> None:
    assert all(quote.cue not in ("—", "-") for quote in said(LEAD + line))
