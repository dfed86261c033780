"""Stretches between single quotation marks (‘ ’, ' ', ` '), told from apostrophes.

An apostrophe looks like a closing mark, and at the start of a word ('90s, 'em) like an opening one. So a
stretch needs an opening mark before a word, and ends at the first closing mark that is surely one: a stop
stands before it. Where none follows, the first mark at a word's end closes, a plural's ("students'
rights") only where nothing else can.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from store.model import Span

_SINGLE = re.compile(r"['‘’`]{6,}|['‘’`]")
_ELIDED = re.compile(
    r"(?:\d\ds?|em|til|till|tis|twas|twill|cause|bout|round|n|un|er|im|neath|nuff|tude)\b", re.I
)
_LONGEST = 600
_NEXT_WORDS = 60


class _Close(IntEnum):
    NOT = 0
    PLURAL = 1
    """After a word that ends in s, before a space."""
    WEAK = 2
    """At a word's end."""
    SURE = 3
    """After a stop, or before one."""


def find_singles(text: str, bounds: Span, doubles: Sequence[Span]) -> list[Span]:
    """Single-marked stretches in ``bounds`` (one paragraph) outside ``doubles``, in order, marks included.

    A stretch may hold whole ``doubles``, which are then quotes within it.
    """
    start, end = bounds
    walk = _Walk()
    here = 0
    for match in _SINGLE.finditer(text, start, end):
        at = match.start()
        if match.end() - at > 1:
            continue
        while here < len(doubles) and doubles[here][1] <= at:
            walk.pass_double()
            here += 1
        if here < len(doubles) and doubles[here][0] <= at:
            continue
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        opens = match.group() != "’" and _opens(text, at, before, after)
        closes = _Close.NOT if match.group() in "‘`" else _closes(before, after)
        if opens or closes:
            walk.step(at, opens, closes, curly=match.group() == "‘")
    walk.finish()
    return walk.found


def _opens(text: str, at: int, before: str, after: str) -> bool:
    starts_word = (before.isspace() or before in "([—–-/") and (after.isalnum() or after in '“"[$…')
    return starts_word and _ELIDED.match(text, at + 1, at + 8) is None


def _closes(before: str, after: str) -> _Close:
    if after.isalnum() or not (before.isalnum() or before in '.,!?…”"%)]—–-'):
        return _Close.NOT
    if not before.isalnum():
        return _Close.SURE
    ends_clause = after in ".,;:!?)"
    if before in "sS":
        return _Close.WEAK if ends_clause else _Close.PLURAL
    return _Close.SURE if ends_clause else _Close.WEAK


class _Walk:
    """The state between one single mark and the next."""

    def __init__(self) -> None:
        self.found: list[Span] = []
        self._opened: int | None = None
        self._curly = False
        self._kept: int | None = None
        """Where the stretch ends if nothing better follows."""
        self._kept_as = _Close.NOT
        self._holds_double = False

    def pass_double(self) -> None:
        if self._opened is not None and self._kept_as is _Close.WEAK:
            self._settle()
        self._holds_double = self._opened is not None

    def step(self, at: int, opens: bool, closes: _Close, *, curly: bool) -> None:
        if self._opened is not None and at - self._opened > _LONGEST:
            self._settle()
        if self._opened is None:
            if opens:
                self._open(at, curly)
        elif opens:
            self._settle(plural=True)
            self._open(at, curly)
        elif closes is _Close.SURE:
            near = self._kept_as is not _Close.WEAK or at - (self._kept or 0) <= _NEXT_WORDS
            if near:
                self._kept, self._kept_as = at, closes
            self._settle()
        elif closes is _Close.WEAK and self._kept_as is _Close.WEAK:
            self._settle()
        elif closes > self._kept_as and not self._holds_double:
            self._kept, self._kept_as = at, closes

    def finish(self) -> None:
        self._settle(plural=self._curly)

    def _open(self, at: int, curly: bool) -> None:
        self._opened, self._curly = at, curly
        self._holds_double = False

    def _settle(self, *, plural: bool = False) -> None:
        enough = _Close.PLURAL if plural else _Close.WEAK
        if self._opened is not None and self._kept is not None and self._kept_as >= enough:
            self.found.append((self._opened, self._kept + 1))
        self._opened = self._kept = None
        self._kept_as = _Close.NOT
