import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.clean import clean
from store.model import Article, Draft, Unreadable
from store.read import read

BODY = (
    "The ferry line of Ostrey stopped on Monday, its owner said.\n\n"
    "“We had no choice,” said Ada Obe, who runs it."
)


def article(text: str) -> Article:
    result = clean(Draft(source="x.txt", text=text, doc_id="x"))
    assert isinstance(result, Article)
    return result


@pytest.mark.parametrize(
    ("head", "byline", "dateline"),
    [
        ("Accessibility links\n\nBreaking News\n\nFerry Stops - 2021-03-01\n\n", "", ""),
        (
            "Ferry Stops\n\nPrint\n\nShare:\n\nTweet\n\nTEXT SIZE - +\n\nJo Ann Hale\n\nMarch 01, 2021\n\n",
            "Jo Ann Hale",
            "",
        ),
        ("Ferry Stops\n\nVOA News\n\nMarch 01, 2021\n\n", "", ""),
        (
            "Ferry Stops\n\nShare on Facebook\n\nLast updated on: March 01, 2021 5:42 PM\n\n"
            "By Jo Hale\n\nOSTREY — ",
            "Jo Hale",
            "OSTREY",
        ),
        (
            "Ferry Stops\n\nMonday, March 1, 2021\n\nSaint Ostrey, Norland — ",
            "",
            "Saint Ostrey, Norland",
        ),
        (
            "Ferry Stops\n\nMarch 1, 2021\n\nPrint\n\nplease wait\n\n"
            "No media source currently available\n\n0:00 0:02:02 0:00\n\nDirect link\n\n"
            "64 kbps | MP3\n\nPop-out player\n\nDownload\n\n",
            "",
            "",
        ),
        ("Ferry Stops - March 1, 2021 - 2021-03-01\n\n", "", ""),
    ],
)
def test_the_parts_of_a_dump_are_told_by_their_form(head: str, byline: str, dateline: str) -> None:
    found = article(head + BODY)
    assert found.headline == "Ferry Stops"
    assert found.published == "2021-03-01"
    assert found.byline == byline
    assert found.dateline == dateline
    assert found.body == BODY


def test_a_wire_script_gives_its_fields_and_its_spoken_paragraphs() -> None:
    found = article(
        "DATE=3/1/2021\nTYPE=CORRESPONDENT REPORT\nNUMBER=2-3111\nTITLE=FERRY STOPS\n"
        "BYLINE=JO HALE\nDATELINE=OSTREY\nCONTENT=\nVOICED AT:\n\n"
        "INTRO: The ferry line has stopped.\n\n/// ADA OBE ACT ///\n\n"
        "TEXT: Its owner said there was\nno choice.\n\nNEB/JH"
    )
    assert (found.headline, found.published, found.byline) == (
        "FERRY STOPS",
        "2021-03-01",
        "Jo Hale",
    )
    assert found.dateline == "Ostrey"
    assert found.body == "The ferry line has stopped.\n\nIts owner said there was no choice."


def test_marks_labels_and_colons_of_a_script_are_told_from_its_words() -> None:
    found = article(
        "SLUG: FERRY / DEBTS (L-O)\nDATE: 03/01/98\nBYLINE: ADA OBE\nDATELINE: OSTREY\n\nINTRO: The line has stopped.\n"
        "TEXT: /// OBE ACT /// It had no choice.\n\n/// OPT ///\n\nNobody // at the bank // answered: CLOSED.\n\n(SIGNED)"
    )
    assert (found.headline, found.published) == ("FERRY / DEBTS (L-O)", "1998-03-01")
    assert found.body == (
        "The line has stopped.\n\nIt had no choice.\n\nNobody // at the bank // answered: CLOSED."
    )


def test_the_ending_goes_and_what_it_names_is_kept() -> None:
    found = article(
        f"Ferry Stops - 2021-03-01\n\n{BODY}\n\nI’m Jo Hale.\n\n"
        "Jo Hale wrote this story from Reuters reports.\n\n"
        "What do you think? Write to us in the Comments Section below.\n\n"
        "____________________\n\nWords in This Story\n\nferry – n. a boat that carries people"
    )
    assert found.body == f"{BODY}\n\nI’m Jo Hale."
    assert found.byline == "Jo Hale"
    assert found.credit == "Reuters"


def test_a_missing_date_stays_missing() -> None:
    assert article(f"Ferry Stops\n\n{BODY}").published == ""
    assert article(f"Ferry Stops - May 2021\n\n{BODY}").published == "2021-05"
    assert article(f"Ferry Stops - 2021-02-30\n\n{BODY}").published == ""


def test_a_short_first_paragraph_is_no_byline() -> None:
    found = article(f"Ferry Stops - 2021-03-01\n\nAda Obe\n\n{BODY}")
    assert found.body.startswith("Ada Obe\n\n")


def test_paragraphs_cover_the_body() -> None:
    found = article(f"Ferry Stops - 2021-03-01\n\n{BODY}")
    assert "\n\n".join(found.body[p.start : p.end] for p in found.paragraphs) == found.body
    assert [p.ordinal for p in found.paragraphs] == [1, 2]
    assert found.paragraph_at(found.body.index("no choice")) == 2


def test_a_page_without_an_article_is_refused() -> None:
    result = clean(Draft(source="x.txt", text="Accessibility links\n\nPrint\n\nShare:"))
    assert isinstance(result, Unreadable)
    assert "no article" in result.reason


def test_a_record_keeps_its_words() -> None:
    result = clean(
        Draft(source="r#1", text="Print\n\nwas  the\tword.", title="T - 2021-03-01", clean=True)
    )
    assert isinstance(result, Article)
    assert (result.headline, result.published) == ("T", "2021-03-01")
    assert result.body == "Print\n\nwas the word."


@given(st.text(max_size=400), st.booleans())
def test_any_text_gives_an_article_or_a_reason(text: str, is_clean: bool) -> None:
    result = clean(Draft(source="x", text=text, clean=is_clean))
    if isinstance(result, Article):
        assert result.body
        for paragraph in result.paragraphs:
            assert 0 <= paragraph.start < paragraph.end <= len(result.body)


def test_headline_date_and_byline_of_the_real_articles(shared: Path) -> None:
    folder = shared / "archive-sample"
    wrong = []
    with (folder / "manifest.jsonl").open(encoding="utf-8") as lines:
        for gold in map(json.loads, lines):
            (draft,) = read(folder / gold["file"], name=gold["file"])
            assert isinstance(draft, Draft)
            found = clean(draft)
            assert isinstance(found, Article)
            for field, value in (
                ("title", found.headline),
                ("date", found.published),
                ("byline", found.byline),
            ):
                if gold[field] != value:
                    wrong.append((gold["file"], field, gold[field], value))
    # One page prints another day than the manifest's source says.
    assert len(wrong) <= 1, wrong
