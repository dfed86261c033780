"""What follows the last paragraph of an article: glossaries, invitations to comment, credits, links."""

from __future__ import annotations

import re

from store.clean.byline import agency, sign_off
from store.clean.furniture import (
    heads_a_list,
    is_copyright,
    is_desk,
    is_furniture,
    is_listed,
    is_page_only,
)

_GLOSSARY = re.compile(
    r"_*\s*(?:words in th(?:is|e) (?:story|report|article|lesson)|vocabulary|glossary)\s*+:?\s*+_*",
    re.IGNORECASE,
)
_RULE_THEN_ENTRY = re.compile(r"_{5,}")
_ENTRY = re.compile(
    r"[\w ,.()/'’-]{1,60}\s[-–—]{1,2}\s?(?:n|v|adj|adv|adjective|noun|verb|phr|idiom|prep|pron|exp|an)\b.{0,400}"
)
_INVITATION = re.compile(
    r"(?:write to us|let us know|tell us|leave (?:us )?a comment|share your (?:thoughts|comments)|we want to hear from you)"
    r".{0,150}(?:comments?|facebook|below|page)|we want to hear from you\.?.{0,200}",
    re.IGNORECASE,
)
_READERS = re.compile(
    r"by\s?: .{1,60}\bfrom\s?:|comments? sorting|this forum has been closed", re.IGNORECASE
)
_COMMENTS = re.compile(r"(?:\d{1,5} )?comments?:?(?: \(\d{1,5}\))?", re.IGNORECASE)
_LOOK_BACK = 6
_LOOK_AHEAD = 40


def cut_ending(paragraphs: list[str]) -> tuple[list[str], str, str]:
    """``(paragraphs of the article, byline, agency)``: what closing lines name, with those lines gone."""
    kept = _without_glossary(paragraphs)
    byline = credit = ""
    for line in paragraphs[len(kept) :]:
        byline, credit = byline or sign_off(line), credit or agency(line)
    floor = max(1, len(kept) - _LOOK_BACK)
    while len(kept) > floor:
        last = kept[-1]
        names, wire = sign_off(last), agency(last)
        invitation = len(last) <= 300 and _INVITATION.search(last)
        if not (names or wire or invitation or is_furniture(last) or is_copyright(last)):
            break
        byline, credit = names or byline, wire or credit
        kept.pop()
    return kept, byline, credit


def cut_foot(lines: list[str]) -> list[str]:
    """Lines of a page without its foot: menus, languages, links to other articles, readers' comments.

    The foot begins at the page's first own line after which nothing is a sentence.
    """
    lines = lines[: _comments_at(lines)]
    start = at = len(lines)
    while at > 1 and _may_be_foot(lines[at - 1]):
        at -= 1
        ends = start == at + 1 and (is_furniture(lines[at]) or is_desk(lines[at]))
        if ends or _begins_foot(lines[at]):
            start = at
    return lines[:start]


def _begins_foot(line: str) -> bool:
    return is_page_only(line) or heads_a_list(line) or is_copyright(line)


def _may_be_foot(line: str) -> bool:
    return is_listed(line) or is_furniture(line) or is_copyright(line)


def _comments_at(lines: list[str]) -> int:
    """Where readers have their say, or the end."""
    for at in range(1, len(lines)):
        if _READERS.match(lines[at]) and len(lines[at]) <= 100:
            return at - 1 if at > 1 and _COMMENTS.fullmatch(lines[at - 1]) else at
    return len(lines)


def _without_glossary(paragraphs: list[str]) -> list[str]:
    for at, paragraph in enumerate(paragraphs[1:], 1):
        if _GLOSSARY.fullmatch(paragraph) and len(paragraph) < 60:
            return paragraphs[:at]
        if _RULE_THEN_ENTRY.search(paragraph) and _entries_follow(paragraphs, at + 1):
            before = paragraph.partition("____")[0].strip()
            return paragraphs[:at] + ([before] if before else [])
    entries = len(paragraphs)
    while entries > 1 and _ENTRY.fullmatch(paragraphs[entries - 1]):
        entries -= 1
    return paragraphs[:entries]


def _entries_follow(paragraphs: list[str], at: int) -> bool:
    """Whether there is nothing from ``at`` on, or an entry of a glossary soon."""
    following = paragraphs[at : at + _LOOK_AHEAD]
    return not following or any(map(_ENTRY.match, following))
