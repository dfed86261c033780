from __future__ import annotations

import textwrap

from ferry import BODY, HEADLINE, article

from store.clean.lines import lines_of

LONG = "Negotiators for the Ferry Line and Crews of Ostrey Part Without Naming a Day to Meet Again"


def test_lines_that_were_wrapped_are_joined() -> None:
    blocks = [LONG, "By Jo Hale", "March 12, 2009", *BODY.split("\n\n")]
    found = article("\n\n".join(textwrap.fill(block, 64) for block in blocks))
    assert (found.headline, found.byline) == (LONG, "Jo Hale")
    assert found.body == BODY


def test_wrapped_lines_without_blank_ones_are_parted_at_indents_and_short_ends() -> None:
    indented = "\n".join(
        textwrap.fill(block, 64, initial_indent="   ") for block in BODY.split("\n\n")
    )
    assert "\n\n".join(lines_of(indented)) == BODY


def test_a_paragraph_a_line_stays_one() -> None:
    assert lines_of(f"{HEADLINE}\n{BODY}") == [HEADLINE, *BODY.split("\n\n")]
    assert lines_of("One.\n\nTwo\nThree\n\n\nFour") == ["One.", "Two", "Three", "Four"]
