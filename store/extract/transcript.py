"""Interviews and transcripts: paragraphs that open with a label ("Q:", "MR. EARNEST:") are its words.

A list reads the same ("Iowa: 45 percent"), so turns must alternate between labels and be made of clauses.
Dialogues between A and B are made up to teach and are nobody's words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from store.extract.cast import Cast
from store.extract.clauses import Clause
from store.extract.drafts import Found
from store.extract.grid import Grid
from store.model import Article, Paragraph, Span

FRAME = "transcript"
_LABEL = re.compile(
    r"\s*(?P<mark>[\"“]?)"
    r"(?P<label>(?:[QA](?=[.:])|(?:[A-Z][\w.'’-]{0,24})(?:[ \t\xa0](?:[A-Z][\w.'’-]{0,24}|of|the|de|van|von)){0,4}))"
    r"(?:[ \t\xa0]?\([^)\n]{1,40}\))?(?P<colon>[:.])[ \t\xa0]+(?=\S)"
)
_QUESTION = frozenset(("q", "question", "interviewer"))
_ANSWER = frozenset(("a", "answer"))
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_TALKING = frozenset("i we you me us my our your i'm i’m we're we’re".split())
_ENDS = ".?!…—-–\"”’')]"
_LOOK_AHEAD = 40
_CLAUSES = 0.6
_LONGEST_TURN = 6
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class _Turn:
    name: str
    label: Span
    colon: int
    paragraph: int
    """Index among the article's paragraphs."""
    start: int
    """Where the words start."""

    @property
    def key(self) -> str:
        """The label's last word: "Chris Matthews" and "Matthews" are one."""
        return self.name.split()[-1].lower()


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
    turns = _labelled(article)
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
        if article.body[turn.colon] == ".":
            colon = (source[1], source[1])
        clause = Clause(source[1] - 1, "", FRAME, colon, source, (), head)
        content = _content(article, grid, turn, until)
        if content:
            found.append(Found(clause, content, "colon"))
    return found


def _labelled(article: Article) -> list[_Turn]:
    turns = []
    for n, paragraph in enumerate(article.paragraphs):
        match = _LABEL.match(article.body, paragraph.start, paragraph.end)
        if match is None:
            continue
        if match["colon"] == "." and match["label"] not in ("Q", "A"):
            continue
        span = match.span("label")
        turns.append(_Turn(match["label"], span, match.start("colon"), n, match.end()))
    return turns


def _is_conversation(article: Article, grid: Grid, turns: Sequence[_Turn]) -> bool:
    keys = [turn.key for turn in turns]
    if any(len(key) == 1 and key not in ("q", "a") for key in keys) or len(set(keys)) < 2:
        return False
    if keys.count("a") and not keys.count("q"):
        return False
    back = any(a == c and a != b for a, b, c in zip(keys, keys[1:], keys[2:], strict=False))
    asked = len(turns) == 2 and "?" in article.body[turns[0].start : turns[0].start + 300]
    asked = asked and turns[1].paragraph == turns[0].paragraph + 1
    if not back and not asked and not {"q", "a"} <= set(keys):
        return False
    spoken = sum(_has_clause(article, grid, turn) for turn in turns)
    return spoken >= _CLAUSES * len(turns)


def _has_clause(article: Article, grid: Grid, turn: _Turn) -> bool:
    """True where the words of a turn end like a sentence, and ask something or hold a finite verb."""
    words = article.body[turn.start : article.paragraphs[turn.paragraph].end].rstrip()
    first, _ = grid.over(turn.start, turn.start + 1)
    _, last = grid.over(turn.start, turn.start + len(words))
    tokens = grid.doc[first : min(last, first + _LOOK_AHEAD)]
    return words[-1:] in _ENDS and ("?" in words or any(t.tag_ in _FINITE for t in tokens))


def _content(article: Article, grid: Grid, turn: _Turn, until: int) -> list[Span]:
    first = article.paragraphs[turn.paragraph]
    spans = [_trimmed(article.body, turn.start, first.end)]
    for paragraph in article.paragraphs[turn.paragraph + 1 : until][:_LONGEST_TURN]:
        words = article.body[paragraph.start : paragraph.end].strip()
        if not any(c.isalpha() for c in words) or (
            words.strip('"“”.')[:1] in "([" and len(words) < 60
        ):
            continue
        if not _goes_on(article, grid, turn, paragraph):
            break
        spans.append(_trimmed(article.body, paragraph.start, paragraph.end))
    return [span for span in spans if span[0] < span[1]]


def _goes_on(article: Article, grid: Grid, turn: _Turn, paragraph: Paragraph) -> bool:
    """True for a paragraph of the same turn: its quote goes on, or it talks as I, we or you do."""
    touching = grid.touching(paragraph.start, paragraph.start + 1)
    if any(grid.marked[k].continues for k in touching):
        return True
    words = article.body[paragraph.start : paragraph.end].lower().split()
    return len(words) > 3 and turn.key not in words and not _TALKING.isdisjoint(words)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without space, and without a closing mark that was opened before the label."""
    end = start + len(text[start:end].rstrip())
    start = end - len(text[start:end].lstrip())
    opens = text[start : start + 1] in ('"', "“")
    closes = text[end - 1 : end] in ('"', "”")
    inside = text[start + 1 : end - 1]
    if (
        closes
        and not opens
        and inside.count("“") <= inside.count("”")
        and not inside.count('"') % 2
    ):
        end -= 1
    return start, end


class _Names:
    """Who the labels of a transcript stand for, as tokens."""

    def __init__(self, article: Article, grid: Grid, cast: Cast, turns: Sequence[_Turn]) -> None:
        self._grid = grid
        self._cast = cast
        self._before = article.paragraphs[turns[0].paragraph].start
        labels = {i for turn in turns for i in range(*grid.over(*turn.label))}
        keys = {turn.key for turn in turns}
        self._printed: dict[str, int] = {}
        """Where the text outside the labels first prints a label's last word as a name."""
        for i in sorted(cast.at):
            word = grid.doc[i].lower_
            if word in keys and i not in labels:
                self._printed.setdefault(word, i)
        self._fullest: dict[str, _Turn] = {}
        for turn in turns:
            kept = self._fullest.get(turn.key)
            if kept is None or len(turn.name) > len(kept.name):
                self._fullest[turn.key] = turn
        named = [turn for turn in self._fullest.values() if turn.key not in _QUESTION | _ANSWER]
        # "Daily News: … Ms. Venn: … Q: … A: …": who asks first goes on as Q.
        self._pair = named[:2] if turns[0].key not in _QUESTION | _ANSWER else []

    def head(self, turn: _Turn) -> int | None:
        """The token that names the speaker of ``turn``; None for a questioner whom nothing names."""
        if turn.key in _QUESTION:
            return self.head(self._pair[0]) if self._pair else None
        if turn.key in _ANSWER:
            return self.head(self._pair[1]) if len(self._pair) > 1 else self._interviewed()
        if turn.key in self._printed:
            return self._printed[turn.key]
        fullest = self._last(self._fullest[turn.key])
        return fullest if fullest in self._cast.at else self._last(turn)

    def _last(self, turn: _Turn) -> int:
        return self._grid.over(*turn.label)[1] - 1

    def _interviewed(self) -> int | None:
        """Whom the words before the first question are about: the first name that is a subject there."""
        for token in self._grid.doc:
            if token.idx >= self._before:
                break
            if token.i in self._cast.at and token.dep_ in ("nsubj", "nsubjpass"):
                return token.i
        return None


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
    return inside and head >= 0 and grid.doc[head].lower_ in _TALKING
