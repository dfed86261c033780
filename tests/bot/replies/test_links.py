"""Links open the page at the words, and nothing but http(s) becomes one."""

from __future__ import annotations

import pytest

from bot.replies.dates import in_words, span_in_words
from bot.replies.limits import LINK
from bot.replies.links import link_to_words, web_link


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "https://a b.example/",
        "https://a.example/\n",
        "https://a.example/\u202egpj",
        "http://[bad",
        "news/story.html",
        "https://a.example/" + "x" * LINK,
        "https://news.example@evil.example/",
        "https://discord.gg/abc",
        "https://ptb.Discord.com/invite/abc",
    ],
)
def test_not_a_link(url: str) -> None:
    assert web_link(url) == ""


def test_a_link_can_not_end_its_own_markup() -> None:
    assert web_link("https://a.example/x)[y](<z>") == "https://a.example/x%29[y]%28%3Cz%3E"


def test_short_words_are_named_whole() -> None:
    link = link_to_words("https://a.example/x", '"It isn\'t getting any better, so far,"')
    assert link == "https://a.example/x#:~:text=It%20isn%27t%20getting%20any%20better%2C%20so%20far"


def test_long_words_are_named_by_their_ends() -> None:
    words = "one two three four five six seven eight nine-ten eleven twelve"
    link = link_to_words("https://a.example/x#top", words)
    assert link.endswith(
        "#top:~:text=one%20two%20three%20four,eight%20nine%2Dten%20eleven%20twelve"
    )


def test_no_words_no_fragment() -> None:
    assert link_to_words("https://a.example/x", '" — "') == "https://a.example/x"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2002-09-11", "11 September 2002"),
        ("2002-09", "September 2002"),
        ("2002", "2002"),
        ("", ""),
        ("2002-13", "2002-13"),
        ("soon", "soon"),
    ],
)
def test_dates_in_words(date: str, words: str) -> None:
    assert in_words(date) == words


def test_a_span_of_one_day_is_a_day() -> None:
    assert span_in_words("2002-09-11", "2002-09-11") == "11 September 2002"
    assert span_in_words("2001", "2002-09") == "2001 to September 2002"
