"""How well a passage answers a question: BM25 with what BM25 does not see, in one weighted sum.

The weights were learnt (listwise softmax) on the odd questions of SQuAD 1.1 dev and checked on the even
ones; see tests/bench/search.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.model import Span
from store.search.candidates import Wanted
from store.search.evidence import CAN_BE_SHOWN, answers
from store.search.text import folded, sentences, stem_of, stems

FEATURES = (
    "score relative to the best",
    "words in the passage",
    "words in the headline",
    "words in either",
    "words of which only the beginning is there",
    "words in the best sentence",
    "words in the best two sentences",
    "words in the best sentence for its length",
    "something of the kind asked for in the best sentence",
    "neighbours in the question close together here",
    "neighbours in the question together here",
    "words in the very form asked",
    "length",
)
WEIGHTS = (4.0, 0.3, 3.0, 3.5, 8.0, 2.8, 1.5, 1.9, 0.8, 0.0, 1.1, 4.5, -0.8)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: indices into the passage's text, and its stems in order."""

    span: Span
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage's score, and of its sentences which answers best."""

    score: float
    coverage: float
    """Share of the question's words, weighted by how rare they are, in the passage or its headline."""
    sentences: tuple[Sentence, ...]
    best: int
    """Index into ``sentences``; -1 where there is none."""


def read(text: str) -> tuple[Sentence, ...]:
    """The sentences of a passage."""
    return tuple(Sentence((s, e), tuple(stems(text[s:e]))) for s, e in sentences(text))


def features(
    wanted: Wanted, text: str, headline: str, relative: float
) -> tuple[tuple[float, ...], Ranked]:
    """What speaks for a passage (see FEATURES), each between 0 and about 1, and what was read in it."""
    parts = read(text)
    total = wanted.total or 1.0
    weight = dict(zip(wanted.stems, wanted.weights, strict=True))
    flat = [stem for part in parts for stem in part.stems]
    present = set(flat)
    above = set(stems(headline))

    def share(found: Sequence[str] | set[str]) -> float:
        return sum(value for stem, value in weight.items() if stem in found) / total

    inside, either = share(present), share(present | above)
    begun = (
        sum(
            value
            for stem, value in weight.items()
            if stem not in present and len(stem) >= 5 and _begins(stem, present)
        )
        / total
    )
    shares = [share(set(part.stems)) for part in parts]
    shown = wanted.kind in CAN_BE_SHOWN
    best, best_value, evidence, dense = -1, -1.0, 0.0, 0.0
    for at, part in enumerate(parts):
        value = shares[at]
        held = bool(answers(wanted.kind, text[slice(*part.span)], wanted.asked)) if shown else False
        dense = max(dense, value / (0.6 + 0.4 * len(part.stems) / 25))
        value += 0.15 * held
        if value > best_value:
            best, best_value, evidence = at, value, float(held)
    two = max(
        (share(set(first.stems) | set(second.stems)) for first, second in pairwise(parts)),
        default=max(shares, default=0.0),
    )
    places: dict[str, list[int]] = {}
    for at, stem in enumerate(flat):
        if stem in weight:
            places.setdefault(stem, []).append(at)
    near = _nearness(wanted, weight, places)
    together = _together(wanted, weight, places)
    words = set(folded(text))
    by_word = [weight.get(stem_of(word), 0.0) for word in wanted.words]
    exact = sum(
        value for word, value in zip(wanted.words, by_word, strict=True) if word in words
    ) / (sum(by_word) or 1.0)
    values = (
        relative,
        inside,
        share(above),
        either,
        begun,
        shares[best] if best >= 0 else 0.0,
        two,
        dense,
        evidence,
        near,
        together,
        exact,
        len(flat) / 150,
    )
    score = sum(value * factor for value, factor in zip(values, WEIGHTS, strict=True))
    return values, Ranked(score, either, parts, best)


def rank(wanted: Wanted, text: str, headline: str, relative: float) -> Ranked:
    """Score one passage; ``relative`` is its BM25 score over the best candidate's."""
    return features(wanted, text, headline, relative)[1]


def _begins(stem: str, present: set[str]) -> bool:
    beginning = stem[: max(4, len(stem) - 2)]
    return any(other.startswith(beginning) for other in present)


def _nearness(wanted: Wanted, weight: dict[str, float], places: dict[str, list[int]]) -> float:
    near = possible = 0.0
    for first, second in pairwise(wanted.stems):
        value = min(weight[first], weight[second])
        possible += value
        if first in places and second in places:
            apart = min(abs(a - b) for a in places[first] for b in places[second])
            near += value / max(1, apart)
    return near / possible if possible else 0.0


def _together(wanted: Wanted, weight: dict[str, float], places: dict[str, list[int]]) -> float:
    found = possible = 0.0
    for first, second in wanted.pairs:
        value = weight.get(first, 0.0) + weight.get(second, 0.0)
        possible += value
        if any(at + 1 in places.get(second, ()) for at in places.get(first, ())):
            found += value
    return found / possible if possible else 0.0
