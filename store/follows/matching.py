"""Where articles quote a followed speaker, and where they hold followed words."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from store.db import Readers
from store.export.topic import Topic
from store.follows.subject import Followed, FollowKind
from store.lookup import article_of, citation
from store.model import Article, Fragment, Passage, Span
from store.search import records
from store.search.query import parse_words
from store.search.snapshot import Snapshot
from store.search.text import folded, sentences, stems, tokens

_SAME = 92.0
"""How alike (0 to 100) words are that an earlier version of the story has printed already."""
_EARLIER = 20
"""Versions of a story that are compared."""


class Words:
    """Followed words: all of them in one paragraph, its headline read with it."""

    def __init__(self, text: str) -> None:
        read = parse_words(text)
        if not (read.words or read.phrases or read.excluded):
            read = replace(read, words=tuple(folded(text)))
        asked = [*read.words, *read.phrases]
        self._stems = {stem for words in asked for stem in stems(words)}
        self._topic = Topic(read)

    def __bool__(self) -> bool:
        """False for what has no word that can be looked for."""
        return bool(self._stems)

    def may_be_in(self, held: frozenset[str]) -> bool:
        """False where an article with these stems can't hold the words."""
        return bool(self._stems) and self._stems <= held

    def where(self, article: Article) -> Span | None:
        """The first paragraph with all the words, else the first that has them with the headline."""
        with_headline: Span | None = None
        for paragraph in article.paragraphs:
            text = article.body[paragraph.start : paragraph.end]
            if self._topic.holds(text):
                return paragraph.start, paragraph.end
            if with_headline is None and self._topic.holds(f"{article.headline}\n{text}"):
                with_headline = (paragraph.start, paragraph.end)
        return with_headline

    def passage(self, readers: Readers, article: Article) -> Passage | None:
        """What to show: the quote with the words, else the sentence, else the paragraph."""
        span = self.where(article)
        if span is None:
            return None
        for quote in records.quotes_within(readers, article.id, span):
            if self._topic.holds("\n".join(each.text for each in quote.fragments)):
                return replace(quote, fragments=tuple(map(self._marked, quote.fragments)))
        start, end = next(
            (
                (span[0] + first, span[0] + last)
                for first, last in sentences(article.body[slice(*span)])
                if self._topic.holds(article.body[span[0] + first : span[0] + last])
            ),
            span,
        )
        fragment = self._marked(Fragment(article.body[start:end], start, end))
        return Passage((fragment,), citation(article, start, end))

    def _marked(self, fragment: Fragment) -> Fragment:
        found = (token for token in tokens(fragment.text) if token.stem in self._stems)
        return replace(fragment, emphasis=tuple((token.start, token.end) for token in found))


def passages(
    snapshot: Snapshot, followed: Sequence[Followed], articles: Sequence[int]
) -> dict[tuple[Followed, int], list[Passage]]:
    """(what is followed, article) → what is new of it there, in the article's order.

    What an earlier version of the story has printed is not new.
    """
    found = _quoting(snapshot, followed, articles)
    found.update(_holding(snapshot.readers, followed, articles))
    return found


def _quoting(
    snapshot: Snapshot, followed: Sequence[Followed], articles: Sequence[int]
) -> dict[tuple[Followed, int], list[Passage]]:
    readers = snapshot.readers
    whose: defaultdict[int, list[Followed]] = defaultdict(list)
    for each in followed:
        if each.kind is FollowKind.SPEAKER:
            for person in _people(snapshot, each.text):
                whose[person].append(each)
    if not whose:
        return {}
    rows = readers.rows(
        "SELECT q.id, q.article, s.person FROM shown_quotes q JOIN speakers s ON s.id = q.speaker"
        " WHERE q.article IN (SELECT value FROM json_each(?))"
        " AND s.person IN (SELECT value FROM json_each(?)) ORDER BY q.article, q.start",
        (json.dumps(list(articles)), json.dumps(list(whose))),
    )
    read = records.quotes(readers, [row["id"] for row in rows])
    found: defaultdict[tuple[Followed, int], list[Passage]] = defaultdict(list)
    printed: dict[int, list[str]] = {}
    for row in rows:
        passage = read.get(row["id"])
        if passage is None:
            continue
        article = row["article"]
        if article not in printed:
            earlier = _earlier(readers, article)
            printed[article] = [" ".join(folded(each.body)) for each in earlier]
        words = " ".join(folded(" ".join(each.text for each in passage.fragments)))
        if any(_is_in(words, text) for text in printed[article]):
            continue
        for each in whose[row["person"]]:
            found[each, article].append(passage)
    return dict(found)


def _is_in(words: str, text: str) -> bool:
    if words in text:
        return True
    # A short text is taken for a part of a long one, whichever of the two is asked for.
    return len(words) <= len(text) and fuzz.partial_ratio(words, text, score_cutoff=_SAME) > 0


def _people(snapshot: Snapshot, name: str) -> frozenset[int]:
    """Who a name means, as ``people.id`` of now: they may have been merged since the names were read."""
    named = snapshot.speakers.find(name, 1)
    if not named or named[0].fuzzy:
        return frozenset()
    rows = snapshot.readers.rows(
        "SELECT DISTINCT person FROM speakers WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(named[0].people)),),
    )
    return frozenset(row["person"] for row in rows) | frozenset(named[0].people)


def _holding(
    readers: Readers, followed: Sequence[Followed], articles: Sequence[int]
) -> dict[tuple[Followed, int], list[Passage]]:
    wanted = [(each, Words(each.text)) for each in followed if each.kind is FollowKind.WORDS]
    found: dict[tuple[Followed, int], list[Passage]] = {}
    for number in articles if wanted else ():
        article = article_of(readers, number)
        if article is None:
            continue
        held = frozenset(stems(f"{article.headline}\n{article.body}"))
        likely = [(each, words) for each, words in wanted if words.may_be_in(held)]
        earlier: Sequence[Article] | None = None
        for each, words in likely:
            passage = words.passage(readers, article)
            if passage is None:
                continue
            if earlier is None:
                earlier = _earlier(readers, number)
            if not any(words.where(version) for version in earlier):
                found[each, number] = [passage]
    return found


def _earlier(readers: Readers, article: int) -> list[Article]:
    """The versions of an article's story that came in before it."""
    rows = readers.rows(
        "SELECT o.id FROM articles a JOIN articles o ON o.id = a.story OR o.story = a.story"
        " WHERE a.id = ? AND o.id < a.id ORDER BY o.id DESC LIMIT ?",
        (article, _EARLIER),
    )
    read = (article_of(readers, row["id"]) for row in rows)
    return [version for version in read if version is not None]
