"""Blocks as Discord markdown. Everything in a run is untrusted: nothing in it can act as markup.

Discord's rule for an escape is a backslash before any character that is no letter, digit or space.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, takewhile

from bot.replies.blocks import Block, BlockKind, Run

_ANYWHERE = re.compile(r"[\\*_~|`<>\[\]]")
"""Emphasis, strike-through, spoilers, code, mentions, timestamps, masked links."""
_INVITE = re.compile(
    r"(discord(?:app)?\.(?:gg|com/(?:invite|template|oauth2|events))|discord\.new|dsc\.gg)/",
    re.IGNORECASE,
)
"""Discord makes a card of an invitation wherever one stands."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{0,30}://|\bwww\.", re.IGNORECASE)
_AT = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_AUTOLINK = re.compile(r":(?=//)")
_LINE_START = re.compile(r"^([ \t]*)([-+#])", re.MULTILINE)
_NUMBERED = re.compile(r"^([ \t]*\d{1,9})([.)])", re.MULTILINE)
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_BLANK = re.compile(r"(?<![^\S\n])(?:[^\S\n]*\n){3,}")
_NO_BRACKETS = str.maketrans("[]", "()")
"""A link's text can't hold brackets, escaped or not."""
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_TAGS = frozenset(map(chr, range(0xE0000, 0xE1000)))
"""Tags and variation selectors, which can hold a whole hidden text."""
MOST_MARKS = 4
"""Combining marks of one letter: real writing has three, and more climb over the lines around."""
_SEPARATOR = "\u200b"
"""Keeps the marks of two styled runs apart, and an @ from becoming a mention."""


def visible(text: str, before: int = 0) -> str:
    """``text`` without the characters nobody sees: controls, direction overrides, zero widths, blank letters.

    Lone surrogates, which can't be sent, become U+FFFD. A letter keeps MOST_MARKS of its combining marks;
    ``before``: how many the letter in front of the text has.
    """
    text = _BREAKS.sub("\n", text)
    if text.isascii() and text.isprintable():
        return text
    hidden = {ord(ch): _stand_in(ch) for ch in set(text) if ch not in "\n\t"}
    text = text.translate(hidden)
    marks = frozenset(filter(_is_mark, set(text)))
    return _with_few(marks, text, before) if marks else text


def shown(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs of which anything is visible, with that; the marks of a letter counted beyond the run that it ends."""
    before = 0
    for run in runs:
        text = visible(run.text, before)
        marks = sum(1 for _ in takewhile(_is_mark, reversed(text)))
        before = marks if marks < len(text) else before + marks
        if text:
            yield replace(run, text=text)


def _is_mark(ch: str) -> bool:
    return unicodedata.category(ch) in ("Mn", "Me")


def _with_few(marks: frozenset[str], text: str, before: int) -> str:
    kept: list[str] = []
    run = before
    for ch in text:
        run = run + 1 if ch in marks else 0
        if run <= MOST_MARKS:
            kept.append(ch)
    return "".join(kept)


def _stand_in(ch: str) -> str:
    match unicodedata.category(ch):
        case "Cs":
            return "\ufffd"
        case "Cc" | "Cf":
            return ""
    return "" if ch in _BLANK_LETTERS or ch in _TAGS else ch


def is_invite(url: str) -> bool:
    """Whether an address leads into a Discord server, or lets an application in."""
    return _INVITE.search(url) is not None


def escape(text: str) -> str:
    """``text`` so that Discord shows exactly its words, wherever a line of it begins."""
    text = _BLANK.sub("\n\n", visible(text))
    text = _ANYWHERE.sub(lambda found: "\\" + found[0], text)
    text = _AUTOLINK.sub(r"\\:", text)
    text = _INVITE.sub(r"\1\\/", text)
    text = _AT.sub("@" + _SEPARATOR, text)
    text = _LINE_START.sub(r"\1\\\2", text)
    return _NUMBERED.sub(r"\1\\\2", text)


def inline(runs: Iterable[Run]) -> str:
    """Runs as one stretch of markdown, with styles that can't be closed or opened by their text."""
    parts: list[str] = []
    styled_before = False
    for (url, marks), group in groupby(shown(runs), key=lambda run: (run.url, _marks(run))):
        text = "".join(run.text for run in group)
        # A link must not read as an address, which would be another one than it leads to.
        url = "" if _ADDRESS.search(text) else url
        text = escape(text.translate(_NO_BRACKETS) if url else text)
        lines = [_styled(line, marks, url) for line in text.split("\n")]
        styled = bool((marks or url) and text.strip())
        if styled and styled_before:
            parts.append(_SEPARATOR)
        parts.append("\n".join(lines))
        styled_before = styled
    return _BLANK.sub("\n\n", "".join(parts))


def _marks(run: Run) -> str:
    """What opens a run's style; reversed, it closes it."""
    styles = ((run.bold, "**"), (run.italic, "_"), (run.deleted, "~~"), (run.inserted, "__"))
    return "".join(mark for on, mark in styles if on)


def _styled(line: str, marks: str, url: str) -> str:
    core = line.strip()
    if not core or not (marks or url):
        return line
    start = line.index(core)
    before, after = line[:start], line[start + len(core) :]
    if url:
        core = f"[{core}]({url})"
    return f"{before}{marks}{core}{marks[::-1]}{after}"


def markdown(block: Block) -> str:
    """One block as Discord shows it: headings, block quotes and small print by its kind."""
    text = inline(block.runs).strip("\n")
    match block.kind:
        case BlockKind.HEADING:
            return f"### {_one_line(text)}"
        case BlockKind.QUOTE:
            return "\n".join(f"> {line}" for line in text.split("\n"))
        case BlockKind.NOTE:
            return f"-# {_one_line(text)}"
        case _:
            return text


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
