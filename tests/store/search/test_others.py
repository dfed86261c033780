"""Other figures: what contradicts an answer, in its article and in others on the same event."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from handmade import article

from store.archive import Archive
from store.extract import extract_all
from store.model import Answer, Article
from store.write import Writer

NOW = "2021-03-10T06:00:00+00:00"

FIRST = article(
    "TARN — At least nine people died and more than 30 others were missing when the ferry Halcyon sank off"
    " Port Tarn in heavy seas on Monday night.\n\nA coast guard officer said 41 people had been rescued from"
    " the Halcyon by midnight.\n\nThe harbor office of Port Tarn put the rescued at 58.",
    headline="Ferry Halcyon Sinks Off Port Tarn",
    published="2021-03-02",
    source="first.txt",
)
NEXT = article(
    "The coast guard at Port Tarn ended its search for the ferry Halcyon on Friday. It said 31 people died"
    " when the Halcyon sank in heavy seas, and 71 people had been rescued.\n\nFour people are still missing,"
    " the coast guard said.",
    headline="Coast Guard Ends Its Search for the Halcyon",
    published="2021-03-05",
    source="next.txt",
)
ELSEWHERE = article(
    "Twelve people died when a bus fell into the river at Velm on Thursday, the police said. Another 15"
    " people were rescued from the bus.",
    headline="Bus Falls Into River at Velm",
    published="2021-03-04",
    source="elsewhere.txt",
)
YEARS_AGO = article(
    "At least three people died and 12 others were missing when the ferry Halcyon ran aground off Port Tarn"
    " in heavy seas. A coast guard officer said 7 people had been rescued.",
    headline="Ferry Halcyon Runs Aground Off Port Tarn",
    published="2014-11-20",
    source="years.txt",
)
OTHERS = tuple(
    article(
        f"The council of Town {number} met on Monday and spoke about roads, schools, rents and the price of"
        f" bread. Nobody was hurt. {number + 40} people came to listen.",
        headline=f"Council of Town {number} Meets",
        published="2021-03-03",
        source=f"council{number}.txt",
    )
    for number in range(12)
)


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., Answer]:
    def ask(question: str, *articles: Article) -> Answer:
        path = tmp_path / "archive.db"
        everything = [*articles, *OTHERS]
        with Writer(path) as writer:
            writer.add("wire", zip(everything, extract_all(everything), strict=True), now=NOW)
        with Archive.open(path) as archive:
            return archive.ask(question)

    return ask


def marked(answer: Answer) -> str:
    fragment = answer.passages[0].fragments[0]
    return fragment.text[slice(*fragment.emphasis[0])]


def others(answer: Answer) -> list[tuple[str, str]]:
    return [(other.text, other.citation.published) for other in answer.other_figures]


def test_the_figure_marked_is_the_one_asked_for(ask: Callable[..., Answer]) -> None:
    assert (
        marked(ask("How many people are missing from the ferry Halcyon?", FIRST)) == "more than 30"
    )
    assert marked(ask("How many people died on the ferry Halcyon?", FIRST)) == "At least nine"


def test_figures_of_one_article_that_disagree(ask: Callable[..., Answer]) -> None:
    answer = ask("How many people were rescued from the ferry Halcyon?", FIRST)
    assert (marked(answer), others(answer)) == ("41", [("58", "2021-03-02")])
    other = answer.other_figures[0]
    assert (other.citation.headline, other.citation.paragraph) == (FIRST.headline, 3)
    assert FIRST.body[other.citation.start : other.citation.end] == other.text


def test_figures_of_other_articles_on_the_event(ask: Callable[..., Answer]) -> None:
    answer = ask(
        "How many people were rescued when the Halcyon sank?", FIRST, NEXT, ELSEWHERE, YEARS_AGO
    )
    assert marked(answer) == "71"  # the newest report of the event comes first
    assert others(answer) == [("41", "2021-03-02"), ("58", "2021-03-02")]


def test_what_may_be_the_same_is_no_other_figure(ask: Callable[..., Answer]) -> None:
    answer = ask("How many people died when the Halcyon sank?", FIRST, NEXT, ELSEWHERE, YEARS_AGO)
    assert (marked(answer), others(answer)) == ("31", [])


def test_who_says_so_is_told(ask: Callable[..., Answer]) -> None:
    answer = ask("How many people are missing from the ferry Halcyon?", FIRST, NEXT)
    assert marked(answer) == "Four"
    assert [(other.text, other.says) for other in answer.other_figures] == [("more than 30", "")]


def test_other_questions_have_none(ask: Callable[..., Answer]) -> None:
    assert ask("When did the ferry Halcyon sink?", FIRST, NEXT).other_figures == ()


def test_the_bundled_archive_holds_contradictions(archive_path: Path) -> None:
    with Archive.open(archive_path) as archive:
        died = archive.ask("How many people died in the Lanner flood?")
        assert marked(died) == "27"
        assert [other.text for other in died.other_figures] == [
            "26",
            "32",
            "More than 30",
            "About 21",
        ]
        missing = archive.ask("How many people are missing from the ferry Gannet?")
        assert marked(missing).lower() == "four"
        assert ("more than 30", "2021-03-14") in others(missing)
        toll = archive.ask(
            "How many people were killed in Dunmarrow according to the city and the ministry?"
        )
        articles = {other.citation.article_id for other in toll.other_figures}
        assert toll.other_figures
        assert len(articles) < len(toll.other_figures)  # two in one article


def test_the_seed_article_offers_both_groups(real_archive: Path) -> None:
    with Archive.open(real_archive) as archive:
        answer = archive.ask(
            "How many North Korean asylum seekers have been allowed to leave China?"
        )
    assert marked(answer) == "More than 30"
    assert [(other.text, other.says) for other in answer.other_figures] == [
        ("15", "German embassy official"),
        ("about 21", "diplomat at the South Korean Embassy"),
    ]
