"""The lines that pages print around an article: known by their form, wherever the site puts them."""

from __future__ import annotations

import re

_PHRASES = re.compile(
    r"""
    accessibility\ links | (?:latest\ |top\ |breaking\ )news | news | live | home | menu | search | languages?
    | skip\ to\ [a-z ]{3,30} | print(?:\ (?:options|this\ page|page))? | printer[- ]friendly(?:\ version)?
    | share(?:\ (?:this|on\ \w{1,20}|via\ \w{1,20}))?:? | tweet | e-?mail(?:\ this(?:\ article)?(?:\ to\ a\ friend)?)?
    | facebook | twitter | whatsapp | telegram | embed(?:\ share)? | embed\ share.{0,20} | comments?(?:\ \(\d{1,6}\))?
    | (?:see|view|show|hide|leave\ a)\ comments? | related(?:\ (?:articles|stories|links|topics))? | text\ size.{0,8}
    | please\ wait.{0,4} | no\ media\ source\ currently\ available | (?:the\ )?(?:code|url|link)\ has\ been\ copied.{0,30}
    | direct\ link | pop-?out\ player | download(?:\ audio|\ video)? | auto | \d{2,4}\ ?(?:p|kbps)(?:\ ?\|\ ?\w{2,4})?
    | (?:\d{1,2}:\d\d(?::\d\d)?\ ?){1,4} | (?:\d{1,2}:\d\d(?::\d\d)?|\ |/|-){1,30} | back\ to\ top | follow\ us(?:\ on\ \w{1,20})?
    | you\ (?:may|might)\ (?:also\ )?like | more\ [a-z. ]{0,30}news | sites\ by\ language | previous | next
    | log\ ?in | sign\ (?:in|up) | subscribe(?:\ now)? | advertisement | news\ ?/\ ?.{2,20} | width | height
    | (?:link|linkedin|reddit|xno) | width\ px\ height\ px | share\ this\ (?:article|story|page)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RULE = re.compile(r"[\W_]{3,}")
_DESK = re.compile(
    r"(?:VOA|AP|AFP|Reuters|Staff|Web\ Desk|[A-Z][\w.]{1,20}(?:\ [A-Z][\w.]{1,20}){0,2})\ (?:News|Wire|Service|Desk|Staff)"
)
_UPDATED = re.compile(
    r"(?:last\ )?(?:updated|published|posted|modified)(?:\ on|\ at)?\ ?:?\ ?(.{4,50})",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether a whole line belongs to the page and not to the article."""
    line = line.strip()
    if not line:
        return True
    return len(line) <= 60 and (
        _PHRASES.fullmatch(line) is not None or _RULE.fullmatch(line) is not None
    )


def is_desk(line: str) -> bool:
    """Whether a line names the newsroom where a byline would stand ("VOA News")."""
    return len(line) <= 60 and _DESK.fullmatch(line.strip()) is not None


def updated_on(line: str) -> str:
    """The date part of "Last updated on: May 16, 2017 5:42 PM", or ""."""
    found = _UPDATED.fullmatch(line.strip()) if len(line) <= 90 else None
    return found.group(1).strip() if found else ""
