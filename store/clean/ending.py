"""What follows the last paragraph of an article: glossaries, invitations to comment, credits."""

from __future__ import annotations

import re

from store.clean.byline import agency, sign_off
from store.clean.furniture import is_furniture

_GLOSSARY = re.compile(
    r"_*\s*(?:words in th(?:is|e) (?:story|report|article)|vocabulary|glossary)\s*:?", re.IGNORECASE
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
_LOOK_BACK = 6


def cut_ending(paragraphs: list[str]) -> tuple[list[str], str, str]:
    """``(paragraphs of the article, byline, agency)``: what closing lines name, with those lines gone."""
    kept = _without_glossary(paragraphs)
    byline = credit = ""
    floor = max(1, len(kept) - _LOOK_BACK)
    while len(kept) > floor:
        last = kept[-1]
        names, wire = sign_off(last), agency(last)
        invitation = len(last) <= 300 and _INVITATION.search(last)
        if not (names or wire or invitation or is_furniture(last)):
            break
        byline, credit = names or byline, wire or credit
        kept.pop()
    return kept, byline, credit


def _without_glossary(paragraphs: list[str]) -> list[str]:
    for at, paragraph in enumerate(paragraphs[1:], 1):
        tail = paragraphs[at + 1 :]
        if _GLOSSARY.fullmatch(paragraph) and len(paragraph) < 60:
            return paragraphs[:at]
        if _RULE_THEN_ENTRY.search(paragraph) and (not tail or any(map(_ENTRY.match, tail))):
            before = paragraph.partition("____")[0].strip()
            return paragraphs[:at] + ([before] if before else [])
    entries = len(paragraphs)
    while entries > 1 and _ENTRY.fullmatch(paragraphs[entries - 1]):
        entries -= 1
    return paragraphs[:entries]
