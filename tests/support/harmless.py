"""What of a text could act where it is shown: read by Discord's rules and Unicode's, apart from the bot's code.

Each function gives what it found wrong, "" or nothing where all is well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

MOST_MARKS = 4
"""Combining characters on one letter: real writing has three."""
_ESCAPED = re.compile(r"\\[^0-9A-Za-z\s]")
_PREFIX = re.compile(r"(?:### |-# |> )?")
_LIST = re.compile(r"[ \t]*(?:[-+#>]|\*(?!\*)|\d{1,9}[.)](?:\s|$))")
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^\s()<>]+)\)")
_PLAIN = re.compile(r"[^*_~|`<>\[\]\\:]+")
_MARKS = ("**", "__", "~~", "_")
_MENTION = re.compile(r"@(?:everyone|here)|<[@#:/atid+]", re.IGNORECASE)
_INVITE = re.compile(
    r"(?:discord(?:app)?\.(?:gg|com/(?:invite|template|oauth2|events))|discord\.new|dsc\.gg)/",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|\bwww\.", re.IGNORECASE)
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_SEPARATOR = "\u200b"
"""The one invisible character that the bot itself writes, to keep marks apart."""
_SENT = (4, 7)
"""Kinds of answers to an interaction that carry a message."""


def in_markdown(text: str) -> str:
    """What could act in a text that Discord reads as markdown, written by the bot around strangers' words."""
    if found := in_plain(text.replace(_SEPARATOR, ""), breaks=True):
        return found
    if _MENTION.search(_ESCAPED.sub("x", text)) or re.search("@(everyone|here)", text, re.I):
        return f"mentions somebody: {text!r}"
    if _INVITE.search(text.replace(_SEPARATOR, "")):
        return f"invites: {text!r}"
    if "\n\n\n" in text:
        return f"is drawn out with empty lines: {text!r}"
    for line in text.split("\n"):
        bare = _ESCAPED.sub("x", line)
        bare = bare[len(_PREFIX.match(bare)[0]) :]  # type: ignore[index]
        if _LIST.match(bare):
            return f"begins a list, a heading or a quote: {line!r}"
        if found := _line(bare):
            return f"{found}: {line!r}"
    return ""


def _line(bare: str) -> str:
    """Styles that open and close, links of the bot's own, and nothing else that acts."""
    opened: list[str] = []
    at = 0
    while at < len(bare):
        plain = _PLAIN.match(bare, at)
        if plain:
            at = plain.end()
            continue
        link = _LINK.match(bare, at)
        if link:
            if found := _line(link[1]) or _link(link[1], link[2]):
                return found
            at = link.end()
            continue
        mark = next((each for each in _MARKS if bare.startswith(each, at)), "")
        if mark:
            if opened and opened[-1] == mark:
                opened.pop()
            else:
                opened.append(mark)
            at += len(mark)
            continue
        if bare[at] in "*_~|`<>[]\\" or bare.startswith("://", at):
            return f"{bare[at]!r} acts"
        at += 1
    return f"{opened[-1]} is never closed" if opened else ""


def _link(label: str, url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return "links to what is no page"
    if not url.isascii() or _INVITE.search(url):
        return "links to what it should not"
    return "links under another address" if _ADDRESS.search(label) else ""


def in_plain(text: str, *, breaks: bool = False) -> str:
    """What could deceive in a label, a choice or a terminal. ``breaks``: it may have several lines."""
    found = set(text) - set("\n\t" if breaks else "")
    for ch in found:
        if is_hidden(ch) or ch in _BLANK_LETTERS:
            return f"has the invisible U+{ord(ch):04X}: {text!r}"
    marks = {ch for ch in found if unicodedata.category(ch) in ("Mn", "Me")}
    runs = groupby(text if marks else "", key=marks.__contains__)
    if any(is_mark and len(list(run)) > MOST_MARKS for is_mark, run in runs):
        return f"has more than {MOST_MARKS} marks on a letter: {text!r}"
    return ""


def is_hidden(ch: str) -> bool:
    """Whether a character acts without being seen."""
    category = unicodedata.category(ch)
    return category in ("Cc", "Cf", "Cs", "Zl", "Zp") or 0xE0000 <= ord(ch) < 0xE1000


def in_request(method: str, path: str, body: Any) -> Iterator[str]:
    """What could act in a request to Discord that shows something."""
    if not isinstance(body, dict):
        return
    is_callback = path.endswith("/callback")
    message = (body.get("data") or {}) if is_callback else body
    for choice in message.get("choices") or ():
        if found := in_plain(choice["name"]):
            yield f"a choice {found}"
    listed = list(_components(message))
    shows = not is_callback or body.get("type") in _SENT
    if shows and listed and message.get("allowed_mentions") != {"parse": []}:
        yield f"{method} {path} lets mentions ping: {message.get('allowed_mentions')}"
    for component in listed:
        if component.get("type") == 10 and (found := in_markdown(component["content"])):
            yield found
        for name in ("label", "placeholder", "description"):
            if found := in_plain(component.get(name) or "", breaks=name == "description"):
                yield f"a {name} {found}"
    for attached in message.get("attachments") or ():
        if found := in_plain(attached.get("description") or "", breaks=True):
            yield f"a picture's description {found}"


def _components(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    stack = list(message.get("components") or ())
    while stack:
        component = stack.pop()
        yield component
        for name in ("components", "options", "items"):
            stack += component.get(name) or ()
        stack += filter(None, [component.get("accessory")])


def in_terminal(text: str) -> str:
    """What could act on a terminal, or make one line two."""
    return in_plain(text, breaks=True)
