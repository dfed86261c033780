"""Speakers that people read out of real articles, and how many of ours are the same.

``tests/data`` holds offsets and names only: the texts lie in the folder of real articles.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from store.extract.marks import find_marked
from store.model import Article, Paragraph, Quote, Span

DATA = Path(__file__).resolve().parent.parent / "data"
PRONOUNS = frozenset("he she it they i we who him her".split())
_COVERED = 0.8
_SAME_CONTENT = 0.5
_FEWEST_WORDS = 3


@dataclass(frozen=True)
class Attribution:
    """Content, source and speaker as a reader marked them; ``also`` are names that are as good."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None
    also: tuple[str, ...] = ()


_T = TypeVar("_T", Attribution, Quote)


@dataclass
class Tally:
    """How many were right of how many, and the wrong ones in words."""

    seen: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.right / self.seen if self.seen else 0.0

    def count(self, right: bool, told: str) -> None:
        self.seen += 1
        self.right += right
        if not right:
            self.wrong.append(told)


def news_with_speakers(shared: Path) -> Iterator[tuple[Article, list[Attribution]]]:
    """The development articles whose speakers were named by hand."""
    rows = {}
    path = shared / "eval" / "quotes" / "polnear_dev.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            rows[row["id"]] = row
    for known in _lines(DATA / "polnear_speakers.jsonl"):
        row = rows[known["id"]]
        assert sha256(row["text"].encode()).hexdigest() == known["text_sha256"]
        yield (
            article_of(row["text"], row["title"], row["date"]),
            [attribution(quote) for quote in known["quotes"]],
        )


def archive_with_speakers(
    articles: Iterable[Article],
) -> Iterator[tuple[Article, list[Attribution]]]:
    """Those of the stored ``articles`` of which every quote was marked by hand."""
    known = {row["body_sha256"]: row for row in _lines(DATA / "archive_sample_quotes.jsonl")}
    for article in articles:
        row = known.pop(sha256(article.body.encode()).hexdigest(), None)
        if row is not None:
            yield article, [attribution(quote) for quote in row["quotes"]]
    assert not known, f"not among the articles: {[row['source'] for row in known.values()]}"


def article_of(body: str, headline: str = "", published: str = "") -> Article:
    lines = re.finditer(r"[^\n]*\S[^\n]*", body)
    paragraphs = tuple(Paragraph(n, *m.span()) for n, m in enumerate(lines, 1))
    return Article(headline, body, paragraphs, published=published or "")


def count_fragments(
    article: Article, gold: Sequence[Attribution], quotes: Sequence[Quote], tally: Tally
) -> None:
    """Marked stretches of three words and more within what was marked: is their speaker's name right?"""
    for marked in find_marked(article.body, article.paragraphs):
        if len(article.body[slice(*marked.span)].split()) < _FEWEST_WORDS:
            continue
        words = _places(article.body, [marked.span])
        whose = _narrowest(words, article.body, gold)
        if whose is None or whose.speaker is None:
            continue
        ours = _narrowest(words, article.body, quotes)
        name = ours.speaker.name if ours is not None and ours.speaker else ""
        tally.count(is_right(name, whose), f"{name or 'nobody'} for {whose.speaker}")


def count_pronouns(
    article: Article, gold: Sequence[Attribution], quotes: Sequence[Quote], tally: Tally
) -> None:
    """Sources that are pronouns and that were found: is who they stand for right?"""
    for whose, ours in _pairs(article.body, gold, quotes):
        printed = " ".join(article.body[s:e] for s, e in whose.source).lower()
        if printed not in PRONOUNS or whose.speaker is None or ours.source != whose.source:
            continue
        name = ours.speaker.name if ours.speaker else ""
        tally.count(is_right(name, whose), f"{printed}: {name or 'nobody'} for {whose.speaker}")


def count_shown(
    article: Article, gold: Sequence[Attribution], quotes: Sequence[Quote], tally: Tally
) -> None:
    """Quotes as they are shown with a name: did they say it? One that nobody said is wrong."""
    paired = {id(ours): [whose] for whose, ours in _pairs(article.body, gold, quotes)}
    for ours in quotes:
        if ours.speaker is None:
            continue
        held = paired.get(id(ours)) or _touching(article.body, gold, ours)
        right = any(is_right(ours.speaker.name, whose) for whose in held)
        words = article.body[ours.content[0][0] : ours.content[-1][1]][:60]
        told = f"{ours.speaker.name} for {[w.speaker for w in held]}: {words!r} ({ours.reason})"
        tally.count(right, told)


def is_right(name: str, whose: Attribution) -> bool:
    """True for the same name or a form of it: the same last word, or one name's words in the other's."""
    return any(_same(name, other) for other in (whose.speaker, *whose.also) if other)


def _same(one: str, other: str) -> bool:
    a, b = _words(one), _words(other)
    return bool(a and b) and (a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a))


def _words(name: str) -> list[str]:
    words = [w.strip(".,'’").casefold() for w in re.sub(r"['’]s\b", "", name).split()]
    return [w for w in words if w not in ("", "the", "a", "an", "jr", "sr")]


def _pairs(
    body: str, gold: Sequence[Attribution], quotes: Sequence[Quote]
) -> Iterator[tuple[Attribution, Quote]]:
    """Each attribution with the one quote whose content is most like it, the best pairs first."""
    ours = [_places(body, quote.content) for quote in quotes]
    alike = []
    for i, whose in enumerate(gold):
        theirs = _places(body, whose.content)
        for j, places in enumerate(ours):
            both = len(theirs & places)
            if both and 2 * both / (len(theirs) + len(places)) >= _SAME_CONTENT:
                alike.append((-2 * both / (len(theirs) + len(places)), i, j))
    left, right = set(), set()
    for _, i, j in sorted(alike):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield gold[i], quotes[j]


def _touching(body: str, gold: Sequence[Attribution], quote: Quote) -> list[Attribution]:
    places = _places(body, quote.content)
    held = [(whose, _places(body, whose.content)) for whose in gold]
    return [w for w, p in held if len(p & places) >= _SAME_CONTENT * min(len(p), len(places))]


def _narrowest(words: frozenset[int], body: str, among: Sequence[_T]) -> _T | None:
    """The one with the shortest content of those that hold most of ``words``."""
    best: tuple[int, _T] | None = None
    for one in among:
        places = _places(body, one.content)
        if len(places & words) >= _COVERED * len(words) and (best is None or len(places) < best[0]):
            best = (len(places), one)
    return best[1] if best is not None else None


def _places(body: str, spans: Iterable[Span]) -> frozenset[int]:
    """The places of the letters and digits in ``spans``."""
    return frozenset(i for start, end in spans for i in range(start, end) if body[i].isalnum())


def attribution(row: dict[str, Any]) -> Attribution:
    """From a line's quote: content, source and speaker."""

    def spans(value: list[list[int]] | None) -> tuple[Span, ...]:
        return tuple((start, end) for start, end in value or ())

    return Attribution(
        spans(row["content"]), spans(row["source"]), row["speaker"], tuple(row.get("also", ()))
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
