"""Any string whatever as a question: an answer or a clear sentence, with nothing but the archive's words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import lookups
from bot.replies.explain import explanation
from bot.terminal import as_text
from store import Archive
from store.model import Answer, Certainty

PIECES = [
    *"ferry passengers Kelmara minister 21 1990s 2021-03-15 9/11 $5 50% a the who how many".split(),
    *"AND OR NOT TO + - -- -ferry * ? ~ ^ ! && || \\ / ( ) [ ] { } < > : :: ' \" “ ” « » ` | %".split(),
    *"speaker: speaker:Kolb source: source:wire site:x after: after:2021 before:0000 since:9999".split(),
    *"before:last_week after:32-jan-2021 text:ferry title:* _id:1 1=1; DROP".split(),
    "last week",
    "in the last 999 years",
    "between 2021 and 1500",
    "what did",
    "say about",
    "Who said",
    "who is",
    "asylumseekers",
    "pas sengers",
    "fery",
    "\u200b",
    "\u200d",
    "\u200f",
    "\u202e",
    "\ufeff",
    "\x00",
    "\x1b[2J",
    "\n",
    "0\x1f",  # a number beside what str.strip takes for white space and int does not
    "😀",
    "👩‍👩‍👧",
    "e\u0301" * 3,
    "ﬁﬂ",
    "İ",
    "ß",
    "ǅ",
    "²",
    "中文",
    "العبارة",
    "\ud800",
    "\udcff",
]
LONG = 100_000


@pytest.fixture(scope="module")
def archive(archive_path: Path) -> Iterator[Archive]:
    with Archive.open(archive_path) as archive:
        yield archive


def answered(archive: Archive, text: str) -> None:
    """Every way to ask, as every face does: a reply with words in it, and each quoted word as printed."""
    for reply, value in (
        lookups.ask(archive, text),
        lookups.who_said(archive, text),
        lookups.said(archive, text),
        lookups.said(archive, "Kolb", text),
        lookups.search(archive, text),
    ):
        assert isinstance(value, Answer)
        assert as_text(reply).strip().encode()
        assert explanation(value).read
        assert value.passages or value.profile or value.certainty is Certainty.UNKNOWN
        for passage in value.passages:
            view = archive.article(passage.citation.article_id)
            assert view is not None
            for fragment in passage.fragments:
                assert fragment.text == view.article.body[fragment.start : fragment.end]
    for reply, _ in (
        lookups.speaker(archive, text),
        lookups.article(archive, text),
        lookups.facts(archive, text),
        lookups.timeline(archive, text),
        lookups.timeline(archive, "Kolb", text),
    ):
        assert as_text(reply).strip()
    archive.hits(text)
    archive.suggest_speakers(text)
    archive.suggest_headlines(text)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=60,
)
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
)
def test_any_text_is_answered(archive: Archive, text: str) -> None:
    answered(archive, text)


@pytest.mark.parametrize("piece", ["a", *PIECES])
def test_any_length_is_answered(archive: Archive, piece: str) -> None:
    for text in (piece * (LONG // len(piece)), f"{piece} " * (LONG // (len(piece) + 1))):
        answered(archive, text)
