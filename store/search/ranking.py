"""How well a passage answers a question: BM25 with what BM25 does not see, in one weighted sum.

The weights were learnt (listwise softmax) on the odd questions of SQuAD 1.1 dev and checked on the even
ones; see ``tests/bench/search.py --ablation``.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.model import Span
from store.search.candidates import Wanted
from store.search.evidence import CAN_BE_SHOWN, answers
from store.search.forms import other_forms
from store.search.text import FUNCTION_WORDS, folded, sentences, stem_of

# What each weight is for, in order:
FEATURES = (
    "BM25 score relative to the best candidate's",
    "rare words in the passage or its headline",
    "names and numbers in the passage or its headline",
    "words of which only another form is there",
    "words in the best sentence",
    "words in the densest sentence for its length",
    "something of the kind asked for in the best sentence",
    "neighbours in the question together here",
    "words in the very form asked",
    "length",
    "how late in the passage the best sentence stands",
    "words close to each other",
    "all of the headline asked for",
    "headline shared with other good candidates",
)
WEIGHTS = (3.0, 4.5, 1.5, 7.3, 2.5, 1.7, 1.1, 1.0, 4.1, -0.9, -0.6, 1.4, 0.8, 2.5)
LONG_ENOUGH_TO_BEGIN = 5
EVIDENCE = 0.15
"""Share of the words that holding something of the kind asked for is worth in choosing a sentence."""
CLOSE = 13
"""Words in a row within which words are close to each other."""
SOFTNESS = 2.5
"""Difference in score at which a candidate's say about the topic falls to a third (1/e)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: indices into the passage's text, its words and their stems in order."""

    span: Span
    stems: tuple[str, ...]
    words: tuple[str, ...]
    """Folded."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage to be ranked."""

    text: str
    headline: str
    relative: float
    """Its BM25 score over the best candidate's."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage's score, and of its sentences which answers best."""

    score: float
    sentences: tuple[Sentence, ...]
    best: int
    """Index into ``sentences``; -1 where there is none."""
    values: tuple[float, ...] = ()
    """What speaks for it, one for each of FEATURES, each about 0 to 1."""


def rank(wanted: Wanted, candidates: Sequence[Candidate]) -> list[Ranked]:
    """Score the candidates of one question, in their order."""
    read_in = [features(wanted, candidate) for candidate in candidates]
    before = [weighed(values) for values, _, _ in read_in]
    topics = _topics([_topic(candidate.headline) for candidate in candidates], before)
    return [
        Ranked(score + topic * WEIGHTS[-1], parts, best, (*values, topic))
        for (values, parts, best), score, topic in zip(read_in, before, topics, strict=True)
    ]


def weighed(values: Sequence[float]) -> float:
    """The weighted sum of the first of FEATURES."""
    return sum(value * weight for value, weight in zip(values, WEIGHTS, strict=False))


def read(text: str) -> tuple[Sentence, ...]:
    """The sentences of a passage."""
    parts = []
    for start, end in sentences(text):
        words = tuple(folded(text[start:end]))
        parts.append(Sentence((start, end), tuple(map(stem_of, words)), words))
    return tuple(parts)


def features(
    wanted: Wanted, candidate: Candidate
) -> tuple[tuple[float, ...], tuple[Sentence, ...], int]:
    """What speaks for a passage by itself (FEATURES but the last), its sentences and the best one's index."""
    parts = read(candidate.text)
    weight = dict(zip(wanted.stems, wanted.weights, strict=True))
    flat = [stem for part in parts for stem in part.stems]
    present = set(flat)
    headline = _topic(candidate.headline)
    either = present | headline
    best, best_share, evidence, dense = _best(wanted, candidate.text, parts, weight)
    words = {word for part in parts for word in part.words}
    by_word = {word: weight.get(stem_of(word), 0.0) for word in wanted.words}
    values = (
        candidate.relative,
        _share({stem: value * value for stem, value in weight.items()}, either),
        _share({stem: weight.get(stem, 0.0) for stem in wanted.named}, either, none=1.0),
        _other_forms(weight, present) / (wanted.total or 1.0),
        best_share,
        dense,
        evidence,
        _together(wanted, weight, flat),
        _share(by_word, words),
        len(flat) / 150,
        best / max(1, len(parts)),
        _close(weight, flat) / (wanted.total or 1.0),
        float(bool(headline) and headline <= weight.keys()),
    )
    return values, parts, best


def _topic(headline: str) -> frozenset[str]:
    return frozenset(stem_of(word) for word in folded(headline) if word not in FUNCTION_WORDS)


def _topics(headlines: Sequence[frozenset[str]], scores: Sequence[float]) -> list[float]:
    """How much of the candidates' say (a softmax of their scores) shares each one's headline words."""
    top = max(scores, default=0.0)
    says = [math.exp((score - top) / SOFTNESS) for score in scores]
    total = sum(says) or 1.0
    said: dict[str, float] = {}
    for headline, say in zip(headlines, says, strict=True):
        for stem in headline:
            said[stem] = said.get(stem, 0.0) + say / total
    return [sum(said[stem] for stem in words) / len(words) if words else 0.0 for words in headlines]


def _best(
    wanted: Wanted, text: str, parts: Sequence[Sentence], weight: dict[str, float]
) -> tuple[int, float, float, float]:
    """The best sentence, its share of the words, whether it holds what is asked for; the densest's share."""
    shown = wanted.kind in CAN_BE_SHOWN
    best, best_share, evidence, best_value, dense = -1, 0.0, 0.0, -1.0, 0.0
    for at, part in enumerate(parts):
        share = _share(weight, set(part.stems))
        held = shown and bool(answers(wanted.kind, text[slice(*part.span)], wanted.asked))
        dense = max(dense, share / (0.6 + 0.4 * len(part.stems) / 25))
        value = share + EVIDENCE * held
        if value > best_value:
            best, best_share, evidence, best_value = at, share, float(held), value
    return best, best_share, evidence, dense


def _share(weight: dict[str, float], held: Collection[str], *, none: float = 0.0) -> float:
    """How much of the weight is held; ``none`` where nothing has any."""
    total = sum(weight.values())
    return sum(v for word, v in weight.items() if word in held) / total if total else none


def _other_forms(weight: dict[str, float], present: Collection[str]) -> float:
    """The weight of the words that are not here but in a form that the stemmer does not see."""
    missing = [stem for stem in weight if stem not in present]
    ordered = sorted(present) if missing else []
    return sum(
        weight[stem]
        for stem in missing
        if not other_forms(stem).isdisjoint(present) or _begins(stem, ordered)
    )


def _begins(stem: str, ordered: Sequence[str]) -> bool:
    """Whether a word here (``ordered`` stems) begins as this one does."""
    if len(stem) < LONG_ENOUGH_TO_BEGIN:
        return False
    beginning = stem[: max(4, len(stem) - 2)]
    at = bisect_left(ordered, beginning)
    return at < len(ordered) and ordered[at].startswith(beginning)


def _together(wanted: Wanted, weight: dict[str, float], flat: Sequence[str]) -> float:
    here = set(pairwise(flat))
    by_pair = {pair: weight.get(pair[0], 0.0) + weight.get(pair[1], 0.0) for pair in wanted.pairs}
    total = sum(by_pair.values())
    return sum(v for pair, v in by_pair.items() if pair in here) / total if total else 0.0


def _close(weight: dict[str, float], flat: Sequence[str]) -> float:
    """The most weight of different words that a stretch of CLOSE words holds."""
    places = [(at, stem) for at, stem in enumerate(flat) if stem in weight]
    inside: dict[str, int] = {}
    held = best = 0.0
    first = 0
    for at, stem in places:
        inside[stem] = inside.get(stem, 0) + 1
        held += weight[stem] if inside[stem] == 1 else 0.0
        while at - places[first][0] >= CLOSE:
            gone = places[first][1]
            inside[gone] -= 1
            held -= weight[gone] if not inside[gone] else 0.0
            first += 1
        best = max(best, held)
    return best
