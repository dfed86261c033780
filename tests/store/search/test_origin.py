"""Asking one source alone: its folder or file, the agency credited, the site."""

from dataclasses import replace
from pathlib import Path

import pytest
from handmade import article, extraction, person, quote

from store.db import Readers
from store.model import Certainty
from store.schema import ARCHIVE
from store.search.index import Index
from store.search.origin import is_from, origin
from store.search.searcher import Searcher
from store.write import Writer

RUUD = person("Jonas Ruud")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("wire.example", True),
        ("Harbour-Wire", True),
        ("archive", True),
        ("politics", True),
        ("AP", True),
        ("home", False),
        ("story-5.html", True),
        ("story-5", True),
        ("story-6", False),
        ("page", False),
        ("wire.example.org", False),
    ],
)
def test_what_an_article_is_from(wanted: str, found: bool) -> None:
    held = origin(
        "/home/ada/archive/harbour-wire", "politics/story-5.html", "AP", "https://wire.example/page"
    )
    assert is_from(wanted, held) is found


def test_the_file_of_many_articles_is_their_source() -> None:
    assert is_from("dump.jsonl", origin("in", "old/dump.jsonl#17", "", "http://[broken"))
    assert not is_from("17", origin("in", "old/dump.jsonl#17", "", ""))


def test_only_the_source_that_is_asked_for_answers(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Writer(path) as writer:
        for site in ("coast", "inland"):
            one = article(
                f'"The {site} ferry is late," Jonas Ruud said.\n\nAt least 80 waited for the ferry.',
                headline=f"Ferry Late, Says {site.title()}",
                source=f"{site}/ferry-{site}.txt",
            )
            one = replace(one, url=f"https://{site}.example/ferry")
            found = extraction(quote(one, RUUD, f'"The {site} ferry is late,"'))
            writer.add("feeds", [(one, found)], now="2021-03-02T06:00:00+00:00")
    with Readers(path, ARCHIVE) as readers:
        searcher = Searcher(readers, Index.open(tmp_path / "archive.index", readers))
        for answer in (
            searcher.ask("How many waited for the ferry source:inland.example?"),
            searcher.search("ferry site:inland"),
            searcher.search("ferry source:ferry-inland.txt"),
            searcher.said_by("Ruud", about="source:ferry-inland"),
            searcher.who_said("ferry is late source:inland"),
            searcher.ask("What did Ruud say source:inland"),
            searcher.ask("What did Ruud say about the ferry source:inland"),
            searcher.said_by("Ruud", about="source:inland"),
        ):
            assert answer.passages
            assert {each.citation.headline for each in answer.passages} == {
                "Ferry Late, Says Inland"
            }
        assert searcher.said_by("Ruud").total == 2
        assert searcher.search("ferry source:nowhere").certainty == Certainty.UNKNOWN
        assert searcher.said_by("Ruud", about="source:nowhere").certainty == Certainty.UNKNOWN
