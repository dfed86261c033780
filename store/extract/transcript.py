"""Interviews and transcripts: paragraphs that open with a label ("Q:", "MR. EARNEST:") are its words.

A list reads the same ("Iowa: 45 percent"), so turns must alternate between labels and be made of clauses.
Dialogues between A and B are made up to teach and are nobody's words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

from store.extract.cast import Cast
from store.extract.clauses import Clause
from store.extract.drafts import Found
from store.extract.grid import Grid
from store.extract.interviewee import interviewed
from store.extract.turns import (
    ANSWER,
    CLAUSES,
    ENDS,
    LONGEST_TURN,
    QUESTION,
    TALKING,
    Turn,
    is_exchange,
    labelled,
    trimmed,
)
from store.model import Article, Paragraph, Span

FRAME = "transcript"
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_LOOK_AHEAD = 40
_MOST = 0.8


def with_transcript(article: Article, grid: Grid, cast: Cast, found: list[Found]) -> list[Found]:
    """``found`` and the turns of a transcript in order; a quote that is a whole turn gives way to it."""
    turns = find_transcript(article, grid, cast)
    if not turns:
        return found
    spans = [span for turn in turns for span in turn.content]
    kept = [f for f in found if not _is_turn(grid, f, spans)]
    return sorted([*kept, *turns], key=lambda f: f.start)


def find_transcript(article: Article, grid: Grid, cast: Cast) -> list[Found]:
    """A Found a turn: the label as source, its colon as cue, a fragment a paragraph, nothing where the
    labelled paragraphs are no conversation. The head is the token that names the speaker at the fullest.
    """
    turns = labelled(article)
    if not _is_conversation(article, grid, turns):
        return []
    names = _Names(article, grid, cast, turns)
    found = []
    for n, turn in enumerate(turns):
        head = names.head(turn)
        if head is None:
            continue
        until = turns[n + 1].paragraph if n + 1 < len(turns) else len(article.paragraphs)
        source, colon = grid.over(*turn.label), grid.over(turn.colon, turn.colon + 1)
        if grid.doc[colon[0]].text != ":":
            colon = (source[1], source[1])
        clause = Clause(source[1] - 1, "", FRAME, colon, source, (), head)
        content = _content(article, grid, turn, until)
        if content:
            found.append(Found(clause, content, "colon"))
    return found


def _is_conversation(article: Article, grid: Grid, turns: Sequence[Turn]) -> bool:
    spoken = sum(_has_clause(article, grid, turn) for turn in turns)
    return is_exchange(article, turns) and spoken >= CLAUSES * len(turns)


def _has_clause(article: Article, grid: Grid, turn: Turn) -> bool:
    """True where the words of a turn end like a sentence, and ask something or hold a finite verb."""
    words = article.body[turn.start : turn.end].rstrip()
    first, _ = grid.over(turn.start, turn.start + 1)
    _, last = grid.over(turn.start, turn.start + len(words))
    tokens = grid.doc[first : min(last, first + _LOOK_AHEAD)]
    return words[-1:] in ENDS and ("?" in words or any(t.tag_ in _FINITE for t in tokens))


def _content(article: Article, grid: Grid, turn: Turn, until: int) -> list[Span]:
    spans = [trimmed(article.body, turn.start, turn.end)]
    for paragraph in article.paragraphs[turn.paragraph + 1 : until][:LONGEST_TURN]:
        words = article.body[paragraph.start : paragraph.end].strip()
        if not any(c.isalpha() for c in words) or (
            words.strip('"“”.')[:1] in "([" and len(words) < 60
        ):
            continue
        if not _goes_on(article, grid, turn, paragraph):
            break
        spans.append(trimmed(article.body, paragraph.start, paragraph.end))
    return [span for span in spans if span[0] < span[1]]


def _goes_on(article: Article, grid: Grid, turn: Turn, paragraph: Paragraph) -> bool:
    """True for a paragraph of the same turn: its quote goes on, or it talks as I, we or you do."""
    touching = grid.touching(paragraph.start, paragraph.start + 1)
    if any(grid.marked[k].continues for k in touching):
        return True
    words = article.body[paragraph.start : paragraph.end].lower().split()
    return len(words) > 3 and turn.key not in words and not TALKING.isdisjoint(words)


class _Names:
    """Who the labels of a transcript stand for, as tokens."""

    def __init__(self, article: Article, grid: Grid, cast: Cast, turns: Sequence[Turn]) -> None:
        self._grid = grid
        self._cast = cast
        spoken = (i for turn in turns for i in range(*grid.over(turn.label[0], turn.end)))
        self._answers = interviewed(article, grid, cast, spoken)
        labels = {i for turn in turns for i in range(*grid.over(*turn.label))}
        keys = {turn.key for turn in turns}
        self._printed: dict[str, int] = {}
        """Where the text outside the labels first prints a label's last word as a name."""
        for i in sorted(cast.at):
            word = grid.doc[i].lower_
            if word in keys and i not in labels:
                self._printed.setdefault(word, i)
        self._initials = _initials(cast, labels)
        self._fullest: dict[str, Turn] = {}
        for turn in turns:
            kept = self._fullest.get(turn.key)
            if kept is None or len(turn.name) > len(kept.name):
                self._fullest[turn.key] = turn
        named = [turn for turn in self._fullest.values() if turn.key not in QUESTION | ANSWER]
        # "Daily News: … Ms. Venn: … Q: … A: …": who asks first goes on as Q.
        self._pair = named[:2] if turns[0].key not in QUESTION | ANSWER else []

    def head(self, turn: Turn) -> int | None:
        """The token that names the speaker of ``turn``; None for a questioner whom nothing names."""
        if turn.key in QUESTION:
            return self.head(self._pair[0]) if self._pair else None
        if turn.key in ANSWER:
            return self.head(self._pair[1]) if len(self._pair) > 1 else self._answers
        if turn.key in self._printed:
            return self._printed[turn.key]
        if turn.name.isupper() and turn.name in self._initials:
            return self._initials[turn.name]
        fullest = self._last(self._fullest[turn.key])
        return fullest if fullest in self._cast.at else self._last(turn)

    def _last(self, turn: Turn) -> int:
        return self._grid.over(*turn.label)[1] - 1


def _initials(cast: Cast, labels: Collection[int]) -> dict[str, int]:
    """Where a person is named first by whose initials a label may go; none that two people share."""
    found: dict[str, set[int]] = {}
    first: dict[int, int] = {}
    for i, (mention, number) in sorted(cast.at.items()):
        words = cast.entries[number].words
        if i == mention.end - 1 and i not in labels and cast.entries[number].is_person:
            first.setdefault(number, i)
            if len(words) > 1:
                found.setdefault("".join(word[0].upper() for word in words), set()).add(number)
    return {short: first[min(who)] for short, who in found.items() if len(who) == 1}


def _is_turn(grid: Grid, f: Found, spans: Sequence[Span]) -> bool:
    """True where a found quote is most of a turn's fragment, or what a turn's speaker says of saying."""
    start, end = f.content[0][0], f.content[-1][1]
    at = max(0, bisect_right(spans, (start, start)) - 1)
    inside = False
    while at < len(spans) and spans[at][0] < end:
        low, high = spans[at]
        if min(end, high) - max(start, low) >= _MOST * (high - low):
            return True
        inside = inside or start < high
        at += 1
    head = f.clause.head
    return inside and head >= 0 and grid.doc[head].lower_ in TALKING
