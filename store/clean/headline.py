"""The headline, and the date that stands at its end."""

from __future__ import annotations

import re

from store.clean.byline import bare_byline, is_place, named_byline, wire_of
from store.clean.furniture import is_caption, is_desk, is_furniture
from store.dates import ending_date, iso_date, printed_date

_SEPARATED_TAIL = re.compile(r"\s{1,4}[-–—|]\s{1,4}([^-–—|]{4,40}|\d{4}-\d{2}-\d{2})$")
_SECTION = re.compile(r"[^>»›|]{2,30}(?:\s[>»›|]\s[^>»›|]{2,40}){1,5}")
_SENTENCE = re.compile(r"[.!…][\"”’')]{0,2}$")
_ENDED = re.compile(r"[.!?…][\"”’')]{0,2}$")
_ENDED_WITHIN = re.compile(r"[.!?…][\"”’')]{0,2}\s")
_FULL_STOP = re.compile(r"[a-z]{3}[.!…][\"”’')]{0,2}$")
_SHORTEST_PROSE = 60
_LONG_PROSE = 130
_LONGEST_ABOUT = 100
_LONGEST_HEADLINE = 250
_NAV_WORDS = 3
_FEWEST_IN_MENU = 3
_SEARCHED = 150
"""Lines of a page's top in which its headline is looked for: menus may stand above."""


def split_headline(line: str) -> tuple[str, str]:
    """``(headline, ISO date)`` of a headline line; the date is "" where none is printed.

    Two dates at the end ("… - September 10, 2002 - 2002-09-11"): the last one counts, both are cut.
    """
    headline, date = line.strip(), ""
    while True:
        tail = _SEPARATED_TAIL.search(headline, max(0, len(headline) - 60))
        found = iso_date(tail.group(1)) if tail else ""
        if not tail or not found:
            return headline, date
        headline, date = headline[: tail.start()].rstrip(), date or found


def is_date_line(line: str) -> str:
    """The ISO date of a line that is nothing but a date, or ""."""
    return printed_date(line)


def is_prose(line: str) -> bool:
    """Whether a line is a paragraph and no headline: a sentence, or long."""
    return len(line) >= _LONG_PROSE or (
        len(line) >= _SHORTEST_PROSE and _SENTENCE.search(line) is not None
    )


def is_paragraph(line: str) -> bool:
    """Whether a line can be no headline, even where there is no other."""
    if split_headline(line)[1]:
        return False
    return len(line) > _LONGEST_HEADLINE or (
        len(line) >= _SHORTEST_PROSE and _FULL_STOP.search(line) is not None
    )


def is_told(line: str) -> bool:
    """Whether a line says something in a sentence, as no link and no item of a menu does."""
    return (
        len(line) >= _LONG_PROSE
        or _ENDED.search(line) is not None
        or (len(line) >= _SHORTEST_PROSE and _ENDED_WITHIN.search(line) is not None)
    )


def is_about(line: str) -> bool:
    """Whether a line tells the article's date or writer for certain."""
    if printed_date(line) or named_byline(line) or is_desk(line) or wire_of(line):
        return True
    if len(line) > _LONGEST_ABOUT or is_caption(line) or split_headline(line)[1]:
        return False
    return ending_date(line)[1] != ""


def find_headline(lines: list[str]) -> int:
    """The index of a page's headline, or -1 where its top holds nothing that may be one.

    A line that ends in a date is one; else the last line before what tells date or writer; else the
    first. An item of a menu is one only where there is no other.
    """
    prose = _prose_at(lines)
    top = [at for at in range(prose) if may_be_headline(lines[at])]
    for at in top:
        if split_headline(lines[at])[1]:
            return at
    if not top:
        return -1
    menu = _menu(lines, top)
    told = [
        _headline_above(lines, [one for one in top if one < at], at)
        for at in range(top[0] + 1, prose)
        if is_about(lines[at])
    ]
    below = [at for at in top if menu and at > max(menu)]
    for at in told + [one for one in below if not _is_short(lines[one])]:
        if at not in menu:
            return at
    if told:
        return told[0]
    top = below or top
    if len(top) > 1 and lines[top[0]].startswith(lines[top[1]]):
        return top[1]  # a title with the site's name, then the headline
    if len(top) > 1 and _is_short(lines[top[0]]) and not _is_short(lines[top[1]]):
        return top[1] if top[1] == top[0] + 1 else top[0]
    return top[0]


def _headline_above(lines: list[str], above: list[int], about: int) -> int:
    """Which of the lines above a date or a byline is the headline: the last, but for a writer or a place."""
    last = len(above) - 1
    if printed_date(lines[about]):
        while last > 0 and (bare_byline(lines[above[last]]) or is_place(lines[above[last]])):
            last -= 1
    if last > 0 and above[last] == above[last - 1] + 1 and lines[above[last]].endswith("."):
        last -= 1  # a sentence between the headline and the byline sums the article up
    return above[last]


def _prose_at(lines: list[str]) -> int:
    """Where the first paragraph stands, past the place where the headline is looked for."""
    for at, line in enumerate(lines[:_SEARCHED]):
        if not is_prose(line) or is_furniture(line) or is_caption(line):
            continue
        if at == 0 or not split_headline(line)[1]:
            return max(at, 1)
    return min(len(lines), _SEARCHED)


def may_be_headline(line: str) -> bool:
    """Whether a line is neither the page's own nor about the article."""
    return not (
        is_furniture(line)
        or is_caption(line)
        or is_about(line)
        or (_SECTION.fullmatch(line) and not split_headline(line)[1])
    )


def _menu(lines: list[str], top: list[int]) -> set[int]:
    """The candidates that stand in a run of three or more short lines, nothing but furniture between."""
    menu: set[int] = set()
    run: list[int] = []
    for at in top:
        if run and not all(map(is_furniture, lines[run[-1] + 1 : at])):
            run = []
        run = [*run, at] if _is_short(lines[at]) else []
        if len(run) >= _FEWEST_IN_MENU:
            menu.update(run)
    return menu


def _is_short(line: str) -> bool:
    return len(line.split()) <= _NAV_WORDS and len(line) <= 30
