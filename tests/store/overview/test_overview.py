"""Figures, days and timelines of invented archives: the fire of a ferry, and archives at the extremes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import article, extraction, person, quote
from marten import FIRST, GUARD, LATER, add_reports, fact

from store import Archive
from store.model import Article, Extraction
from store.overview.model import Activity, SubjectFigures
from store.write import Writer

NOW = "2023-02-01T00:00:00+00:00"
OBE = person("Ada Obe", role="harbour master")


def archive_of(folder: Path, *written: tuple[Article, Extraction]) -> Archive:
    with Writer(folder / "archive.db") as writer:
        writer.add("made.txt", written, now=NOW)
    return Archive.open(folder / "archive.db")


@pytest.fixture
def marten(tmp_path: Path) -> Iterator[Archive]:
    add_reports(tmp_path / "archive.db")
    with Archive.open(tmp_path / "archive.db") as archive:
        yield archive


def figures(found: SubjectFigures) -> list[str]:
    return [figure.text for sentence in found.sentences for figure in sentence.figures]


# --- figures on a subject


def test_the_newest_of_two_that_contradict_stands_first_with_the_other_beside_it(
    marten: Archive,
) -> None:
    found = marten.facts("people dead in the fire of the Marten")
    six = found.sentences[0].figures[0]
    assert (six.text, six.value) == ("Six", 6)
    (four,) = six.others
    assert (four.text, four.says, four.citation.published) == ("four", GUARD, "2022-01-10")
    assert FIRST.body[four.citation.start : four.citation.end] == "four"
    assert "four" not in figures(found)


def test_who_says_it_where_and_when_come_with_a_figure(marten: Archive) -> None:
    (sentence,) = marten.facts("dead", before="2022-01-31").sentences
    (four,) = sentence.figures
    assert (four.says, four.where, four.when) == (GUARD, "", "")
    forty = marten.facts("rescued passengers").sentences[0].figures[0]
    assert (forty.text, forty.what, forty.where) == ("At least 40", "passengers", "Cape Halden")


def test_sentences_are_verbatim_with_their_figures_marked(marten: Archive) -> None:
    found = marten.facts("Marten", limit=50)
    assert found.total == len(found.sentences) and found.articles == 2
    for sentence in found.sentences:
        (fragment,) = sentence.passage.fragments
        body = {FIRST.url: FIRST, LATER.url: LATER}[sentence.passage.citation.url].body
        assert body[fragment.start : fragment.end] == fragment.text
        marked = [fragment.text[start:end] for start, end in fragment.emphasis]
        assert marked == [figure.text for figure in sentence.figures]


def test_pages_are_parts_of_one_list(marten: Archive) -> None:
    whole = marten.facts("Marten", limit=50).sentences
    paged = [
        *marten.facts("Marten", limit=2).sentences,
        *marten.facts("Marten", limit=50, offset=2).sentences,
    ]
    assert tuple(paged) == whole


def test_dates_in_the_subject_limit_it_too(marten: Archive) -> None:
    assert "Six" not in figures(marten.facts("dead in January 2022"))
    assert "Six" in figures(marten.facts("dead in the fire", after="2022-02"))


@pytest.mark.parametrize("subject", ["", "?", "the of", "xylophone", '"', "-fire", "💥" * 300])
def test_subjects_that_nothing_is_about(marten: Archive, subject: str) -> None:
    found = marten.facts(subject)
    assert found.sentences == () and found.total == 0


def test_the_same_figure_in_two_versions_of_a_story_is_one(tmp_path: Path) -> None:
    body = (
        "TARN — At least 80 passengers waited on the quay of Tarn until morning, when the ferry to Velm"
        " sailed with the tide and the wind behind it, and nobody was told why it was late.\n\n"
        "The harbour office of Tarn gave no reason, and the crew said that they had been told to wait"
        " for a pilot who was asleep on the other side of the strait."
    )
    one = article(body, published="2021-03-01", source="a.txt", headline="Ferry to Velm Late")
    two = article(body, published="2021-03-02", source="b.txt", headline="Late Ferry to Velm")
    with archive_of(
        tmp_path,
        *(
            (each, extraction(facts=(fact(each, "At least 80", 80, "passengers"),)))
            for each in (one, two)
        ),
    ) as archive:
        (sentence,) = archive.facts("passengers on the quay").sentences
    assert len(sentence.passage.also_in) == 1


# --- a day of all years


def test_one_story_of_each_year_first(tmp_path: Path) -> None:
    made = []
    for year in (2019, 2020, 2021):
        for number in range(3):
            words = f'"Pump {number} of the year {year} was never tested, not even once,"'
            one = article(
                f"{words} Ada Obe said." if number == 1 else f"Nothing was said of pump {number}.",
                published=f"{year}-09-11",
                source=f"{year}-{number}.txt",
                headline=f"Pump {number} of {year}",
            )
            made.append((one, extraction(*([quote(one, OBE, words)] if number == 1 else []))))
    month = article("Of a month alone.", published="2022-09", source="m.txt", headline="A Month")
    with archive_of(tmp_path, *made, (month, Extraction())) as archive:
        found = archive.on_this_day("09-11", limit=4)
        assert [story.headline.headline for story in found.stories[:3]] == [
            "Pump 1 of 2021",
            "Pump 1 of 2020",
            "Pump 1 of 2019",
        ]
        assert found.stories[3].headline.published == "2021-09-11"
        assert (found.total, found.years) == (9, ("2019", "2020", "2021"))
        assert found.stories[0].quote is not None
        rest = archive.on_this_day("09-11", limit=10, offset=4)
        seen = {story.headline.article_id for story in (*found.stories, *rest.stories)}
        assert len(seen) == 9
        assert archive.on_this_day("09-12").stories == ()


# --- a speaker over time


def test_first_and_last_in_order_with_what_came_and_went(marten: Archive) -> None:
    found = marten.timeline("Rusk")
    words = [step.passage.fragments[0].text for step in found.steps]
    assert [text.split()[1] for text in words] == ["smoke", "sprinklers", "ask"]
    assert found.total == 3 and found.activity.undated == 1
    first, second, last = found.steps
    assert first.arriving == () and last.leaving == ()
    assert second.arriving == ("sprinklers",)
    assert set(second.leaving) == {"car", "deck"}


def test_a_topic_is_found_with_slips_in_it(marten: Archive) -> None:
    found = marten.timeline("ingvald rusck", "spinklers")
    assert [step.passage.citation.published for step in found.steps] == [
        "2022-02-03",
        "2023-01-10",
    ]
    assert {each.read for each in found.question.corrections} == {"Ingvald Rusk", "sprinklers"}


def test_days_limit_a_timeline(marten: Archive) -> None:
    found = marten.timeline("Rusk", after="2022-02", before="2022-12")
    assert [step.passage.citation.published for step in found.steps] == ["2022-02-03"]


def test_a_topic_that_they_never_spoke_of_has_no_timeline(marten: Archive) -> None:
    found = marten.timeline("Rusk", "xylophone quotas")
    assert found.steps == () and found.total == 0


WORDINGS = (
    "The pumps below the quay need a new engine before the winter, says list",
    "Whoever cannot see the tugs in the fog should not sail past buoy",
    "My grandmother mended nets in this house and paid a rent of crowns",
    "Parliament forgot the sluices, as it forgets everything west of mile",
)


def many(count: int, published: str = "") -> Iterator[tuple[Article, Extraction]]:
    """``count`` statements of one speaker, fifty an article, in four wordings with other numbers."""
    for number in range(count // 50):
        said = [f'"{WORDINGS[(number + at) % 4]} {number * 50 + at},"' for at in range(50)]
        one = article(
            "\n\n".join(f"{words} Ada Obe said." for words in said),
            published=published or f"{2000 + number // 12:04d}-{number % 12 + 1:02d}-15",
            source=f"{number}.txt",
            headline=f"Budget {number}",
        )
        yield (
            one,
            extraction(
                *(replace(quote(one, OBE, words), paragraph=at) for at, words in enumerate(said, 1))
            ),
        )


def test_ten_thousand_statements(tmp_path: Path) -> None:
    with archive_of(tmp_path, *many(10_000)) as archive:
        found = archive.timeline("Obe")
        assert found.total == 10_000 and len(found.steps) >= 4
        published = [step.passage.citation.published for step in found.steps]
        assert published == sorted(published)
        assert (published[0], published[-1]) == ("2000-01-15", "2016-08-15")
        on_topic = archive.timeline("Obe", "tugs")
        assert len(on_topic.steps) >= 2
        assert all("tugs" in step.passage.fragments[0].text for step in on_topic.steps)
        activity = archive.activity("obe")
        assert len(activity.counts) == 200 and activity.dated == 10_000
        assert archive.activity().dated == 200


def test_an_archive_without_dates(tmp_path: Path) -> None:
    undated = [
        (Article(one.headline, one.body, one.paragraphs, source=one.source), found)
        for one, found in many(100)
    ]
    with archive_of(tmp_path, *undated) as archive:
        found = archive.timeline("Obe")
        assert found.steps == () and found.activity == Activity((), 100)
        assert archive.activity() == Activity((), 2)
        assert archive.on_this_day("01-15").stories == ()


def test_one_article(tmp_path: Path) -> None:
    one = article('"It rained," Ada Obe said.', published="2002")
    with archive_of(tmp_path, (one, extraction(quote(one, OBE, '"It rained,"')))) as archive:
        (step,) = archive.timeline("Obe").steps
        assert step.passage.citation.published == "2002"
        assert archive.activity() == Activity((("2002", 1),))
        assert archive.activity("Zebulon Quist") == Activity()
        assert archive.facts("rain").sentences == ()


def test_an_empty_archive(tmp_path: Path) -> None:
    with archive_of(tmp_path) as archive:
        assert archive.timeline("Obe").steps == ()
        assert archive.activity() == Activity()
        assert archive.facts("ferry").sentences == ()
        assert archive.on_this_day("01-01").total == 0


def test_articles_a_day_follow_what_is_added(tmp_path: Path) -> None:
    with archive_of(tmp_path, *many(50)) as archive:
        assert archive.activity().dated == 1
        with Writer(tmp_path / "archive.db") as writer:
            writer.add("more.txt", [(FIRST, Extraction())], now=NOW)
        assert archive.activity().counts[-1] == ("2022-01-10", 1)
