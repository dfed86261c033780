"""Bylines and datelines: who wrote it, and from where."""

from __future__ import annotations

import re

_NAME = r"(?:Dr\.\s)?[A-Z][\w.'’-]{0,30}(?:\s(?:[A-Z][\w.'’-]{0,30}|de|la|van|von|bin|al|el)){1,3}"
_NAMES = rf"{_NAME}(?:(?:,\s|\sand\s|,\sand\s|\s&\s){_NAME}){{0,3}}"
_BY = re.compile(rf"(?:[Bb]y|BY)\s({_NAMES})(?:\s?[,|-]\s.{{0,40}})?")
_NAME_LINE = re.compile(_NAMES)
_WROTE = re.compile(
    rf"({_NAMES})\s(?:wrote|reported|adapted|produced|prepared)\s(?:and\s\w+\s)?(?:on\s)?"
    r"(?:this|the)\s(?:story|lesson|report|article|feature|piece)\b"
)
_CREDIT = re.compile(r"\b(Associated Press|Agence France-Presse|AFP|AP|Reuters)\b")
_CREDIT_LINE = re.compile(
    r"(?:Some|This|The)\s[\w ]{0,40}(?:information|material|report|story|article)\b.{0,80}"
    r"\b(?:provided|reported|came|from|by)\b",
)
_PLACE = r"[A-Z][\w.'’ -]{1,30}(?:,\s[A-Z][\w.'’ -]{1,25}){0,2}"
_DATELINE = re.compile(
    rf"({_PLACE})(?:\s\((?:AP|AFP|Reuters|VOA)\))?\s?(?:—|–|--|-)\s(?=[\"“‘'\w])"
)
_ORGANISATION = re.compile(r"\b(?:News|Service|Report|Wire|Desk|Staff|Images?|Photo)\b")


def named_byline(line: str) -> str:
    """The names in a "By …" line, or ""."""
    found = _BY.fullmatch(line.strip()) if len(line) <= 120 else None
    return found.group(1) if found else ""


def bare_byline(line: str) -> str:
    """The names of a line that is nothing but names, as sites print above the date, or ""."""
    line = line.strip()
    if len(line) > 80 or _ORGANISATION.search(line):
        return ""
    return line if _NAME_LINE.fullmatch(line) else ""


def sign_off(paragraph: str) -> str:
    """The writers that a closing line names ("X wrote this story for …"), or ""."""
    found = _WROTE.match(paragraph.strip()) if len(paragraph) <= 400 else None
    return found.group(1) if found else ""


def agency(paragraph: str) -> str:
    """The agency that a short closing line credits, or ""."""
    if len(paragraph) > 250 or not (
        _CREDIT_LINE.match(paragraph.strip()) or _WROTE.match(paragraph)
    ):
        return ""
    found = _CREDIT.search(paragraph)
    return found.group(1) if found else ""


def split_dateline(paragraph: str) -> tuple[str, str]:
    """``(place, rest)`` of a first paragraph; the place is "" where it opens with none.

    In capitals, or any short place before a long dash: "AUBURN, Wash. — …", "Taipei, Taiwan — …".
    """
    found = _DATELINE.match(paragraph[:120])
    if not found:
        return "", paragraph
    place = found.group(1).strip()
    capitals = place.split(",")[0].isupper()
    dashed = "—" in found.group(0) or "--" in found.group(0)
    if not capitals and not (dashed and len(place.split()) <= 4):
        return "", paragraph
    return place, paragraph[found.end() :].lstrip()
