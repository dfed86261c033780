"""A stored figure in its place: the sentence it stands in, and the story that the sentence belongs to."""

from __future__ import annotations

from functools import lru_cache

from store.figures.compare import Figure
from store.figures.events import Story, Told
from store.figures.things import STATES
from store.model import Article, Fact, Span
from store.search.text import sentences


def figure_in(article: Article, fact: Fact) -> Figure:
    """A fact of ``article`` as a figure that can be compared."""
    return Figure.of(fact, article.id, article.body, sentence_at(article, fact.span[0]))


def sentence_at(article: Article, offset: int) -> Span:
    """Where the sentence that holds ``offset`` stands in the body."""
    paragraph = article.paragraphs[article.paragraph_at(offset) - 1]
    for start, end in _sentences(article.body[paragraph.start : paragraph.end]):
        if paragraph.start + end > offset:
            return paragraph.start + start, paragraph.start + end
    return paragraph.start, paragraph.end


@lru_cache(maxsize=16)
def _sentences(paragraph: str) -> list[Span]:
    """The figures of one paragraph come one after the other."""
    return sentences(paragraph)


def told_in(article: Article, figure: Figure, story: Story | None = None) -> Told:
    """What is told where a figure of ``article`` stands; ``story``: what the article is about, if known."""
    fact = figure.fact
    paragraph = article.paragraphs[article.paragraph_at(fact.span[0]) - 1]
    return Told(
        story or Story.of(article.headline, article.body),
        article.id,
        fact.span[0],
        fact.when or article.published,
        bool(fact.when) and fact.predicate not in STATES,
        article.body[paragraph.start : paragraph.end] if paragraph.ordinal > 1 else "",
        article.body[slice(*figure.sentence)],
        fact.where,
    )
