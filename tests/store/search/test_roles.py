"""What the holder of a role said, where a question names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import article, extraction, person, quote

from store.db import Readers
from store.model import Answer, Certainty, Speaker, SpeakerKind
from store.schema import ARCHIVE
from store.search.index import Index
from store.search.searcher import Searcher
from store.write import Writer

STORIES = (
    ("2019-05-02", "Taxes stay as they are", person("Ivar Holt", role="Prime Minister")),
    ("2020-06-01", "The bridge comes first", person("Ivar Holt", role="former prime minister")),
    ("2021-03-01", "Taxes must fall", person("Lena Quist", role="Prime Minister")),
    ("2021-04-01", "Schools come first", person("Lena Quist", role="Prime Minister")),
    ("2021-04-02", "Rain is no excuse", replace(person("Ola Brandt", role="mayor"), place="Lund")),
    ("2021-04-03", "Snow is no excuse", replace(person("Per Falk", role="mayor"), place="Velm")),
    ("2021-04-04", "Hail is no excuse", person("Per Falk", role="deputy mayor")),
    ("2021-04-05", "Fog is no excuse", person("Tove Lind", role="mayor")),
    (
        "2021-05-01",
        "Nobody is to blame",
        Speaker("a company spokesman", SpeakerKind.ANONYMOUS, False),
    ),
    ("2021-04-06", "Bread is no excuse", person("Ida Holm", role="baker")),
    ("2021-04-07", "Cake is no excuse", person("James Baker", role="lawyer")),
    ("2021-05-02", "Somebody is to blame", person("Nils Berg", role="spokesman")),
)
BESIDE = {
    "Fog is no excuse": "It lay over Kiruna and its harbour.",
    "Nobody is to blame": "Trams stopped.",
    "Somebody is to blame": "Nils Berg is the company's spokesman.",
}


@pytest.fixture
def searcher(tmp_path: Path) -> Iterator[Searcher]:
    path = tmp_path / "archive.db"
    with Writer(path) as writer:
        for published, words, speaker in STORIES:
            body = f'"{words}," said {speaker.name}.\n\n{BESIDE.get(words, "It was late.")}'
            one = article(body, headline=f"On {published}", source=published, published=published)
            found = extraction(quote(one, speaker, f'"{words},"'))
            writer.add("wire", [(one, found)], now="2022-01-01T00:00:00+00:00")
    with Readers(path, ARCHIVE) as readers:
        yield Searcher(readers, Index.open(path.with_suffix(".index"), readers))


def said(answer: Answer) -> list[str]:
    return [passage.fragments[0].text.strip('",') for passage in answer.passages]


@pytest.mark.parametrize("typed", ["the prime minister", "Prime Minister", "PM", "the premier"])
def test_everybody_in_the_role_newest_first_and_named(searcher: Searcher, typed: str) -> None:
    answer = searcher.said_by(typed)
    assert said(answer) == ["Schools come first", "Taxes must fall", "Taxes stay as they are"]
    assert (answer.certainty, answer.total) == (Certainty.FOUND, 3)
    assert [(each.name, each.role, each.first, each.last) for each in answer.holders] == [
        ("Lena Quist", "Prime Minister", "2021-03-01", "2021-04-01"),
        ("Ivar Holt", "Prime Minister", "2019-05-02", "2019-05-02"),
    ]


def test_about_a_topic_and_within_days(searcher: Searcher) -> None:
    answer = searcher.ask("What did the prime minister say about taxes?")
    assert sorted(said(answer)) == ["Taxes must fall", "Taxes stay as they are"]
    assert len(answer.holders) == 2
    assert said(searcher.said_by("the prime minister", about="taxes", before="2020")) == [
        "Taxes stay as they are"
    ]
    assert said(searcher.search('speaker:"the prime minister" schools')) == ["Schools come first"]
    nothing = searcher.said_by("the prime minister", about="volcanoes")
    assert (nothing.certainty, nothing.passages) == (Certainty.UNKNOWN, ())
    assert nothing.nearest == ("Lena Quist", "Ivar Holt")


@pytest.mark.parametrize("typed", ["mayor of Lund", "Lund's mayor", "the Lund mayor"])
def test_the_place_that_is_printed_with_it_counts(searcher: Searcher, typed: str) -> None:
    answer = searcher.said_by(typed)
    assert (said(answer), answer.certainty) == (["Rain is no excuse"], Certainty.FOUND)
    assert [each.name for each in answer.holders] == ["Ola Brandt"]


def test_nobody_is_guessed_at(searcher: Searcher) -> None:
    for typed in ("mayor of Oslo", "Oslo's mayor", "the bishop"):
        answer = searcher.said_by(typed)
        assert (answer.certainty, answer.passages, answer.holders) == (Certainty.UNKNOWN, (), ())
    mayors = [each.name for each in searcher.said_by("the mayor").holders]
    assert mayors == ["Tove Lind", "Per Falk", "Ola Brandt"]
    assert said(searcher.said_by("deputy mayor")) == ["Hail is no excuse"]
    assert said(searcher.said_by("former prime minister")) == ["The bridge comes first"]


def test_who_is_only_described_and_who_is_named_in_the_text(searcher: Searcher) -> None:
    answer = searcher.said_by("the company's spokesman")
    assert said(answer) == ["Somebody is to blame", "Nobody is to blame"]
    assert [(each.name, each.named) for each in answer.holders] == [
        ("Nils Berg", True),
        ("a company spokesman", False),
    ]


def test_a_mayor_of_an_article_that_prints_the_place_may_be_meant(searcher: Searcher) -> None:
    answer = searcher.said_by("the mayor of Kiruna")
    assert (answer.certainty, said(answer)) == (Certainty.CLOSEST, ["Fog is no excuse"])
    assert [each.name for each in answer.holders] == ["Tove Lind"]


def test_a_name_is_a_name(searcher: Searcher) -> None:
    for typed in ("Lena Quist", "Prime Minister Quist", "quist"):
        answer = searcher.said_by(typed)
        assert (answer.total, answer.holders) == (2, ())
    for typed in ("Baker", "baker", "James Baker"):
        assert said(searcher.said_by(typed)) == ["Cake is no excuse"]
    for typed in ("the baker", "bakers"):
        assert said(searcher.said_by(typed)) == ["Bread is no excuse"]
