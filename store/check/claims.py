"""What a message claims that somebody said: its quoted stretches, each with the speaker it names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from store.check.message import Message, read_message
from store.check.stated import PRONOUNS, Stated, stated_alone, stated_beside, stated_of
from store.check.words import lines_of, quoted_words
from store.extract.fast import extract_fast
from store.extract.marks import find_marked
from store.model import Article, Claim, Paragraph, Quote, Span

MOST = 20
"""Claims of one message that are judged."""
_MARKS = " \t\n\"“”„‟«»「」『』〝〞＂'‘’`"
_FEWEST_SINGLE = 3
"""Words between single marks, which as often mark a title or an apostrophe."""
_OPENS = re.compile(r"(?<![^\s(:,])['‘`](?=[^\s'’])")
_CLOSES = re.compile(r"(?<=[^\s'’])['’](?![^\W_])")
_SHORTEST_SINGLE, _LONGEST_SINGLE = 10, 2_002
"""Characters from the first single mark to the last, where no other marks are,"""
_LOOKED_AT = 4_000
"""in so many characters."""
_FLOWING = re.compile(
    r"“[^“”]{1,3000}”|„[^„“”]{1,3000}[“”]|«[^«»]{1,3000}»|»[^«»]{1,3000}«|\"[^\"]{1,3000}\""
)
"""What stands between two marks, line breaks and all."""
_MOSTLY = 0.5
_SIGNED = re.compile(
    r"(?:\n[ \t]*(?:[-–—―~]{1,3}|\()|[.!?…][ \t]+[-–—―~]{1,3}|[ \t][-–—―~]{1,3}(?=[ \t]))[ \t]*"
    r"([^\n\"“”„«»]{2,90})\s*$"
)
_NAMED = re.compile(r"^\s*([^\n\"“”„«».!?:]{2,60}):[ \t\n]+(?=\S)")
_WRITERS = frozenset("i we my our us".split())
"""Words by which whoever wrote the words names themselves: nobody that the message names."""
_HANDED_ON = 80
"""Characters between two stretches of one speaker: ``"A," said Oss. "B."``"""
_TO_NAME = 9


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words that are claimed, as a span of the message's text, marks included."""

    span: Span
    limits: Span
    """Where the words that name a speaker may stand."""
    stated: Stated | None = None
    is_marked: bool = True
    is_reported: bool = False


def claims_in(pasted: str) -> tuple[tuple[Claim, ...], int]:
    """``(claims in order, how many more there are than are judged)``."""
    message = read_message(pasted)
    article = _as_article(message)
    stretches = list(_stretches(message, article))
    found: list[Claim] = []
    more = 0
    for stretch in stretches:
        start, end = _inner(message.text, stretch.span)
        if not quoted_words(message.text[start:end]):
            continue
        if len(found) == MOST:
            more += 1
            continue
        found.append(_claim(message, stretch, (start, end)))
    return tuple(found), more


def unmarked(pasted: str) -> Claim:
    """A whole message as one claim, whoever it names."""
    message = read_message(pasted)
    start = len(message.text) - len(message.text.lstrip())
    end = len(message.text.rstrip())
    stretch = _Stretch((start, end), (start, end), is_marked=False)
    return _claim(message, stretch, _inner(message.text, (start, end)))


def _claim(message: Message, stretch: _Stretch, span: Span) -> Claim:
    stated = stretch.stated
    return Claim(
        text=message.text[slice(*span)],
        start=message.places[span[0]],
        end=message.places[span[1] - 1] + 1,
        speaker=stated.name if stated else "",
        is_marked=stretch.is_marked,
        is_reported=stretch.is_reported,
        names=stated.is_name if stated else True,
    )


def _as_article(message: Message) -> Article:
    """Lines that belong together are one paragraph; a block quote is one of its own."""
    flowing = _FLOWING.sub(_on_one_line, message.text)
    edges = sorted({0, len(message.text), *(edge for block in message.blocks for edge in block)})
    spans: list[Span] = []
    for edge, other in pairwise(edges):
        for start, end in lines_of(flowing, edge, other):
            if spans and spans[-1][0] >= edge and spans[-1][1] + 1 == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
    return Article(
        "", flowing, tuple(Paragraph(n, start, end) for n, (start, end) in enumerate(spans, 1))
    )


def _on_one_line(match: re.Match[str]) -> str:
    return match[0].replace("\n", " ")


def _stretches(message: Message, article: Article) -> Iterator[_Stretch]:
    text = message.text
    marked = _marked(article)
    told = extract_fast(_doubled(article, marked)).quotes
    whole = [block for block in message.blocks if _is_claimed_whole(text, block, marked)]
    marked = [span for span in marked if not any(s <= span[0] < e for s, e in whole)]
    if not marked and not whole:
        yield from _unmarked(text, told)
        return
    spans = sorted([*marked, *whole])
    before = 0
    last: _Stretch | None = None
    for number, span in enumerate(spans):
        after = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        stretch = _Stretch(span, (before, after), is_marked=span not in whole)
        if span in whole:
            stretch = _signed(text, stretch)
        if stretch.stated is None:
            stretch = replace(stretch, stated=_speaker(text, stretch, told, last))
        yield stretch
        before, last = span[1], stretch


def _marked(article: Article) -> list[Span]:
    """The stretches between marks; one that goes on in the next paragraph is one."""
    found: list[Span] = []
    for marked in find_marked(article.body, article.paragraphs):
        words = len(article.body[slice(*marked.span)].split())
        if marked.single and words < _FEWEST_SINGLE:
            continue
        if marked.continues and found and not article.body[found[-1][1] : marked.start].strip():
            found[-1] = (found[-1][0], marked.end)
        else:
            found.append(marked.span)
    if not found and (alone := _first_to_last(article.body)):
        found.append(alone)
    return found


def _first_to_last(text: str) -> Span | None:
    """From the first single mark that opens to the last one within reach that closes."""
    ends = [closing.end() for closing in _CLOSES.finditer(text, 0, _LOOKED_AT)]
    for opening in _OPENS.finditer(text, 0, _LOOKED_AT):
        within_reach = bisect_right(ends, opening.start() + _LONGEST_SINGLE)
        if within_reach and ends[within_reach - 1] - opening.start() >= _SHORTEST_SINGLE:
            return opening.start(), ends[within_reach - 1]
    return None


def _doubled(article: Article, marked: Sequence[Span]) -> Article:
    """The message with single marks around its quotes doubled, as its grammar is read by them."""
    chars = list(article.body)
    for start, end in marked:
        if chars[start] in "'‘`" and chars[end - 1] in "'’" and chars[start + 1] not in "'‘`":
            chars[start], chars[end - 1] = "“", "”"
    return replace(article, body="".join(chars))


def _is_claimed_whole(text: str, block: Span, marked: Sequence[Span]) -> bool:
    """Whether a block quote is one claim: nothing in it stands between marks, or only a word or two."""
    inside = sum(e - s for s, e in marked if block[0] <= s < block[1])
    return bool(text[slice(*block)].strip()) and inside < _MOSTLY * (block[1] - block[0])


def _speaker(
    text: str, stretch: _Stretch, told: Sequence[Quote], last: _Stretch | None
) -> Stated | None:
    """Whom the message gives a stretch to."""
    stated = stated_beside(text, stretch.span, stretch.limits)
    if stated and stated.name:
        return stated
    read = _told(text, stretch.span, told)
    if read:
        return read
    alone = stated or stated_alone(text, stretch.span, stretch.limits)
    if alone:
        return alone
    # A list under one name, or a quotation that goes on behind "he said".
    if last and last.stated and stretch.span[0] - last.span[1] <= _HANDED_ON:
        between = text[last.span[1] : stretch.span[0]]
        listed = not between.strip(" \t\n-–—•*.,;") or between.strip(" \n.,;").lower() in (
            "and",
            "or",
        )
        return last.stated if listed else None
    return None


def _told(text: str, span: Span, told: Sequence[Quote]) -> Stated | None:
    """The speaker by grammar: the source of the quotation that holds most of the stretch.

    A quotation may stand inside a longer report of somebody else's: the narrower one is meant.
    """
    for quote in sorted(told, key=lambda each: sum(e - s for s, e in each.content)):
        held = sum(max(0, min(e, span[1]) - max(s, span[0])) for s, e in quote.content)
        if held < _MOSTLY * (span[1] - span[0]):
            continue
        source = text[quote.source[0][0] : quote.source[-1][1]] if quote.source else ""
        if source.split(" ")[0].casefold() in _WRITERS:
            continue
        if source.casefold() in PRONOUNS:
            return Stated("", source)
        if quote.speaker is not None and quote.speaker.named:
            return Stated(quote.speaker.name, source)
        stated = stated_of(source, loosely=True) if source else None
        if stated:
            return stated
    return None


def _signed(text: str, stretch: _Stretch) -> _Stretch:
    """Words without marks, apart from the name above or below them."""
    start, end = stretch.span
    below = _SIGNED.search(text, start, end)
    stated = stated_of(below[1], loosely=below[0].startswith("\n")) if below else None
    if below and stated and len(stated.name.split()) <= _TO_NAME:
        mark = text[below.start()]
        return replace(stretch, span=(start, below.start() + (mark in ".!?…")), stated=stated)
    above = _NAMED.search(text[start:end])
    stated = stated_of(above[1]) if above else None
    if above and stated and stated.is_name and len(stated.name.split()) <= _TO_NAME:
        return replace(stretch, span=(start + above.end(), end), stated=stated)
    return stretch


def _unmarked(text: str, told: Sequence[Quote]) -> Iterator[_Stretch]:
    """A message without marks is itself the quote, or reports one."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return
    whole = _signed(text, _Stretch((start, end), (0, len(text)), is_marked=False))
    if whole.stated is None:
        for quote in told:
            content = (quote.content[0][0], quote.content[-1][1])
            stated = _told(text, content, [quote])
            if stated and content[1] - content[0] >= _MOSTLY * (end - start):
                yield _Stretch(content, (0, len(text)), stated, is_marked=False, is_reported=True)
                return
    yield whole


def _inner(text: str, span: Span) -> Span:
    """Without the marks around it."""
    start, end = span
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end
