"""From a ranked passage the sentence that answers, the words in it that do, and a snippet around it."""

from __future__ import annotations

from collections.abc import Sequence

from store.model import Fact, FactKind, QuestionKind, Span
from store.search.candidates import Wanted
from store.search.evidence import answers
from store.search.fitting import fit
from store.search.ranking import Sentence
from store.search.text import Token, folded, tokens

SNIPPET = 320
"""Characters of a snippet at most."""

_FACTS = {
    QuestionKind.HOW_MANY: (FactKind.COUNT, FactKind.PERCENT, FactKind.MONEY),
    QuestionKind.HOW_MUCH: (FactKind.MONEY, FactKind.PERCENT, FactKind.COUNT),
    QuestionKind.WHEN: (FactKind.DATE,),
}


def emphasis(wanted: Wanted, sentence: str, facts: Sequence[Fact], start: int) -> tuple[Span, ...]:
    """The words of a sentence that answer, as indices into it; () where no form tells them.

    ``facts`` lie in the sentence, which begins at ``start`` of the body their spans index. For keywords,
    the words themselves are what was asked for.
    """
    asked = [token for token in tokens(sentence) if token.stem in wanted.stems]
    if wanted.kind == QuestionKind.KEYWORDS:
        return tuple((token.start, token.end) for token in asked)
    stated = [
        fact
        for fact in _of_facts(wanted, facts)
        if not wanted.asked.issuperset(
            folded(sentence[fact.span[0] - start : fact.span[1] - start])
        )
    ]
    spans = {
        (fact.span[0] - start, fact.span[1] - start): fit(wanted, fact) for fact in stated
    } or dict.fromkeys(answers(wanted.kind, sentence, wanted.asked), 0.0)
    if not spans:
        return ()
    weight = dict(zip(wanted.stems, wanted.weights, strict=True))
    return (min(spans, key=lambda span: (-spans[span], _distance(span, asked, weight, wanted))),)


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


def _of_facts(wanted: Wanted, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of the right kind, of the best kind there is."""
    for kind in _FACTS.get(wanted.kind, ()):
        chosen = [fact for fact in facts if fact.kind == kind]
        if chosen:
            return chosen
    return []


def _distance(
    span: Span,
    asked: Sequence[Token],
    weight: dict[str, float],
    wanted: Wanted,
) -> float:
    """How far from the question's words a span stands; a figure right before what is counted is nearest."""
    counted = wanted.stems[0] if wanted.stems else ""
    far = 0.0
    for token in asked:
        if token.start < span[1] and token.end > span[0]:
            continue
        apart = token.start - span[1] if token.start >= span[1] else span[0] - token.end
        far += weight.get(token.stem, 0.0) * min(apart, 200) / 100
        if token.stem == counted and 0 <= token.start - span[1] <= 25:
            far -= 10.0
    return far


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
