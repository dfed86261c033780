"""What differs between two versions of a text, word by word, for a reader.

White space and the style of quotation marks are no difference. Paragraphs are the lines that hold words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rapidfuzz.distance import Indel

from store.model import ChangedParagraph, Edit, EditKind
from store.stories.fingerprints import plain

_BREAK = "\n"
_CELLS = 100_000_000
"""Pairs of words that are compared at the most, some 12 MB; of more, all counts as written anew."""
_STRAY = 2
"""Words that two passages written anew may share by chance,"""
_MUCH = 6
"""and the words from which the change on either side is such a passage."""

_Word = tuple[EditKind, str]


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """How one line became the other; empty where no word was changed."""
    words = list(_compared(before.split(), after.split()))
    return _joined(words) if _is_changed(words) else ()


def changed_paragraphs(before: str, after: str) -> tuple[ChangedParagraph, ...]:
    """The paragraphs of ``after`` that differ from ``before``, and those that are gone, in order."""
    found: list[ChangedParagraph] = []
    line: list[_Word] = []
    ordinal = 0
    for kind, word in _whole_lines(_compared(_words(before), _words(after))):
        if word != _BREAK:
            line.append((kind, word))
            continue
        gone = kind is EditKind.DELETED
        if gone and any(each is not EditKind.DELETED for each, _ in line):
            continue  # two paragraphs became one
        ordinal += not gone
        if _is_changed(line):
            found.append(ChangedParagraph(0 if gone else ordinal, _joined(line)))
        line = []
    return tuple(found)


def _words(text: str) -> list[str]:
    return [word for line in text.splitlines() if line.strip() for word in (*line.split(), _BREAK)]


def _compared(before: list[str], after: list[str]) -> Iterator[_Word]:
    ours, theirs = [_plain(word) for word in before], [_plain(word) for word in after]
    first = _shared(ours, theirs)
    last = _shared(ours[first:][::-1], theirs[first:][::-1])
    yield from ((EditKind.KEPT, word) for word in after[:first])
    old, new = slice(first, len(ours) - last), slice(first, len(theirs) - last)
    yield from _between(before[old], after[new], ours[old], theirs[new])
    yield from ((EditKind.KEPT, word) for word in after[len(theirs) - last :])


def _between(
    before: list[str], after: list[str], ours: list[str], theirs: list[str]
) -> Iterator[_Word]:
    """Deletions go before the insertions that take their place."""
    old = new = 0
    for start, end, to in _kept(ours, theirs):
        yield from ((EditKind.DELETED, word) for word in before[old:start])
        yield from ((EditKind.INSERTED, word) for word in after[new:to])
        yield from ((EditKind.KEPT, word) for word in after[to : to + end - start])
        old, new = end, to + end - start
    yield from ((EditKind.DELETED, word) for word in before[old:])
    yield from ((EditKind.INSERTED, word) for word in after[new:])


def _kept(ours: list[str], theirs: list[str]) -> Iterator[tuple[int, int, int]]:
    """``(start, end, to)``: ``ours[start:end]`` stand in ``theirs`` from ``to`` on."""
    if len(ours) * len(theirs) > _CELLS:
        return
    equal = [each for each in Indel.opcodes(ours, theirs) if each.tag == "equal"]
    ends = [(0, 0), *((each.src_end, each.dest_end) for each in equal)]
    starts = [*((each.src_start, each.dest_start) for each in equal), (len(ours), len(theirs))]
    changed = [
        start[0] - end[0] + start[1] - end[1] for end, start in zip(ends, starts, strict=True)
    ]
    for number, one in enumerate(equal):
        kept = ours[one.src_start : one.src_end]
        between_much = min(changed[number], changed[number + 1]) >= _MUCH
        if not between_much or len(kept) > _STRAY or _BREAK in kept:
            yield one.src_start, one.src_end, one.dest_start


def _whole_lines(words: Iterable[_Word]) -> Iterator[_Word]:
    """A paragraph that was put in or taken out ends with its own break, not with the one before it."""
    groups = [(kind, [word for _, word in group]) for kind, group in groupby(words, key=_kind)]
    for at, (kind, group) in enumerate(groups):
        is_line = kind is not EditKind.KEPT and group[0] == _BREAK
        if is_line and groups[at + 1 : at + 2] and groups[at + 1][0] is EditKind.KEPT:
            after = groups[at + 1][1]
            if after[0] == _BREAK:
                yield EditKind.KEPT, _BREAK
                group, after[:] = [*group[1:], _BREAK], after[1:]
        yield from ((kind, word) for word in group)


def _kind(word: _Word) -> EditKind:
    return word[0]


def _plain(word: str) -> str:
    return word if word == _BREAK else plain(word)


def _shared(ours: list[str], theirs: list[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(ours), len(theirs)))


def _is_changed(words: Iterable[_Word]) -> bool:
    return any(kind is not EditKind.KEPT for kind, _ in words)


def _joined(words: list[_Word]) -> tuple[Edit, ...]:
    return tuple(
        Edit(kind, " ".join(word for _, word in group)) for kind, group in groupby(words, key=_kind)
    )
