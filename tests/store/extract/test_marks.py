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
        ("‘‘", "’’"),
        ("＂", "＂"),
        ("「", "」"),
        ("„", "“"),
        ("»", "«"),
        ("“", "“"),
        ("“", '"'),
        ('"', "”"),
        ("”", "”"),
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


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Nested, in another and in the same style, alone and side by side.
        ("\"He told me, 'Go home,'\" she said.", ["\"He told me, 'Go home,'\""]),
        ('"They say, "Go home," and I go," she said.', ['"They say, "Go home," and I go,"']),
        ("''He said, 'Go home,''' she said. It rained.", ["''He said, 'Go home,'''"]),
        ('"It is “old” or “odd.”" She left.', ['"It is “old” or “odd.”"']),
        ("‘He told me “never” and left,’ she said.", ["‘He told me “never” and left,’"]),
        # Mixed: opened by one and closed by another, twice in a line.
        ('“It is gone," she said. "It was old.” He left.', ['“It is gone,"', '"It was old.”']),
        # A wrapper around a sentence that holds quotes of its own is not one.
        ('"“It is gone,” she said before it rained."', ["“It is gone,”"]),
        # No marks: feet and inches, markup, elisions, possessives.
        ("He is 6'3\" tall, and she is 5' 11\" or so.", []),
        ('<a href="pier.html" title="The pier">here</a> it was.', []),
        ("'Twas the '90s, rock 'n' roll, get 'em. The boats' owners' union.", []),
        # Parentheses, dashes and no space around.
        ("He left (“for good,” he said).", ["“for good,”"]),
        ('The word—"gone"—was his.', ['"gone"']),
        # Beside an apostrophe.
        ("Known as ‘Lyin’ Ted,’ he left.", ["‘Lyin’ Ted,’"]),
        ("Only ‘two instances’ where it ‘slipped.’", ["‘two instances’", "‘slipped.’"]),
        ("She called it 'the sailors' grave' and left.", ["'the sailors' grave'"]),
        ("` `` '' \" ” “", []),
    ],
)
def test_styles_together(body: str, expected: list[str]) -> None:
    assert marked(body) == expected


def test_a_quote_that_the_next_paragraph_closes_without_opening_it_again() -> None:
    body = "She said, “We waited.\n\nthen nobody came.” It rained."
    found = find_marked(body, article(body).paragraphs)
    assert [(body[m.start : m.end], m.continues) for m in found] == [
        ("“We waited.", False),
        ("then nobody came.”", True),
    ]


def test_a_name_under_a_displayed_quote_is_no_part_of_it() -> None:
    assert marked('"We waited.\n\nOrla Venn, harbour master."') == ['"We waited.']


def test_marks_within_a_paragraph_that_the_next_one_continues_are_nested() -> None:
    body = '"He called it “a grave” and left.\n\n"It rained."'
    assert marked(body) == ['"He called it “a grave” and left.', '"It rained."']


def test_single_marks_are_the_main_ones_where_speech_stands_between_them() -> None:
    body = "‘The pier is gone for good,’ she said. ‘It broke in the night.’ He said: ‘It was very old.’"
    found = find_marked(body, article(body).paragraphs)
    assert [m.single for m in found] == [False, False, False]
    beside = body.replace("‘The", "“The").replace("good,’", "good,”")
    kinds = {m.single for m in find_marked(beside, article(beside).paragraphs)}
    assert kinds == {False, True}
