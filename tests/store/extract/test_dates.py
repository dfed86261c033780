"""Date phrases resolved against an article's date, and left open where it does not say enough."""

from __future__ import annotations

import pytest

from store.extract.dates import find_dates
from store.extract.parser import load

WEDNESDAY = "2002-09-11"


def found(text: str, published: str = WEDNESDAY) -> dict[str, str]:
    return {
        text[phrase.start : phrase.end]: phrase.when
        for phrase in find_dates(load()(text), published)
    }


@pytest.mark.parametrize(
    ("text", "phrase", "when"),
    [
        ("The group left the capital Wednesday morning.", "Wednesday morning", "2002-09-11"),
        ("The trial of the two guards ended Tuesday.", "Tuesday", "2002-09-10"),
        ("The prince died on Thursday.", "Thursday", "2002-09-05"),
        ("The minister will meet lawmakers on Friday.", "Friday", "2002-09-13"),
        ("She is scheduled to speak Thursday in the old hall.", "Thursday", "2002-09-12"),
        ("He plans to travel to the coast on Saturday.", "Saturday", "2002-09-14"),
        ("The vote was held last Friday.", "last Friday", "2002-09-06"),
        ("They will come back next Tuesday.", "next Tuesday", "2002-09-17"),
        ("The mayor resigned yesterday.", "yesterday", "2002-09-10"),
        ("The ships will return tomorrow.", "tomorrow", "2002-09-12"),
        ("The bridge fell ten days ago.", "ten days ago", "2002-09-01"),
        ("The mine closed two years ago.", "two years ago", "2000"),
        ("The mine closed three months ago.", "three months ago", "2002-06"),
        ("Prices rose this year.", "this year", "2002"),
        ("Prices fell late last year.", "late last year", "2001"),
        ("The law was passed in June of last year.", "June of last year", "2001-06"),
        ("They found no record of a January inspection.", "January", "2002-01"),
        ("Prices rose last month.", "last month", "2002-08"),
        ("The harvest failed in May.", "May", "2002-05"),
        ("The harvest failed in November.", "November", "2001-11"),
        ("The festival will open in March.", "March", "2003-03"),
        ("The ferry sank on Aug. 30 near the port.", "Aug. 30", "2002-08-30"),
        ("The ferry sank on May 2, 2001, near the port.", "May 2, 2001", "2001-05-02"),
        ("The ferry sank on 2 May 2001 near the port.", "2 May 2001", "2001-05-02"),
        ("The war ended in July of 1995.", "July of 1995", "1995-07"),
        ("The war ended in 1995.", "1995", "1995"),
        ("A 1998 study of the river found lead.", "1998", "1998"),
        ("Strikes went on from June to July 1999.", "June", "1999-06"),
        ("The fair ran May 2-5 on the green.", "May 2-5", "2002-05"),
    ],
)
def test_a_date_is_read_from_the_article_s_own(text: str, phrase: str, when: str) -> None:
    assert found(text)[phrase] == when


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The trial ended Tuesday.", ""),
        ("The trial ended Tuesday.", "2002-09"),
        ("The mayor resigned yesterday.", "2002"),
        ("The harvest failed in May.", "2002"),
        ("The mine closed about 12 years ago.", WEDNESDAY),
        ("The mine closed 20 years ago.", WEDNESDAY),
        ("Many moved to town in the early 1990s.", WEDNESDAY),
        ("The war began in 1941. In December, the fleet sailed.", WEDNESDAY),
    ],
)
def test_what_can_t_be_told_stays_open(text: str, published: str) -> None:
    assert list(found(text, published).values())[-1] == ""


def test_a_week_is_the_month_or_year_that_holds_it_whole() -> None:
    assert found("They met last week.")["last week"] == "2002-09"
    assert found("They met last week.", "2002-09-03")["last week"] == "2002"
    assert found("They met last week.", "2003-01-07")["last week"] == ""


@pytest.mark.parametrize(
    "text",
    [
        "Every Monday they march to the square.",
        "The shops were full on Black Friday.",
        "Over the last year prices rose.",
        "It may rain, said the forecaster.",
        "The club has 2000 members.",
        "They marched to the square.",
        "The rule holds on the fourth Thursday in November.",
        "He was hurt on Feb. 30.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert found(text) == {}


def test_a_year_alone_gives_this_year_and_no_more() -> None:
    text = "Prices rose this year, fell last month and rose again yesterday."
    assert found(text, "2002") == {"this year": "2002", "last month": "", "yesterday": ""}
