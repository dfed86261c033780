"""Bylines and datelines: who wrote it, for which agency, and from where."""

from __future__ import annotations

import re

from store.dates import ending_date

_WORD = r"[A-Z\u00c0-\u00de][\w.'’-]{0,30}"
_NAME = (
    rf"(?:(?:Dr|Prof)\.\s)?{_WORD}(?:\s(?:{_WORD}|de|da|la|le|van|von|der|bin|ibn|al|el)){{1,3}}"
)
_NAMES = rf"{_NAME}(?:(?:,\s|\sand\s|,\sand\s|\s&\s|;\s){_NAME}){{0,4}}"
_BY = re.compile(
    rf"(?:(?:(?:Written|Reported|Posted|Story|Text|Produced|Adapted)\s)?[Bb]y|BY|Author|Reporter|Byline)\s?:?\s({_NAMES})"
    r"(?:\s?[,|/•·–—-]\s.{0,60}|\s(?:in|for|of|reporting|reports)\s.{0,60})?"
)
_BY_SOMEONE = re.compile(r"(?:[Bb]y|BY|From|FROM)\s(.{2,60})")
_BY_WHOM = re.compile(r"^(?:(?:written|posted|reported|published)\s)?by\s*:?\s", re.IGNORECASE)
_NAME_LINE = re.compile(_NAMES)
_WROTE = re.compile(
    rf"({_NAMES})\s(?:wrote|reported|adapted|produced|prepared)\s(?:and\s\w+\s)?(?:on\s)?"
    r"(?:this|the)\s(?:story|lesson|report|article|feature|piece|program)\b"
)
_WRITTEN = re.compile(
    r"this\s(?:story|lesson|report|article|program)\swas\s(?:written|reported|prepared)"
    rf"\s(?:and\s\w+\s)?by\s({_NAMES})",
    re.IGNORECASE,
)
_AGENCIES = (
    (re.compile(r"(?:The )?Associated Press|AP(?: Wire| News)?", re.IGNORECASE), "AP"),
    (re.compile(r"Agence France-?\s?Presse|AFP", re.IGNORECASE), "AFP"),
    (re.compile(r"(?:Thomson )?Reuters", re.IGNORECASE), "Reuters"),
    (re.compile(r"RFE/RL|Radio Free Europe/Radio Liberty", re.IGNORECASE), "RFE/RL"),
)
_CREDIT = re.compile(r"\b(Associated Press|Agence France-Presse|AFP|AP|Reuters)\b")
_CREDIT_LINE = re.compile(
    r"(?:Some|Material|Information|Parts?|This|The)\s[\w ]{0,40}(?:information|material|report|story|article)\b.{0,80}"
    r"\b(?:provided|reported|came|from|by|contributed)\b|(?:Some\s)?(?:information|material)\s.{0,60}\b(?:provided|from|by)\b",
)
_PLACE = r"[A-Z][\w.'’ -]{1,30}(?:,\s[A-Z][\w.'’ -]{1,25}){0,2}"
_DATELINE = re.compile(
    rf"({_PLACE})(?:\s\((AP|AFP|Reuters|REUTERS|VOA)\))?\s?(?:—|–|--|-)\s(?=[\"“‘'\w])"
)
_DATELINE_ALONE = re.compile(rf"({_PLACE})(?:\s\((AP|AFP|Reuters|REUTERS|VOA)\))?\s?(?:—|–|--)")
_LONGEST_PLACE = 90
_PLACE_LINE = re.compile(
    r"[A-Z\u00c0-\u00de][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{1,20}){0,2}(?:,\s[A-Z][\w.'’ -]{1,20}){0,2}"
)
_ORGANISATION = re.compile(
    r"\b(?:News|Service|Report|Wire|Desk|Staff|Images?|Photo|Press|Newsroom|Editors?|Admin|VOA|RFE|English"
    r"|Voice\sof\sAmerica|Reuters|AFP|AP|Correspondents?|Writers?|Magazine|Times|Post|Radio|TV|Agenc\w{1,4})\b"
)


def named_byline(line: str) -> str:
    """The names in a "By …" line, or ""."""
    found = _BY.fullmatch(line.strip()) if len(line) <= 160 else None
    return _people(found.group(1)) if found else ""


def bare_byline(line: str) -> str:
    """The names of a line that is nothing but names, as sites print above the date, or ""."""
    line = line.strip()
    if len(line) > 80 or _ORGANISATION.search(line) or line[:3].lower() == "by ":
        return ""
    return cased(line) if _NAME_LINE.fullmatch(line) else ""


def writers(given: str) -> tuple[str, str]:
    """``(names, agency)`` of a byline as a source's own field gives it; either may be ""."""
    given = given.strip()
    wire = wire_of(given)
    if wire:
        return "", wire
    given = _BY_WHOM.sub("", ending_date(given)[0], count=1)
    return named_byline(given) or _people(given), ""


def wire_of(line: str) -> str:
    """The agency's short name where a whole byline is one ("By Associated Press"), or ""."""
    someone = _BY_SOMEONE.fullmatch(line.strip()) if len(line) <= 80 else None
    name = (someone.group(1) if someone else line).strip(" .,|–—-")
    for form, short in _AGENCIES:
        if form.fullmatch(name):
            return short
    return ""


def sign_off(paragraph: str) -> str:
    """The writers that a closing line names ("X wrote this story for …"), or ""."""
    if len(paragraph) > 400:
        return ""
    found = _WROTE.match(paragraph.strip()) or _WRITTEN.match(paragraph.strip())
    return "" if not found or _ORGANISATION.search(found.group(1)) else found.group(1)


def agency(paragraph: str) -> str:
    """The agency that a short closing line credits, or ""."""
    if len(paragraph) > 250 or not (
        _CREDIT_LINE.match(paragraph.strip())
        or _WROTE.match(paragraph)
        or _WRITTEN.match(paragraph)
    ):
        return ""
    found = _CREDIT.search(paragraph)
    return found.group(1) if found else ""


def split_dateline(paragraph: str) -> tuple[str, str, str]:
    """``(place, agency, rest)`` of a first paragraph; the place is "" where it opens with none.

    In capitals, or any short place before a long dash: "AUBURN, Wash. — …", "Taipei, Taiwan (AP) — …".
    """
    alone = _DATELINE_ALONE.fullmatch(paragraph) if len(paragraph) <= _LONGEST_PLACE else None
    if alone:
        return alone.group(1).strip(), wire_of(alone.group(2) or ""), ""
    found = _DATELINE.match(paragraph[:120])
    if not found:
        return "", "", paragraph
    place = found.group(1).strip()
    capitals = place.split(",")[0].isupper()
    dashed = "—" in found.group(0) or "--" in found.group(0)
    if not capitals and not (dashed and len(place.split()) <= 4):
        return "", "", paragraph
    return place, wire_of(found.group(2) or ""), paragraph[found.end() :].lstrip()


def is_place(line: str) -> bool:
    """Whether a line may be the place a report comes from: up to three capitalised words."""
    return len(line) <= 40 and _PLACE_LINE.fullmatch(line.strip()) is not None


def cased(names: str) -> str:
    """Names that a wire prints in capitals, as names."""
    shouted = names.replace(" and ", " ").isupper()
    return names.title().replace(" And ", " and ") if shouted else names


def _people(given: str) -> str:
    """A byline field without the newsrooms in it."""
    parts = [part.strip(" .|") for part in re.split(r"\s?[,;|]\s?|\s(?:and|&)\s", given)]
    if not any(_ORGANISATION.search(part) for part in parts):
        return cased(" ".join(given.split()))
    people = [cased(part) for part in parts if part and not _ORGANISATION.search(part)]
    return ", ".join(people)
