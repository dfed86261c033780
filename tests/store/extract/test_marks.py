"""Quotation marks: every style pairs up, apostrophes are not marks, and an open quote goes on."""

from __future__ import annotations

import pytest
from quoting import article

from store.extract.marks import find_marked


def marked(body: str) -> list[str]:
    return [body[m.start : m.end] for m in find_marked(body, article(body).paragraphs)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("“", "”"),
        ('"', '"'),
        ("''", "''"),
        ("``", "''"),
        ("«", "»"),
        ("„", "”"),
        ("‘", "’"),
        ("'", "'"),
    ],
)
def test_each_style_pairs(opening: str, closing: str) -> None:
    first, second = f"{opening}The ferry sank,{closing}", f"{opening}It was old.{closing}"
    assert marked(f"{first} Orla Venn said. {second}") == [first, second]


def test_nested_marks_belong_to_the_outer_quote() -> None:
    body = "“He told me ‘never again,’ and left,” she said."
    assert marked(body) == ["“He told me ‘never again,’ and left,”"]


def test_apostrophes_and_decades_are_not_marks() -> None:
    assert (
        marked("The fishermen's boats weren't theirs in the '90s, the sailors' union says.") == []
    )


def test_a_quote_over_paragraphs_is_opened_again_in_each() -> None:
    body = "“We waited.\n\n“Nobody came.\n\n“So we left,” Venn said."
    found = find_marked(body, article(body).paragraphs)
    assert [(m.closed, m.continues) for m in found] == [(False, False), (False, True), (True, True)]
    assert body[found[1].start : found[1].end] == "“Nobody came."


def test_an_unclosed_quote_ends_with_its_paragraph() -> None:
    body = "“The harbour is shut, Venn said.\n\nThe mayor was away."
    assert marked(body) == ["“The harbour is shut, Venn said."]


def test_an_opening_mark_in_an_open_quote_closes_it_at_its_last_sentence() -> None:
    body = '"The pier is gone. Nobody slept. He stayed "for the dogs" alone.'
    assert marked(body) == ['"The pier is gone. Nobody slept.', '"for the dogs"']


def test_a_stray_closing_mark_opens_nothing_after_a_quote() -> None:
    body = "“The pier is gone,” she said.” The mayor agreed."
    assert marked(body) == ["“The pier is gone,”"]
