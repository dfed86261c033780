"""From a ranked passage the sentence that answers, the words in it that do, and a snippet around it."""

from __future__ import annotations

from collections.abc import Sequence

from store.model import QuestionKind, Span
from store.search.candidates import Wanted
from store.search.evidence import answers
from store.search.ranking import Sentence
from store.search.text import tokens

SNIPPET = 320
"""Characters of a snippet at most."""


def emphasis(wanted: Wanted, sentence: str, answering: Span | None) -> tuple[Span, ...]:
    """The words of a sentence to be marked, as indices into it: those at ``answering``, if anything answers.

    For keywords, the words themselves are what was asked for.
    """
    if wanted.kind == QuestionKind.KEYWORDS:
        asked = (token for token in tokens(sentence) if token.stem in wanted.stems)
        return tuple((token.start, token.end) for token in asked)
    return () if answering is None else (answering,)


def snippet(text: str, parts: Sequence[Sentence], best: int, wanted: Wanted) -> Span:
    """A stretch of ``text`` of at most 320 characters that begins with the best sentence or one before it.

    Neighbours are taken in while there is room, the one with more of the question's words first.
    """
    if best < 0:
        return _cut(text, 0, len(text))
    start, end = parts[best].span
    if end - start > SNIPPET:
        return _part(text, (start, end), wanted)
    first = last = best
    while True:
        before = first > 0 and end - parts[first - 1].span[0] <= SNIPPET
        after = last + 1 < len(parts) and parts[last + 1].span[1] - start <= SNIPPET
        if not before and not after:
            return start, end
        if after and (
            not before or _asked(parts[last + 1], wanted) >= _asked(parts[first - 1], wanted)
        ):
            last += 1
            end = parts[last].span[1]
        else:
            first -= 1
            start = parts[first].span[0]


def _asked(part: Sentence, wanted: Wanted) -> float:
    held = set(part.stems)
    return sum(
        weight for stem, weight in zip(wanted.stems, wanted.weights, strict=True) if stem in held
    )


def _part(text: str, span: Span, wanted: Wanted) -> Span:
    """The stretch of a long sentence with most of the question's words and of what could answer."""
    start, end = span
    sentence = text[start:end]
    weight = dict(zip(wanted.stems, wanted.weights, strict=True))
    worth = [
        (token.start, token.end, weight[token.stem])
        for token in tokens(sentence)
        if token.stem in weight
    ]
    heaviest = max(wanted.weights, default=1.0)
    worth += [(s, e, heaviest) for s, e in answers(wanted.kind, sentence, wanted.asked)]
    best, best_value = 0, -1.0
    begins = [0] + [at + 1 for at, char in enumerate(sentence) if char == " "]
    for begin in begins:
        value = sum(w for s, e, w in worth if s >= begin and e <= begin + SNIPPET)
        if value > best_value + 1e-9:
            best, best_value = begin, value
    return _cut(text, start + best, end)


def _cut(text: str, start: int, end: int) -> Span:
    """From ``start`` as far as a snippet reaches, to the end of a word."""
    if end - start <= SNIPPET:
        return start, end
    stop = text.rfind(" ", start + SNIPPET // 2, start + SNIPPET + 1)
    return start, stop if stop > start else start + SNIPPET
