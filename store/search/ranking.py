"""How well a passage answers a question: BM25 with what BM25 does not see, in one weighted sum.

The weights were learnt (listwise softmax) on the odd questions of SQuAD 1.1 dev and checked on the even
ones; see tests/bench/search.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.model import Span
from store.search.candidates import Wanted
from store.search.evidence import CAN_BE_SHOWN, answers
from store.search.text import folded, sentences, stem_of, stems

# What each weight is for, in order:
FEATURES = (
    "BM25 score relative to the best candidate's",
    "rare words in the passage or its headline",
    "names and numbers in the passage or its headline",
    "words of which only the beginning is there",
    "words in the best sentence",
    "words in the densest sentence for its length",
    "something of the kind asked for in the best sentence",
    "neighbours in the question together here",
    "words in the very form asked",
    "length",
    "how late in the passage the best sentence stands",
)
WEIGHTS = (3.5, 4.8, 1.7, 7.7, 3.1, 1.9, 1.2, 1.2, 4.1, -0.8, -0.6)
LONG_ENOUGH_TO_BEGIN = 5
EVIDENCE = 0.15
"""Share of the words that holding something of the kind asked for is worth in choosing a sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: indices into the passage's text, and its stems in order."""

    span: Span
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage's score, and of its sentences which answers best."""

    score: float
    sentences: tuple[Sentence, ...]
    best: int
    """Index into ``sentences``; -1 where there is none."""


def read(text: str) -> tuple[Sentence, ...]:
    """The sentences of a passage."""
    return tuple(Sentence((s, e), tuple(stems(text[s:e]))) for s, e in sentences(text))


def features(
    wanted: Wanted, text: str, headline: str, relative: float
) -> tuple[tuple[float, ...], Ranked]:
    """What speaks for a passage (see FEATURES), each about 0 to 1, and what was read in it."""
    parts = read(text)
    weight = dict(zip(wanted.stems, wanted.weights, strict=True))
    flat = [stem for part in parts for stem in part.stems]
    present = set(flat)
    either = present | set(stems(headline))
    best, best_share, evidence, dense = _best(wanted, text, parts, weight)
    words = set(folded(text))
    by_word = {word: weight.get(stem_of(word), 0.0) for word in wanted.words}
    values = (
        relative,
        _share({stem: value * value for stem, value in weight.items()}, either),
        _share({stem: weight.get(stem, 0.0) for stem in wanted.named}, either, none=1.0),
        sum(v for s, v in weight.items() if s not in present and _begins(s, present))
        / (wanted.total or 1.0),
        best_share,
        dense,
        evidence,
        _together(wanted, weight, flat),
        _share(by_word, words),
        len(flat) / 150,
        best / max(1, len(parts)),
    )
    score = sum(value * factor for value, factor in zip(values, WEIGHTS, strict=True))
    return values, Ranked(score, parts, best)


def rank(wanted: Wanted, text: str, headline: str, relative: float) -> Ranked:
    """Score one passage; ``relative`` is its BM25 score over the best candidate's."""
    return features(wanted, text, headline, relative)[1]


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


def _begins(stem: str, present: Collection[str]) -> bool:
    """Whether a word here begins as this one does: another form that the stemmer does not see."""
    if len(stem) < LONG_ENOUGH_TO_BEGIN:
        return False
    beginning = stem[: max(4, len(stem) - 2)]
    return any(other.startswith(beginning) for other in present)


def _together(wanted: Wanted, weight: dict[str, float], flat: Sequence[str]) -> float:
    here = set(pairwise(flat))
    by_pair = {pair: weight.get(pair[0], 0.0) + weight.get(pair[1], 0.0) for pair in wanted.pairs}
    total = sum(by_pair.values())
    return sum(v for pair, v in by_pair.items() if pair in here) / total if total else 0.0
