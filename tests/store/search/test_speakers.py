from pathlib import Path

import pytest
from handmade import article, extraction, person, quote

from store.db import Readers
from store.schema import ARCHIVE
from store.search.index import Index
from store.search.searcher import Searcher
from store.search.speakers import Speakers
from store.write import Writer


@pytest.fixture
def speakers(readers: Readers) -> Speakers:
    return Speakers(readers)


@pytest.mark.parametrize(
    ("typed", "name", "fuzzy"),
    [
        ("Obe", "Ada Obe", False),
        ("Ada Obe", "Ada Obe", False),
        ("obe ada", "Ada Obe", False),
        ("Ms. Obe", "Ada Obe", False),
        ("President Obe", "Ada Obe", False),
        ("Jonas Rudd", "Jonas Ruud", True),
        ("ruud jnoas", "Jonas Ruud", True),
        ("customs official", "a senior customs official", False),
        ("a senior custom official", "a senior customs official", True),
    ],
)
def test_a_speaker_is_found_by_any_alias(
    speakers: Speakers, typed: str, name: str, fuzzy: bool
) -> None:
    first = speakers.find(typed)[0]
    assert (first.name, first.fuzzy) == (name, fuzzy)


@pytest.mark.parametrize(
    "typed", ["Napoleon", "Ada Napoleon", "", "?!", "x" * 2_000, "\u202eNobody\u0000"]
)
def test_nobody_is_found_by_a_name_that_no_one_has(speakers: Speakers, typed: str) -> None:
    assert speakers.find(typed) == []


def test_the_likest_named_speakers_are_near(speakers: Speakers) -> None:
    assert speakers.nearest("Ada Napoleon")[0] == "Ada Obe"
    assert set(speakers.nearest("Zebedee")) <= {"Ada Obe", "Jonas Ruud"}


@pytest.mark.parametrize(
    "typed", ["a", "ad", "ada o", "obe a", "Ada Obe", "jonsa ruu", "ruu jonsa", "jnoas", "ruad j"]
)
def test_a_name_is_offered_while_it_is_typed(speakers: Speakers, typed: str) -> None:
    name = "Jonas Ruud" if "j" in typed else "Ada Obe"
    assert name in [choice.value for choice in speakers.suggest(typed, 25)]


def test_the_most_quoted_are_offered_before_anything_is_typed(speakers: Speakers) -> None:
    assert [choice.label for choice in speakers.suggest("", 2)] == ["Ada Obe", "Jonas Ruud"]


def test_others_of_the_name_that_was_typed_are_told(path: Path) -> None:
    names = ("Ivo Obe", "Obe Lund")
    told = [article(f"It was late, said {name}.", source=f"{name}.txt") for name in names]
    with Writer(path) as writer:
        writer.add(
            "more",
            [
                (one, extraction(quote(one, person(name), "It was late,")))
                for one, name in zip(told, names, strict=True)
            ],
            now="2021-03-02T06:00:00+00:00",
        )
    with Readers(path, ARCHIVE) as readers:
        searcher = Searcher(readers, Index.open(path.with_suffix(".index"), readers))
        assert searcher.said_by("Obe").namesakes == ("Ivo Obe",)
        assert searcher.said_by("Obe", about="repairs").namesakes == ("Ivo Obe",)
        assert searcher.ask("Who is Obe?").namesakes == ("Ivo Obe",)
        assert searcher.said_by("Ada Obe").namesakes == ()
        assert searcher.said_by("Ruud").namesakes == ()
        assert searcher.said_by("Obbe").namesakes == ()
