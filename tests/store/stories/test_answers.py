"""Answers cite one version of a story and name the others; other events are not taken for it."""

from pathlib import Path

import pytest
from handmade import article, extraction, person, quote

from store import Archive
from store.model import Answer
from store.write import Writer

LUND = person("Dov Lund", role="secretary")
TEXT = (
    "TARN — The cannery will close its night shift in May, the company said, and {0} people will lose"
    " their work.\n\n“We were told by letter that {0} of us are to go, and nobody had asked us,” Dov Lund"
    " said.\n\nThe plant has packed sprats on the south quay since the war, and the town lives from it."
    " Its boilers were renewed not long ago with a loan that the islands council had backed."
    " The mayor asked for a meeting with the owners this week.{1}"
)
SAID = "“We were told by letter that {0} of us are to go, and nobody had asked us,”"
UPDATE = "\n\nThe owners agreed to a meeting."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def take_in(path: Path, *prints: tuple[str, str, str]) -> None:
    with Writer(path) as writer:
        for people, more, day in prints:
            one = article(
                TEXT.format(people, more),
                headline=f"Cannery Ends Night Shift{' After All' * bool(more)}",
                source=f"{people}{day}{len(more)}",
                published=day,
            )
            found = extraction(quote(one, LUND, SAID.format(people)))
            writer.add("wire", [(one, found)], now="2021-03-02T06:00:00+00:00")


def cited(answer: Answer) -> list[tuple[int, set[int]]]:
    return [
        (one.citation.article_id, {other.article_id for other in one.also_in})
        for one in answer.passages
    ]


def test_one_version_is_cited_with_the_other_beside_it(path: Path) -> None:
    take_in(path, ("40", "", "2021-03-01"), ("46", UPDATE, "2021-03-01"))
    with Archive.open(path) as archive:
        assert archive.stats().articles == 2
        for answer in (
            archive.who_said("told by letter nobody had asked us"),
            archive.search("night shift cannery lose their work"),
        ):
            articles = [{first, *others} for first, others in cited(answer)]
            assert articles[0] == {1, 2}


def test_the_same_form_of_another_year_is_cited_for_itself(path: Path) -> None:
    take_in(path, ("40", "", "2021-03-01"), ("71", "", "2024-03-01"))
    with Archive.open(path) as archive:
        answer = archive.who_said("told by letter nobody had asked us")
        assert sorted(cited(answer)) == [(1, set()), (2, set())]
