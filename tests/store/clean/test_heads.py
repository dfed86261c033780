"""What stands around the headline, in the order that pages and dumps print it."""

from __future__ import annotations

import pytest
from ferry import BODY, HEADLINE, LINKS, article, dump

from store.clean import clean
from store.model import Draft

MENU = ("Home", "USA", "Africa", "Middle East", "Asia")


@pytest.mark.parametrize(
    ("head", "byline", "dateline"),
    [
        ((HEADLINE, "By Jo Hale", "Ostrey", "12 March 2009"), "Jo Hale", "Ostrey"),
        ((*MENU, HEADLINE, "By Jo Hale", "12 March 2009"), "Jo Hale", ""),
        (("Friday, 24 January 2025", *MENU, HEADLINE, "By Jo Hale", "12 March 2009"), "Jo Hale", ""),
        (("News / Africa", HEADLINE, "Print", "Comment", "Jo Ann Hale", "March 12, 2009"), "Jo Ann Hale", ""),
        (("Home > News > Africa", HEADLINE, "March 12, 2009", "By JO HALE and BO LIN"), "Jo Hale and Bo Lin", ""),
        ((HEADLINE, "Jo Hale | Ostrey", "March 12, 2009 5:42 PM"), "Jo Hale", "Ostrey"),
        ((HEADLINE, "By Jo Hale, Harbor Post Staff Writer", "12.03.2009"), "Jo Hale", ""),
        ((HEADLINE, "Jo Hale, 12 March 2009"), "Jo Hale", ""),
        (("12 March 2009", HEADLINE, "By Jo Hale"), "Jo Hale", ""),
        (("By Jo Hale", "12 March 2009", HEADLINE), "Jo Hale", ""),
        ((f"{HEADLINE} | The Harbor Post", HEADLINE, "VOA News", "Ostrey", "12 March 2009"), "", "Ostrey"),
        ((f"{HEADLINE} - 2009-03-12", "JO HALE", "Ostrey"), "Jo Hale", "Ostrey"),
        ((HEADLINE, "Published March 12, 2009", "Updated January 24, 2025"), "", ""),
        ((HEADLINE, "Last Updated on: March 12, 2009 5:42 PM", "VOA News", "OSTREY —"), "", "OSTREY"),
    ],
)  # fmt: skip
def test_headline_date_byline_and_place_are_told_by_form_and_order(
    head: tuple[str, ...], byline: str, dateline: str
) -> None:
    for text in (dump(*head), dump(*head).replace("\n\n", "\n")):
        found = article(text)
        assert (found.headline, found.published) == (HEADLINE, "2009-03-12")
        assert (found.byline, found.dateline) == (byline, dateline)
        assert found.body == BODY


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By The Associated Press", "AP"),
        ("Reuters", "Reuters"),
        ("By Agence France-Presse", "AFP"),
    ],
)
def test_an_agency_is_credited_and_no_writer(line: str, agency: str) -> None:
    found = article(dump(HEADLINE, line, "March 12, 2009"))
    assert (found.byline, found.credit) == ("", agency)
    assert found.body == BODY
    record = clean(Draft(source="x", text=BODY, title=HEADLINE, byline=line, clean=True))
    assert (record.byline, record.credit) == ("", agency)  # type: ignore[union-attr]


def test_an_agency_in_the_dateline_is_credited() -> None:
    found = article(dump(HEADLINE, body=f"OSTREY, Norland (AP) — {BODY}"))
    assert (found.dateline, found.credit, found.body) == ("OSTREY, Norland", "AP", BODY)


def test_a_summary_above_the_byline_stays_in_the_article() -> None:
    summary = "Owners and crews part without a date."
    found = article(dump(HEADLINE, summary, "By Jo Hale", "March 12, 2009", f"OSTREY — {BODY}"))
    assert (found.headline, found.byline, found.dateline) == (HEADLINE, "Jo Hale", "OSTREY")
    assert found.body.startswith(f"{summary}\n\nThe ferry line")


def test_a_text_without_a_headline_loses_no_paragraph() -> None:
    found = article(dump("By Jo Hale", "March 12, 2009"))
    assert found.body == BODY
    assert found.published == "2009-03-12"
    assert article(BODY).body == BODY


def test_nothing_is_invented_where_no_date_is_printed() -> None:
    foot = ("Copyright 2014 The Harbor Post", "24 January 2025")
    assert article(dump(HEADLINE, "By Jo Hale", foot=foot)).published == ""
    asked = dump(HEADLINE, body=f"{BODY}\n\nThe line was founded on March 12, 1909.")
    assert article(asked).published == ""


def test_a_date_within_a_headline_stays_there() -> None:
    found = article(dump("HARBOR REPORT - March 9, 2009: Herring - 2009-03-12"))
    assert found.headline == "HARBOR REPORT - March 9, 2009: Herring"
    assert found.published == "2009-03-12"


def test_a_menu_is_no_headline_even_without_date_and_byline() -> None:
    found = article(dump(*MENU, HEADLINE, "Printer Friendly Version", "FILE - The harbor at dawn."))
    assert (found.headline, found.body) == (HEADLINE, BODY)
    assert LINKS[0] not in found.body
