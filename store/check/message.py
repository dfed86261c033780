"""A pasted message as plain text: without Discord's markup, each character with where it stood."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from store.model import Span

LONGEST = 20_000
"""Characters of a message that are read; Discord's own limit is 4,000."""
_MARKUP = re.compile(
    r"(?P<link>https?://[^\s<>]+)"
    r"|(?P<token><(?:@[!&]?|#|a?:\w{1,40}:|t:)[\w:+-]{1,40}>)"
    r"|(?P<masked>\[(?=[^\[\]\n]{1,300}\]\(https?:)|\]\(https?://[^\s()]{1,2000}\))"
    r"|(?P<entity>&(?:quot|amp|apos|lt|gt|nbsp|[lr][sd]quo|[lr]aquo|hellip|[mn]dash|#\d{2,5}|#x[0-9a-fA-F]{2,4});)"
    r"|(?P<drop>\*+|~~|\|\||(?<!`)`(?!`)|```(?:\w{1,12}\n)?|(?<![^\W_])_{1,3}|_{1,3}(?![^\W_])|\\(?=[^\w\s]))"
    r"|(?P<quote>(?<![^\n])[ \t]{0,3}>(?:>>)?[ \t])"
    r"|(?P<small>(?<![^\n])(?:-# |#{1,3} ))"
)
_NEXT_QUOTED = re.compile(r"\n[ \t]{0,3}>(?:>>)?[ \t]")
_ALIKE = {
    "‹": "«",
    "›": "»",
    "《": "«",
    "》": "»",
    "❝": "“",
    "❞": "”",
    "‚": "‘",
    "❛": "‘",
    "❜": "’",
    "＇": "'",
}


@dataclass(frozen=True, slots=True)
class Message:
    text: str
    places: tuple[int, ...]
    """Of each character of ``text``, and of its end, its index in the message as it was pasted."""
    blocks: tuple[Span, ...]
    """What stands in Discord's block quotes, as spans of ``text``."""


def read_message(pasted: str) -> Message:
    """The first ``LONGEST`` characters without markup, links and what nobody sees."""
    pasted = pasted[:LONGEST]
    kept: list[str] = []
    places: list[int] = []
    blocks: list[tuple[int, int]] = []
    to_end = False

    quoted = False
    for piece, at, mark in _pieces(pasted):
        if mark:
            to_end = to_end or mark.strip() == ">>>"
            if not quoted:
                blocks.append((len(kept), len(kept)))
            quoted = True
            continue
        for number, char in enumerate(piece):
            if char == "\n" and quoted and not to_end and not _goes_on(pasted, at[number]):
                blocks[-1] = (blocks[-1][0], len(kept))
                quoted = False
            if unicodedata.category(char) not in ("Cf", "Cs"):
                kept.append(_ALIKE.get(char, char))
                places.append(at[number])
    if quoted:
        blocks[-1] = (blocks[-1][0], len(kept))
    return Message("".join(kept), (*places, len(pasted)), tuple(blocks))


def _goes_on(pasted: str, at: int) -> bool:
    """Whether the line after the break at ``at`` is quoted too."""
    return _NEXT_QUOTED.match(pasted, at) is not None


def _pieces(pasted: str) -> Iterator[tuple[str, range | list[int], str]]:
    """``(text to keep, index of each of its characters, the mark of a block quote or "")``."""
    pasted = pasted.replace("\r\n", " \n").replace("\r", "\n")
    done = 0
    for match in _MARKUP.finditer(pasted):
        start, end = match.span()
        yield pasted[done:start], range(done, start), ""
        done = end
        match match.lastgroup:
            case "link" | "token":
                yield " ", [start], ""
            case "entity":
                plain = html.unescape(match[0])
                yield plain, [start] * len(plain), ""
            case "quote":
                yield "", [], match[0]
    yield pasted[done:], range(done, len(pasted)), ""
