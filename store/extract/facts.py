"""Figures and dates of an article, each with what, where, when and who says so.

Place and date are taken from the clause of the figure and from nowhere else. Vague plurals and ranges
("tens of thousands", "10 to 20") are facts whose value is None: the phrase is what was printed.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from store.denials import denies
from store.extract.dates import find_dates
from store.extract.quantities import find_quantities
from store.extract.referents import giver, referents
from store.extract.surroundings import Surroundings, head_of
from store.model import Article, Fact, FactKind, Quote, QuoteKind, Span


def find_facts(doc: Doc, article: Article, quotes: Sequence[Quote]) -> tuple[Fact, ...]:
    """The figures and dates of ``article`` in the order of their spans.

    ``doc`` is the parse of ``article.body``; spans index that body. ``says`` is the name of the speaker
    of the innermost of ``quotes`` whose content holds the figure, or who gives a bare one ("said 19").
    ``value`` is None for dates, ranges and vague plurals; a share ("two-thirds") is a percentage.
    """
    dates = find_dates(doc, article.published)
    around = Surroundings(doc, dates)
    speakers = _Speakers(article.body, quotes)
    facts = []
    for phrase in dates:
        span, token = (phrase.start, phrase.end), head_of(doc, phrase)
        facts.append(
            Fact(
                kind=FactKind.DATE,
                span=span,
                qualifier=phrase.qualifier,
                where=around.place(token, token),
                when=phrase.when,
                says=speakers.of(span),
                paragraph=article.paragraph_at(phrase.start),
            )
        )
    figures = find_quantities(doc, [(phrase.start, phrase.end) for phrase in dates])
    for figure, counted in zip(figures, referents(doc, figures), strict=True):
        number, noun = doc[figure.last], counted.noun
        facts.append(
            Fact(
                kind=figure.kind,
                span=figure.span,
                value=figure.value,
                unit=figure.unit,
                qualifier=figure.qualifier,
                what=doc[slice(*noun)].text if noun else "",
                where=around.place(number, doc[figure.noun[1] - 1] if figure.noun else number),
                when=around.date(number),
                says=speakers.of(figure.span) or giver(doc, figure),
                paragraph=article.paragraph_at(figure.span[0]),
                predicate=counted.predicate,
            )
        )
    return tuple(sorted(facts, key=lambda fact: fact.span))


def _is_told(quote: Quote, body: str) -> bool:
    """Whether somebody says what a quote holds: not of "ordered five burnt", nor of "denied that five were"."""
    if quote.kind is not QuoteKind.DIRECT and denies(quote.cue, body):
        return False
    return quote.is_statement or body.startswith("that ", quote.content[0][0])


class _Speakers:
    """Whose words each character of a body is."""

    def __init__(self, body: str, quotes: Sequence[Quote]) -> None:
        spans = [
            (*span, quote.speaker.name)
            for quote in quotes
            if quote.speaker is not None and _is_told(quote, body)
            for span in quote.content
        ]
        self._spans = sorted(spans, key=lambda span: span[0] - span[1])
        self._owner = [-1] * len(body)
        for number, (start, end, _) in enumerate(
            self._spans
        ):  # the longest first, the inner over it
            self._owner[start:end] = [number] * (end - start)

    def of(self, span: Span) -> str:
        owner = self._owner[span[0]]
        return self._spans[owner][2] if owner >= 0 and span[1] <= self._spans[owner][1] else ""
