"""Figures and dates of an article, each with what, where, when and who says so.

Place and date are taken from the clause of the figure and from nowhere else. Vague plurals and ranges
("tens of thousands", "10 to 20") are facts whose value is None: the phrase is what was printed.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from store.extract.dates import DatePhrase, find_dates
from store.extract.quantities import Quantity, find_quantities
from store.extract.tense import governing_verb
from store.model import Article, Fact, FactKind, Quote, Span

_PLACE_PREPOSITIONS = frozenset(
    "across around at in inside near off outside throughout within".split()
)
_NO_PLACES = frozenset(
    "facebook journal magazine news part parts post times twitter january february march april may june "
    "july august september october november december".split()
)
_REGIONS = frozenset(
    "central coastal downtown eastern mainland nearby neighboring neighbouring north northeast "
    "northeastern northern northwest northwestern rural south southeast southeastern southern "
    "southwest southwestern western".split()
)
_RANGE_WORDS = frozenset("and between from through to until - –".split())
_FARTHEST = 40
"""Tokens between a figure and the place or date that belongs to it."""


def find_facts(doc: Doc, article: Article, quotes: Sequence[Quote]) -> tuple[Fact, ...]:
    """The figures and dates of ``article`` in the order of their spans.

    ``doc`` is the parse of ``article.body``; spans index that body. ``says`` is the name of the speaker
    of the innermost of ``quotes`` whose content holds the figure. ``value`` is None for dates, ranges
    and vague plurals; a share ("two-thirds", "eight out of ten") is a percentage.
    """
    dates = find_dates(doc, article.published)
    figures = find_quantities(doc, [(phrase.start, phrase.end) for phrase in dates])
    places = _places(doc, dates)
    anchors = [(_token(doc, phrase.start, phrase.end), phrase) for phrase in dates]
    facts = [_figure(doc, article, quotes, figure, anchors, places) for figure in figures]
    for token, phrase in anchors:
        span = (phrase.start, phrase.end)
        facts.append(
            Fact(
                kind=FactKind.DATE,
                span=span,
                qualifier=phrase.qualifier,
                where=_place(doc, token, token, places),
                when=phrase.when,
                says=_speaker(span, quotes),
                paragraph=article.paragraph_at(phrase.start),
            )
        )
    return tuple(sorted(facts, key=lambda fact: fact.span))


def _figure(
    doc: Doc,
    article: Article,
    quotes: Sequence[Quote],
    figure: Quantity,
    dates: Sequence[tuple[Token, DatePhrase]],
    places: Sequence[tuple[int, int]],
) -> Fact:
    number = doc[figure.last]
    noun = doc[figure.noun[1] - 1] if figure.noun else number
    return Fact(
        kind=figure.kind,
        span=figure.span,
        value=figure.value,
        unit=figure.unit,
        qualifier=figure.qualifier,
        what=doc[figure.noun[0] : figure.noun[1]].text if figure.noun else "",
        where=_place(doc, number, noun, places),
        when=_date(number, dates),
        says=_speaker(figure.span, quotes),
        paragraph=article.paragraph_at(figure.span[0]),
    )


def _token(doc: Doc, start: int, end: int) -> Token:
    """The token of ``doc.text[start:end]`` that the rest of it hangs on."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span else doc[0]


def _speaker(span: Span, quotes: Sequence[Quote]) -> str:
    holding = [
        (end - start, quote.speaker.name)
        for quote in quotes
        if quote.speaker is not None
        for start, end in quote.content
        if start <= span[0] and span[1] <= end
    ]
    return min(holding)[1] if holding else ""


# --- what stands in the same clause ------------------------------------------------------------


def _clause(token: Token) -> int:
    """The token index of the verb whose clause ``token`` stands in, its sentence's root without one."""
    verb = governing_verb(token)
    if verb is None:
        return int(token.sent.root.i)
    while verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.head.pos_ in ("NOUN", "PROPN"):
        verb = verb.head  # a main verb read as a participle: "40 fishermen drowned"
    return int(verb.i)


def _same_clause(one: Token, other: Token) -> bool:
    return one.sent.start == other.sent.start and _clause(one) == _clause(other)


def _date(number: Token, dates: Sequence[tuple[Token, DatePhrase]]) -> str:
    near = [
        (abs(token.i - number.i), token, phrase.when)
        for token, phrase in dates
        if abs(token.i - number.i) <= _FARTHEST and _same_clause(number, token)
    ]
    if not near:
        return ""
    _, nearest, when = min(near, key=lambda entry: entry[0])
    for _, token, other in near:
        between = number.doc[min(nearest.i, token.i) + 1 : max(nearest.i, token.i)]
        if (
            token is not nearest
            and len(between) <= 4
            and any(word.lower_ in _RANGE_WORDS for word in between)
        ):
            return _shared(when, other)
    return when


def _shared(one: str, other: str) -> str:
    """The month or year that two ISO dates have in common: what "from May to July 2002" says of a count."""
    parts = []
    for mine, theirs in zip(one.split("-"), other.split("-"), strict=False):
        if mine != theirs:
            break
        parts.append(mine)
    return "-".join(parts)


def _places(doc: Doc, dates: Sequence[DatePhrase]) -> list[tuple[int, int]]:
    """Token indices ``[start, end)`` of the names that stand after a preposition of place."""
    dated = {phrase.start for phrase in dates}
    found = []
    for token in doc:
        if token.lower_ not in _PLACE_PREPOSITIONS or token.i + 1 >= len(doc):
            continue
        start = token.i + 1
        if doc[start].lower_ == "the":
            start += 1
        end = start
        while end < len(doc) and doc[end].lower_ in _REGIONS:
            end += 1
        named = end
        while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper():
            if doc[end].idx in dated or doc[end].lower_ in _NO_PLACES:
                break
            end += 1
        after = doc[end] if end < len(doc) and doc[end].idx not in dated else None
        noun_follows = after is not None and (after.pos_ == "NOUN" or after.lower_ in _NO_PLACES)
        if end > named and not noun_follows:
            found.append((start, end))
    return found


def _locates(place: Token) -> bool:
    """Whether the place is the clause's, and not that of a noun inside it ("a question from Lee in Oz")."""
    here = place
    for _ in range(_FARTHEST):
        here = here.head
        if here.pos_ in ("VERB", "AUX"):
            return True
        if here.dep_ == "pobj" and here.head.lower_ not in _PLACE_PREPOSITIONS:
            return False
        if here.head.i == here.i:
            return True
    return False


def _place(doc: Doc, number: Token, noun: Token, places: Sequence[tuple[int, int]]) -> str:
    """The place in the clause: one that hangs on the noun first, else the nearest after, else before."""
    ranked = []
    for start, end in places:
        token = doc[end - 1]
        if abs(token.i - number.i) > _FARTHEST or not _same_clause(number, token):
            continue
        hangs = noun.is_ancestor(token)
        if not hangs and not _locates(token):
            continue
        ranked.append((not hangs, start < number.i, abs(start - number.i), start, end))
    if not ranked:
        return ""
    *_, start, end = min(ranked)
    return str(doc[start:end].text)
