"""What of an archive is in a selection, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Archive
from store.errors import UnknownSpeaker
from store.export.selection import Found, Selection, quotes_of
from store.export.walk import ARTICLES_A_READ, Order


@pytest.fixture(scope="module")
def archive(awkward: Path) -> Iterator[Archive]:
    with Archive.open(awkward) as opened:
        yield opened


def found(archive: Archive, order: Order = Order.STORED, **wanted: str | bool) -> list[Found]:
    selection = Selection(**wanted)  # type: ignore[arg-type]
    return list(archive.selected(archive.understood(selection), order))


def records(found: list[Found]) -> list[str]:
    return [one.view.article.source for one in found]


def said(found: list[Found]) -> list[str]:
    return [
        one.view.article.body[slice(*quote.content[0])] for one in found for quote in one.quotes
    ]


def test_everything_comes_in_the_order_it_came_in_or_the_newest_first(archive: Archive) -> None:
    stored = ["folder/one.txt", "folder/two.txt", "three.txt"]
    assert records(found(archive)) == stored
    assert records(found(archive, Order.NEWEST)) == stored
    assert len(said(found(archive))) == 7


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"after": "2021-03"}, ["folder/one.txt"]),
        ({"before": "2021-02-15"}, ["folder/two.txt"]),
        ({"after": "2021-02-15"}, ["folder/one.txt", "folder/two.txt"]),
        ({"source": "reuters"}, ["folder/one.txt"]),
        ({"source": "folder"}, ["folder/one.txt", "folder/two.txt"]),
        ({"about": "refugee"}, ["folder/one.txt", "three.txt"]),
        ({"about": "refugees", "source": "wire.example"}, ["folder/one.txt"]),
        ({"about": "refugees -ferry"}, ["three.txt"]),
        ({"about": '"would not say"'}, ["folder/two.txt"]),
        ({"about": "ferry refugees"}, ["folder/one.txt"]),
        ({"about": "harbor refugees"}, []),
        ({"speaker": "Kang"}, ["folder/one.txt", "folder/two.txt"]),
        ({"speaker": "Kang", "about": "refugees"}, []),
        ({"speaker": "Hale", "after": "2021"}, ["folder/one.txt"]),
    ],
)
def test_articles_of_a_selection(
    archive: Archive, wanted: dict[str, str], expected: list[str]
) -> None:
    assert records(found(archive, **wanted)) == expected


def test_quotes_are_those_of_the_speaker_and_about_the_words(archive: Archive) -> None:
    assert said(found(archive, speaker="Erica Kang")) == [
        "“The ferry is <b>safe</b> & dry,”",
        "“Nothing moved,”",
    ]
    assert said(found(archive, about="moved")) == ["“Nothing moved,”"]
    assert said(found(archive, about="refugees", before="2021-03")) == [
        "“=SUM(A1:A9) is no fare,”",
        "=SUM(A1:A9) is",
    ]
    (one,) = found(archive, speaker="Kang", after="2021-03")
    assert len(one.view.quotes) == 3  # the article is whole


def test_unsure_quotes_only_where_they_are_asked_for(archive: Archive) -> None:
    assert "the harbor was shut" not in said(found(archive))
    assert "the harbor was shut" in said(found(archive, unsure=True))


def test_misspelt_speakers_and_words_are_read_and_told(archive: Archive) -> None:
    asked = archive.understood(Selection(speaker="erika kang", about="refugeez"))
    assert asked.selection.speaker == "Erica Kang"
    assert {(c.typed, c.read) for c in asked.corrections} == {
        ("erika kang", "Erica Kang"),
        ("refugeez", "refugees"),
    }


def test_nobody_of_that_name(archive: Archive) -> None:
    with pytest.raises(UnknownSpeaker, match="'Erwin Kong': did you mean Erica Kang"):
        archive.understood(Selection(speaker="Erwin Kong"))


def test_words_that_questions_leave_out_limit_all_the_same(archive: Archive) -> None:
    assert records(found(archive, about="why")) == ["folder/two.txt"]


def test_progress_goes_up_to_all(archive: Archive) -> None:
    told: list[tuple[int, int]] = []
    asked = archive.understood(Selection())
    list(archive.selected(asked, progress=lambda done, total: told.append((done, total))))
    assert told[-1] == (3, 3)


def test_quotes_up_to_a_limit(archive: Archive) -> None:
    every = found(archive)
    assert [len(said(list(quotes_of(every, n)))) for n in (1, 3, 4, 100)] == [1, 3, 4, 7]
    assert len(said(list(quotes_of(every)))) == 7


@pytest.mark.parametrize("order", list(Order))
def test_pages_join_without_a_gap(
    monkeypatch: pytest.MonkeyPatch, archive_path: Path, order: Order
) -> None:
    with Archive.open(archive_path) as archive:
        articles = archive.stats().articles
        monkeypatch.setattr("store.export.walk.NUMBERS_A_READ", 7)
        monkeypatch.setattr("store.export.walk.ARTICLES_A_READ", 5)
        in_pages = found(archive, order)
        monkeypatch.undo()
        assert articles < ARTICLES_A_READ
        assert in_pages == found(archive, order)
    assert len({one.view.article.id for one in in_pages}) == articles
    if order is Order.NEWEST:
        dates = [one.view.article.published for one in in_pages]
        assert dates == sorted(dates, reverse=True)


def test_every_quote_is_the_one_the_archive_shows(archive_path: Path) -> None:
    with Archive.open(archive_path) as archive:
        for one in found(archive):
            assert one.view == archive.article(one.view.article.id)
            assert one.quotes == one.view.quotes
