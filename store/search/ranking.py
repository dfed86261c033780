"""How well a passage answers a question: BM25 with what BM25 does not see, in one weighted sum.

The weights were learnt (listwise softmax) on the odd questions of SQuAD 1.1 dev and checked on the even
ones; see ``tests/bench/search.py --ablation``.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.model import Referent, Span
from store.search.candidates import Wanted
from store.search.evidence import CAN_BE_SHOWN, answers
from store.search.forms import other_forms
from store.search.text import FUNCTION_WORDS, folded, sentences, stem_of

BY_WORDS = (
    "BM25 score relative to the best candidate's",
    "rare words in the passage or its headline",
    "names and numbers in the passage or its headline",
    "words of which only another form is there",
    "neighbours in the question together here",
    "length",
    "words close to each other",
    "all of the headline asked for",
)
"""What is told of every candidate, without its sentences."""
BY_SENTENCES = (
    "words in the best sentence",
    "words in the densest sentence for its length",
    "something of the kind asked for in the best sentence",
    "words in the very form asked",
    "how late in the passage the best sentence stands",
)
FEATURES = (*BY_WORDS, *BY_SENTENCES, "headline shared with other good candidates")
WEIGHTS = (3.0, 4.5, 1.5, 7.3, 1.0, -0.9, 1.4, 0.8, 2.5, 1.7, 1.1, 4.1, -0.6, 2.5)
LONG_ENOUGH_TO_BEGIN = 5
EVIDENCE = 0.15
"""Share of the words that holding something of the kind asked for is worth in choosing a sentence."""
PAIR_BOOST = 0.4
"""What two words that are neighbours in the question and here weigh beside the words themselves."""
PAIR_SLOP = 1
"""Words that may stand between them."""
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


SAID = 0.5
"""Of a word in a sentence that the headline has, beside one that only the sentence has."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage to be ranked."""

    text: str
    headline: str
    score: float
    """BM25's, of the question's words by themselves."""
    more: tuple[tuple[str, float], ...] = ()
    """What speaks for it besides: a name, and how much is added to its score."""
    referents: tuple[Referent, ...] = ()
    """Whom its sentences mean that do not name them: they count as naming them."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage's score, and of its sentences which answers best."""

    score: float
    sentences: tuple[Sentence, ...]
    best: int
    """Index into ``sentences``; -1 where there is none."""
    values: tuple[float, ...] = ()
    """What speaks for it, one for each of FEATURES, each about 0 to 1."""
    weights: tuple[float, ...] = WEIGHTS
    more: tuple[tuple[str, float], ...] = ()
    """What its score is the sum of besides: a name, and how much."""
    meant: tuple[float, ...] = ()
    """Likeness of meaning of its best sentence and of the whole, where a semantic ranker read it."""

    @property
    def scored(self) -> tuple[tuple[str, float], ...]:
        """What its score is the sum of: a name, and how much."""
        weighed = zip(FEATURES, self.values, self.weights, strict=False)
        return (*((name, value * weight) for name, value, weight in weighed), *self.more)


def rank(wanted: Wanted, candidates: Sequence[Candidate], depth: int) -> list[tuple[int, Ranked]]:
    """The ``depth`` candidates of one question that are best at a glance, in full, best first.

    Each with its index.
    """
    scale = _Scale.of(wanted)
    glances = [_glance(scale, candidate) for candidate in candidates]
    top = max((glance.score for glance in glances), default=0.0) or 1.0
    by_words = [_by_words(scale, glance, top) for glance in glances]
    besides = [sum(worth for _, worth in candidate.more) for candidate in candidates]
    at_a_glance = [weighed(values) + more for values, more in zip(by_words, besides, strict=True)]
    chosen = sorted(range(len(candidates)), key=lambda at: -at_a_glance[at])[:depth]
    featured = [_features(scale, candidates[at], by_words[at]) for at in chosen]
    before = [
        weighed(values) + besides[at] for at, (values, _, _) in zip(chosen, featured, strict=True)
    ]
    shared = _topics([glances[at].topic for at in chosen], before)
    ranked = [
        (
            at,
            Ranked(
                score + topic * WEIGHTS[-1], parts, best, (*values, topic), more=candidates[at].more
            ),
        )
        for at, (values, parts, best), score, topic in zip(
            chosen, featured, before, shared, strict=True
        )
    ]
    return sorted(ranked, key=lambda one: -one[1].score)


def weighed(values: Sequence[float]) -> float:
    """The weighted sum of the first of FEATURES."""
    return sum(value * weight for value, weight in zip(values, WEIGHTS, strict=False))


def read(text: str, meant: Sequence[Meant] = ()) -> tuple[Sentence, ...]:
    """The sentences of a passage; names that are ``meant`` are words of theirs."""
    parts = []
    for start, end in sentences(text):
        words = tuple(_words(text, start, end, meant))
        parts.append(Sentence((start, end), tuple(map(stem_of, words)), words))
    return tuple(parts)


Meant = tuple[int, list[str]]
"""Where in a text somebody is meant and not named, and the words of the name that are asked for."""


def _meant(wanted: Wanted, referents: Iterable[Referent]) -> list[Meant]:
    named = ((one.span[0], asked_of(wanted, one.name)) for one in referents)
    return [(at, words) for at, words in named if words]


def asked_of(wanted: Wanted, name: str) -> list[str]:
    """The folded words of a name that are asked for."""
    return [word for word in folded(name) if stem_of(word) in wanted.stems]


def _words(text: str, start: int, end: int, meant: Sequence[Meant]) -> list[str]:
    """The folded words of ``text[start:end]``, the names that are meant where they are."""
    words: list[str] = []
    for at, name in meant:
        if start <= at < end:
            words += folded(text[start:at])
            words += name
            start = at
    return words + folded(text[start:end])


@dataclass(frozen=True, slots=True)
class _Scale:
    """What the words of one question weigh: the same for every passage that is ranked for it."""

    wanted: Wanted
    by_stem: dict[str, float]
    rare: dict[str, float]
    """Of each stem, so that rare ones count far more."""
    named: dict[str, float]
    """Of the stems of names and numbers."""
    by_word: dict[str, float]
    """Of each word in the form that was asked."""
    pairs: dict[tuple[str, str], float]
    """Of two stems that are neighbours in the question."""

    @classmethod
    def of(cls, wanted: Wanted) -> _Scale:
        by_stem = dict(zip(wanted.stems, wanted.weights, strict=True))
        weight = by_stem.get
        return cls(
            wanted,
            by_stem,
            {stem: value * value for stem, value in by_stem.items()},
            {stem: weight(stem, 0.0) for stem in wanted.named},
            {word: weight(stem_of(word), 0.0) for word in wanted.words},
            {pair: weight(pair[0], 0.0) + weight(pair[1], 0.0) for pair in wanted.pairs},
        )


@dataclass(frozen=True, slots=True)
class _Glance:
    """A candidate as a run of words."""

    length: int
    present: frozenset[str]
    """Its stems."""
    places: tuple[tuple[int, str], ...]
    """Where in the run the question's stems stand, in order."""
    topic: frozenset[str]
    """Stems of the headline's content words."""
    score: float
    """BM25's, with what the question's neighbours that are neighbours here add."""


def _glance(scale: _Scale, candidate: Candidate) -> _Glance:
    meant = _meant(scale.wanted, candidate.referents)
    flat = list(map(stem_of, _words(candidate.text, 0, len(candidate.text), meant)))
    places = tuple((at, stem) for at, stem in enumerate(flat) if stem in scale.by_stem)
    near = {
        (first, second)
        for here, (at, first) in enumerate(places)
        for next_at, second in places[here + 1 : here + 2 + PAIR_SLOP]
        if next_at - at <= 1 + PAIR_SLOP
    }
    beside = sum(map(scale.pairs.__getitem__, scale.pairs.keys() & near))
    return _Glance(
        len(flat),
        frozenset(flat),
        places,
        _topic(candidate.headline),
        candidate.score + PAIR_BOOST * beside,
    )


def _by_words(scale: _Scale, glance: _Glance, top: float) -> tuple[float, ...]:
    """What its words speak for a passage: BY_WORDS. ``top``: the best candidate's score."""
    present, weight = glance.present, scale.by_stem
    either = present | glance.topic
    total = scale.wanted.total or 1.0
    return (
        glance.score / top,
        _share(scale.rare, either),
        _share(scale.named, either, none=1.0),
        _other_forms(weight, present) / total,
        _together(scale.pairs, glance.places),
        glance.length / 150,
        _close(weight, glance.places) / total,
        float(bool(glance.topic) and glance.topic <= weight.keys()),
    )


def _features(
    scale: _Scale, candidate: Candidate, by_words: tuple[float, ...]
) -> tuple[tuple[float, ...], tuple[Sentence, ...], int]:
    """What speaks for a passage by itself (FEATURES but the last), its sentences and the best one's index."""
    parts = read(candidate.text, _meant(scale.wanted, candidate.referents))
    shares = [_share(scale.by_stem, part.stems) for part in parts]
    best, evidence = _best(scale, candidate.text, parts, shares)
    words = set().union(*(part.words for part in parts))
    values = (
        *by_words,
        shares[best] if parts else 0.0,
        max(map(_density, shares, parts), default=0.0),
        evidence,
        _share(scale.by_word, words),
        best / max(1, len(parts)),
    )
    # The weights were learnt on the words as they are; what is shown may have them in any form,
    # and need not repeat what the headline has said.
    topic = _topic(candidate.headline)
    telling = {
        stem: weight * (SAID if stem in topic else 1.0) for stem, weight in scale.by_stem.items()
    }
    told = [_share(telling, _in_any_form(scale.by_stem, part.stems)) for part in parts]
    if told != shares:
        best, _ = _best(scale, candidate.text, parts, told)
    return values, parts, best


def alone(wanted: Wanted, candidate: Candidate) -> tuple[float, ...]:
    """What speaks for a passage if it were the only one: the values of FEATURES but the last."""
    scale = _Scale.of(wanted)
    glance = _glance(scale, candidate)
    return _features(scale, candidate, _by_words(scale, glance, glance.score or 1.0))[0]


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
    scale: _Scale, text: str, parts: Sequence[Sentence], shares: Sequence[float]
) -> tuple[int, float]:
    """The best sentence by its share of the words, and whether it holds what is asked for."""
    wanted = scale.wanted
    if not shares:
        return -1, 0.0
    best = shares.index(max(shares))
    if wanted.kind not in CAN_BE_SHOWN:
        return best, 0.0
    # No other sentence can be better, whatever it holds.
    near = [at for at, share in enumerate(shares) if share + EVIDENCE >= shares[best]]
    holding = [
        at for at in near if answers(wanted.kind, text[slice(*parts[at].span)], wanted.asked)
    ]
    worth = {at: shares[at] + EVIDENCE * (at in holding) for at in near}
    best = max(worth, key=lambda at: worth[at])
    return best, float(best in holding)


def _density(share: float, part: Sentence) -> float:
    """The share of the words that a sentence holds, for its length."""
    return share / (0.6 + 0.4 * len(part.stems) / 25)


def _in_any_form(asked: Collection[str], stems: Sequence[str]) -> set[str]:
    """The stems, and those asked for of which another form is among them: "won" tells who will win."""
    held = set(stems)
    return held | {stem for stem in asked if not other_forms(stem).isdisjoint(held)}


def _share(weight: dict[str, float], held: Iterable[str], *, none: float = 0.0) -> float:
    """How much of the weight is held; ``none`` where nothing has any."""
    total = sum(weight.values())
    return sum(map(weight.__getitem__, weight.keys() & held)) / total if total else none


def _other_forms(weight: dict[str, float], present: Collection[str]) -> float:
    """The weight of the words that are not here but in a form that the stemmer does not see."""
    missing = [stem for stem in weight if stem not in present]
    here = " ".join(("", *present)) if missing else ""
    return sum(
        weight[stem]
        for stem in missing
        if not other_forms(stem).isdisjoint(present) or _begins(stem, here)
    )


def _begins(stem: str, here: str) -> bool:
    """Whether a word of ``here``, which has a space before each, begins as this one does."""
    if len(stem) < LONG_ENOUGH_TO_BEGIN:
        return False
    return f" {stem[: max(4, len(stem) - 2)]}" in here


def _together(pairs: dict[tuple[str, str], float], places: Sequence[tuple[int, str]]) -> float:
    """``places``: where the question's stems stand, in order."""
    total = sum(pairs.values())
    if not total:
        return 0.0
    here = {
        (first, second) for (at, first), (next_at, second) in pairwise(places) if next_at == at + 1
    }
    return sum(map(pairs.__getitem__, pairs.keys() & here)) / total


def _close(weight: dict[str, float], places: Sequence[tuple[int, str]]) -> float:
    """The most weight of different words that a stretch of CLOSE words holds."""
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
