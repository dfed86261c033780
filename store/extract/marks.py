"""Quotation marks as a small machine: which stretches of an article stand between marks.

Double marks come in families (curly “ ” with „, straight ", doubled singles '' and ``, guillemets, corner
brackets); single marks are in ``singles``. What stands beside a mark tells whether it opens or closes;
its shape decides only where that is silent, since “ is typed at both ends and „ is closed by “. Marks
pair like brackets within a paragraph. News style opens a quote that runs over several paragraphs again
in each of them and closes only the last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from store.extract.singles import find_singles
from store.model import Paragraph, Span

# Six or more at once are an ornament; three apostrophes are a double mark with a single one.
_DOUBLE = re.compile(r"['\"＂“”„‟«»〝〞「」『』‘’`]{6,}|``|‘‘|’’|'{2,3}|[\"＂“”„‟«»〝〞「」『』]")
_FAMILIES = {
    "curly": "“”„‟‘‘’’",
    "straight": '"＂',
    "doubled": "''``",
    "angled": "«»",
    "corner": "「」『』〝〞",
}
_FAMILY = {mark: name for name, marks in _FAMILIES.items() for mark in marks}
_OPENING = frozenset("“„‟«〝「『`‘")
_CLOSING = frozenset("”»〞」』’")
_WORD = re.compile(r"[^\W_]")
_SOMETHING = re.compile(r"\S")
_STOPS = frozenset(".,!?…")
_SENTENCE_END = re.compile(r"[.!?…][)\]]?\s")
# 6'3": feet and inches.
_INCHES = re.compile(r"\d['’]\s?\d{1,2}$")
_DEEPEST = 4
_ORNAMENT = 6
_FEWEST_CARRIED = 10
_FEWEST_MAIN = 3


class _Turn(Enum):
    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    family: str
    turn: _Turn


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks, marks included, never crossing a paragraph's end."""

    start: int
    end: int
    closed: bool = True
    """False where no closing mark stands: the stretch then ends with its paragraph."""
    continues: bool = False
    """True where the paragraph before left its quote open and this one opens it again or closes it."""
    single: bool = False
    """True between single marks in an article whose main marks are double ones."""

    @property
    def span(self) -> Span:
        return self.start, self.end


def find_marked(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Marked, ...]:
    """The outermost marked stretches of ``text`` in order; offsets index ``text``.

    In an article that quotes between single marks (‘ ’) those are the main ones and not ``single``.
    """
    doubles: list[Marked] = []
    singles: list[Span] = []
    open_before = False
    for n, paragraph in enumerate(paragraphs):
        end = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
        follows = n + 1 < len(paragraphs) and _opens_at(text, paragraphs[n + 1])
        found = _doubles(text, (paragraph.start, end), open_before, follows)
        open_before = bool(found) and not found[-1].closed
        alone = find_singles(text, (paragraph.start, end), [m.span for m in found])
        singles.extend(alone)
        doubles.extend(_not_within(found, alone))
    main = _are_main(text, singles, len(doubles))
    found = [*doubles, *(Marked(*span, single=not main) for span in singles)]
    worded = (m for m in found if _WORD.search(text, m.start, m.end))
    return tuple(sorted(worded, key=lambda marked: marked.start))


def _not_within(found: Sequence[Marked], outer: Sequence[Span]) -> list[Marked]:
    starts = [start for start, _ in outer]
    kept = []
    for marked in found:
        before = bisect_left(starts, marked.start) - 1
        if before < 0 or outer[before][1] < marked.end:
            kept.append(marked)
    return kept


def _are_main(text: str, singles: Sequence[Span], doubles: int) -> bool:
    """True where single marks hold the speech: several of them hold a clause that ends in a stop."""
    speech = [s for s in singles if text[s[1] - 2] in _STOPS and text.count(" ", *s) >= 3]
    return len(speech) >= _FEWEST_MAIN and len(speech) > doubles


def _opens_at(text: str, paragraph: Paragraph) -> bool:
    first = _DOUBLE.search(text, paragraph.start, min(paragraph.end, paragraph.start + 8))
    return (
        first is not None
        and len(first.group()) < _ORNAMENT
        and not text[paragraph.start : first.start()].strip()
        and _turn(text, *first.span()) is _Turn.OPEN
    )


def _doubles(text: str, bounds: Span, open_before: bool, follows: bool) -> list[Marked]:
    """The outermost double-marked stretches of a paragraph.

    ``open_before``: the paragraph before left a quote open; ``follows``: the next one starts with an
    opening mark.
    """
    start, end = bounds
    first_word = end - len(text[start:end].lstrip())
    marks = _marks(text, start, end)
    pairs = _pairs(text, marks)
    found: list[Marked] = []
    here = 0
    while here < len(marks):
        mark, partner = marks[here], pairs[here]
        leads = mark.start <= first_word
        again = leads and open_before
        here += 1
        if partner is not None:
            if not _wraps(marks, pairs, here - 1):
                found.append(Marked(mark.start, marks[partner].end, continues=again))
                here = partner + 1
        elif mark.turn is _Turn.CLOSE:
            if open_before and here == 1 and _is_carried(text[start : mark.start]):
                found.append(Marked(start, mark.end, continues=True))
            elif _is_mistyped(text, marks[here - 1 : here + 1]):
                found.append(Marked(mark.start, marks[here].end))
                here += 1
        elif mark.turn is _Turn.OPEN and _SOMETHING.search(text, mark.end, end):
            to_end = leads and (follows or (again and not _same_next(marks, here)))
            close, here = (
                (None, len(marks)) if to_end else _close_of_unclosed(text, marks, pairs, here)
            )
            if close is None and here == len(marks):
                found.append(Marked(mark.start, end, closed=False, continues=again))
            elif close is not None:
                found.append(Marked(mark.start, close, continues=again))
    return found


def _same_next(marks: Sequence[_Mark], here: int) -> bool:
    return here < len(marks) and marks[here].family == marks[here - 1].family


def _close_of_unclosed(
    text: str, marks: Sequence[_Mark], pairs: Sequence[int | None], here: int
) -> tuple[int | None, int]:
    """Where an opening mark without a closing one ends, and the mark to go on with, the one at ``here``
    being the next. None and the last: with the paragraph. None and another: nowhere, it is ignored.
    """
    if here == len(marks) or marks[here].turn is _Turn.CLOSE:
        return None, len(marks)
    mark, later = marks[here - 1], marks[here]
    stops = [stop.end() for stop in _SENTENCE_END.finditer(text, mark.end, later.start)]
    if stops:
        # Another quote opens later: this one holds its last whole sentence.
        return stops[-1] - 1, here
    partner = pairs[here]
    # One of two opening marks has no partner: the closing one closes the first.
    return (None, here) if partner is None else (marks[partner].end, partner + 1)


def _wraps(marks: Sequence[_Mark], pairs: Sequence[int | None], here: int) -> bool:
    """True for marks around a whole text that opens with a quote of its own: ``"“A,” she said."``."""
    if here + 1 >= len(marks):
        return False
    mark, inner, closed, partner = marks[here], marks[here + 1], pairs[here + 1], pairs[here]
    if mark.family == inner.family or mark.end != inner.start or closed is None or partner is None:
        return False
    return marks[closed].end < marks[partner].start


def _is_mistyped(text: str, both: Sequence[_Mark]) -> bool:
    """True for an opening mark that is typed at the word before: ``He says," it is. "``."""
    if len(both) < 2 or both[1].turn is not _Turn.CLOSE or both[0].family != both[1].family:
        return False
    return text[both[0].start - 1] in ",:" and text[both[0].end : both[0].end + 1] == " "


def _is_carried(words: str) -> bool:
    """True where a paragraph goes on with the open quote of the one before without opening it again.

    A few words with a capital are more likely a name under a displayed quote.
    """
    words = words.strip()
    return words[:1].islower() or len(words.split()) >= _FEWEST_CARRIED


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    found: list[_Mark] = []
    for match in _DOUBLE.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if len(mark) >= _ORNAMENT:
            continue
        if mark == '"' and (
            text[at - 1 : at] == "=" or _INCHES.search(text, max(at - 6, start), at)
        ):
            continue
        found.append(_Mark(at, match.end(), _FAMILY[mark[0]], _turn(text, at, match.end())))
    return found


def _turn(text: str, start: int, end: int) -> _Turn:
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if after == ">":
        return _Turn.CLOSE
    loose_before = before.isspace() or before in "([{—–-" or not before.isprintable()
    loose_after = after.isspace() or after in ")]}.,;:!?—–"
    if before == "\n" or (loose_before and not loose_after):
        return _Turn.OPEN
    if loose_after and not loose_before:
        return _Turn.CLOSE
    if text[start] in _OPENING:
        return _Turn.OPEN
    return _Turn.CLOSE if text[start] in _CLOSING else _Turn.EITHER


def _pairs(text: str, marks: Sequence[_Mark]) -> list[int | None]:
    """For each mark the index of the one that closes it, None for closing marks and unclosed ones."""
    pairs: list[int | None] = [None] * len(marks)
    own = _own_closers(marks)
    stack: list[int] = []
    for i, mark in enumerate(marks):
        if mark.turn is _Turn.OPEN or not stack:
            if mark.turn is _Turn.CLOSE:
                continue
            if stack and _starts_anew(text, marks[stack[-1]], mark):
                stack.pop()
            stack.append(i)
            continue
        depth = _closed_by(marks, stack, i, own)
        if depth is not None:
            pairs[stack[depth]] = i
            del stack[depth:]
    return pairs


def _starts_anew(text: str, opened: _Mark, mark: _Mark) -> bool:
    """True for a second opening mark of the same kind after a whole sentence: the first was never closed."""
    if opened.family != mark.family:
        return False
    before = text[max(opened.end, mark.start - 3) : mark.start]
    return _SENTENCE_END.search(before) is not None


def _closed_by(
    marks: Sequence[_Mark], stack: Sequence[int], i: int, own: Sequence[int]
) -> int | None:
    """Which open mark, as an index into ``stack``, mark ``i`` closes."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEEPEST), -1):
        if marks[stack[depth]].family == marks[i].family:
            return depth
    # Of another family (“ closed by "): unless the open mark's own closing mark is the very next.
    return None if own[stack[-1]] == i + 1 else len(stack) - 1


def _own_closers(marks: Sequence[_Mark]) -> list[int]:
    """For each mark the index of the mark of its own family that closes it, -1 where there is none."""
    own = [-1] * len(marks)
    stacks: dict[str, list[int]] = {}
    for i, mark in enumerate(marks):
        stack = stacks.setdefault(mark.family, [])
        if mark.turn is _Turn.OPEN or (mark.turn is _Turn.EITHER and not stack):
            stack.append(i)
        elif stack:
            own[stack.pop()] = i
    return own
