"""The figures that an archive states about a subject, one entry for each thing, with what contradicts it.

Bounded whatever the archive's size: the index names passages, and only their articles are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from store.db import Readers
from store.figures import Figure
from store.figures.events import LEAD, Story
from store.figures.placed import figure_in, told_in
from store.figures.things import FATE, fate_of
from store.lookup import article_of, citation, fact_of
from store.model import Article, FactKind, Fragment, OtherFigure, Passage, Span
from store.overview.grouping import Group, Placed, grouped
from store.overview.model import FigureSentence, StatedFigure, SubjectFigures
from store.search import candidates, records
from store.search.candidates import Wanted
from store.search.correction import corrected
from store.search.faults import limited, unsearchable
from store.search.nearest import unknown
from store.search.others import rarity_in
from store.search.query import content_words, parse_words
from store.search.snapshot import Snapshot
from store.search.text import FUNCTION_WORDS, folded, stem_of

PASSAGES = 150
"""Passages that the index is asked for."""
ARTICLES = 40
MOST_AN_ARTICLE, MOST = 60, 150
"""Figures of one article that are looked at, and figures of all that are compared."""
ABOUT = 0.6
"""Share of the subject's words from which a paragraph is about it, its article's headline counted with it."""
ALL = 0.95
"""The share that the opening of an article has, all of whose figures are about the subject."""
LEAST = 0.3
"""Share of the best one's score below which a figure is not about the subject after all."""
OTHERS = 6
"""Contradicting figures that are shown with one."""
_SENTENCE, _PARAGRAPH, _HEADLINE, _OPENING = 1.0, 0.5, 0.6, 0.3
_COUNTED, _FATE = 0.4, 1.0
_PLAIN = 0.4
_SMALL = 2
"""A plain count up to this seldom is a figure worth knowing ("two ways")."""
_FURTHER_DOWN = 0.02
_NEAR = 1_500
"""Characters of a paragraph on either side of a figure."""


def facts(
    snapshot: Snapshot,
    subject: str,
    *,
    after: str = "",
    before: str = "",
    limit: int = 5,
    offset: int = 0,
    today: date | None = None,
) -> SubjectFigures:
    """Counts, shares and amounts about ``subject`` with who says them, where and when.

    Dates are ISO and inclusive, and limit when the articles were printed. Raises QueryTimeout.
    """
    read = limited(parse_words(subject, today), after, before)
    if answer := unsearchable(read):
        return SubjectFigures(answer.question)
    words = content_words(" ".join((read.about, *read.phrases)))
    if FUNCTION_WORDS.issuperset(words):
        return SubjectFigures(read)
    question = replace(read, words=words)
    question = corrected(question, snapshot.view, snapshot.vocabulary)
    wanted = candidates.wanted(question, snapshot.view)
    placed = _placed(snapshot, wanted)
    stories = records.stories(snapshot.readers, list({one.article.id for one in placed}))
    stated = _sentences(grouped(placed, rarity_in(snapshot), stories))
    if not stated:
        return SubjectFigures(question, nearest=unknown(snapshot, question).nearest)
    return SubjectFigures(
        question=question,
        sentences=tuple(
            _stated(snapshot.readers, each) for each in stated[offset : offset + limit]
        ),
        total=len(stated),
        offset=offset,
        articles=len({one.article.id for one in placed}),
    )


def _placed(snapshot: Snapshot, wanted: Wanted) -> list[Placed]:
    """The figures of the articles on the subject, those that fit it best first."""
    fates = fate_of(wanted.asked)
    alike = (stem_of(word) for word, fate in FATE.items() if fate in fates)
    widened = replace(wanted, stems=tuple(dict.fromkeys((*wanted.stems, *alike))))
    hits = candidates.passages(widened, snapshot.view, PASSAGES)
    found: list[Placed] = []
    for number in list(dict.fromkeys(hit.article for hit in hits))[:ARTICLES]:
        article = article_of(snapshot.readers, number)
        if article is not None:
            found += _of_article(snapshot.readers, wanted, article)
    found.sort(key=lambda one: one.article.published, reverse=True)
    found.sort(key=lambda one: -one.score)
    return [one for one in found[:MOST] if one.score >= LEAST * found[0].score]


def _of_article(readers: Readers, wanted: Wanted, article: Article) -> list[Placed]:
    rows = readers.rows(
        f"SELECT * FROM facts WHERE article = ? AND kind <> ? ORDER BY start LIMIT {MOST_AN_ARTICLE}",
        (article.id, str(FactKind.DATE)),
    )
    if not rows:
        return []
    story = Story.of(article.headline, article.body)
    headline = _held(wanted, article.headline)
    opening = _held(wanted, f"{article.headline} {article.body[:LEAD]}")
    is_on_it = opening >= ALL and headline > 0
    found = []
    for fact in map(fact_of, rows):
        if fact.value is None or fact.span[1] > len(article.body):
            continue
        figure = figure_in(article, fact)
        told = told_in(article, figure, story)
        beside = _held(wanted, told.sentence)
        around = _held(wanted, f"{article.headline} {_paragraph(article, fact.span)}")
        score = _SENTENCE * beside + _PARAGRAPH * around + _HEADLINE * headline + _OPENING * opening
        score += _of_the_kind_asked(wanted, figure) - _FURTHER_DOWN * fact.paragraph
        if (is_on_it or around >= ABOUT) and score > 0:
            found.append(Placed(article, figure, told, score))
    return found


def _held(wanted: Wanted, text: str) -> float:
    """The share of the subject's words that a text holds; words of one fate stand for each other."""
    words = folded(text)
    held = {stem_of(word) for word in words}
    fates = fate_of(words)
    held.update(stem_of(word) for word in wanted.words if FATE.get(word) in fates)
    found = sum(w for s, w in zip(wanted.stems, wanted.weights, strict=True) if s in held)
    return found / (wanted.total or 1.0)


def _paragraph(article: Article, span: Span) -> str:
    """The paragraph of a figure, of a very long one what is near."""
    paragraph = article.paragraphs[article.paragraph_at(span[0]) - 1]
    start, end = max(paragraph.start, span[0] - _NEAR), min(paragraph.end, span[1] + _NEAR)
    return article.body[start:end]


def _of_the_kind_asked(wanted: Wanted, figure: Figure) -> float:
    """What the thing counted says for or against a figure: "flood deaths" asks for numbers of dead."""
    thing, fact = figure.thing, figure.fact
    fates = fate_of(wanted.asked)
    value = 0.0
    if fates:
        value += _FATE if thing.fate in fates else -_FATE
    if thing.nouns & set(wanted.stems):
        value += _COUNTED
    is_plain = fact.kind is FactKind.COUNT and not (thing.fate or fact.unit)
    if is_plain and fact.value is not None and abs(fact.value) <= _SMALL:
        value -= _PLAIN
    if is_plain and not (thing.nouns or fact.predicate):
        value -= _PLAIN
    return value


def _sentences(groups: Sequence[Group]) -> list[list[Group]]:
    """Groups whose first figures stand in one sentence together, in the order of the best of each."""
    together: dict[tuple[int, Span], list[Group]] = {}
    for group in groups:
        key = (group.first.article.id, group.first.figure.sentence)
        together.setdefault(key, []).append(group)
    return [sorted(each, key=lambda group: group.first.fact.span) for each in together.values()]


def _stated(readers: Readers, groups: Sequence[Group]) -> FigureSentence:
    """A sentence as it is shown."""
    first = groups[0].first
    article, (start, end) = first.article, first.figure.sentence
    quotes = records.quotes_within(readers, article.id, first.fact.span)
    quote = next((each for each in quotes if each.speaker), None)
    also = {
        one.article.id: citation(one.article, *one.fact.span)
        for group in groups
        for one in group.same
        if one.article.id != article.id
    }
    figures: list[StatedFigure] = []
    emphasis: list[Span] = []
    for group in groups:
        fact = group.first.fact
        span = (fact.span[0] - start, min(fact.span[1], end) - start)
        if emphasis and span[0] < emphasis[-1][1]:
            continue
        emphasis.append(span)
        figures.append(
            StatedFigure(
                text=group.first.text,
                value=fact.value or 0.0,
                unit=fact.unit,
                what=fact.what,
                says=fact.says,
                where=fact.where,
                when=fact.when,
                others=_others(group.against),
            )
        )
    return FigureSentence(
        Passage(
            (Fragment(article.body[start:end], start, end, tuple(emphasis)),),
            citation(article, start, end),
            score=max(group.first.score for group in groups),
            speaker=quote.speaker if quote else None,
            confidence=quote.confidence if quote else 1.0,
            reason=quote.reason if quote else "",
            also_in=tuple(also.values()),
        ),
        tuple(figures),
    )


def _others(against: Sequence[Placed]) -> tuple[OtherFigure, ...]:
    """Each value once, newest first."""
    shown: dict[tuple[float | None, str], OtherFigure] = {}
    for one in sorted(against, key=lambda each: each.article.published, reverse=True):
        shown.setdefault(
            (one.fact.value, one.fact.qualifier),
            OtherFigure(one.text, one.fact.says, citation(one.article, *one.fact.span)),
        )
    return tuple(shown.values())[:OTHERS]
