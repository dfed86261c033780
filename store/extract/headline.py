"""Headlines that a body begins with: "Ada Obe: the pier must stay" is what Obe says, put shortly.

A headline cuts and rewords, so that it is kept as what somebody holds and never passes for a statement.
"""

from __future__ import annotations

import re

from store.extract.cast import Cast
from store.extract.clauses import Clause
from store.extract.drafts import Found, has_finite, start_of
from store.extract.grid import Grid
from store.extract.names import is_people_noun
from store.extract.sentences import Tokens
from store.model import Article, Span

FRAME = "headline"
_LINE = re.compile(
    r"\s*(?:[A-Z]{4,}[ \t]*[-–—:][ \t]+)?(?P<label>[^\s:“\"][^:“\"\n]{1,70}?)[ \t]*(?P<colon>:)[ \t]+(?P<words>\S[^\n]{8,250})"
)
_ASIDE = frozenset(("on", "to", "at", "in", "after"))
"""What follows a name in a headline's label: "Obe on the pier: …"."""
_FINDINGS = frozenset("poll survey study report research analysis".split())
_SENTENCES = re.compile(r"[.!?][’”'\"]?\s+[A-Z]")
_FEWEST = 3
_MOST = 0.8


def with_headline(article: Article, grid: Grid, cast: Cast, found: list[Found]) -> list[Found]:
    """``found`` and what a headline in the first paragraph has its first name say, in order."""
    said = find_headline(article, grid, cast)
    if said is None or any(_is_most(f, said.content[0]) for f in found):
        return found
    return sorted([*found, said], key=start_of)


def find_headline(article: Article, grid: Grid, cast: Cast) -> Found | None:
    """The first paragraph as a Found, None where it is no headline or nobody speaks in it."""
    if len(article.paragraphs) < 2:
        return None
    first = article.paragraphs[0]
    line = _LINE.match(article.body, first.start, first.end)
    if line is None or len(line["words"].split()) < _FEWEST or _SENTENCES.search(line["words"]):
        return None
    source = _source(grid, cast, grid.over(*line.span("label")), first.end)
    if source is None:
        return None
    colon = grid.over(*line.span("colon"))
    start, end = line.start("words"), line.start("words") + len(line["words"].rstrip(" \t;."))
    clause = Clause(source[1] - 1, "", FRAME, colon, source, (), source[1] - 1)
    stretches = [k for k in grid.touching(start, end) if grid.marked[k].start >= start]
    if article.body[end - 1] == "?" and not stretches:
        return None
    return Found(clause, [(start, end)], FRAME, stretches)


def _source(grid: Grid, cast: Cast, label: Tokens, end: int) -> Tokens | None:
    """Who speaks: the last name before an aside, if the article names it again; or people, or a study."""
    until = next((i for i in range(*label) if grid.doc[i].lower_ in _ASIDE), label[1])
    if (
        until == label[0]
        or has_finite(grid.doc, *label)
        or "and" in grid.doc[slice(*label)].text.split()
    ):
        return None
    last = until - 1
    if last not in cast.at:
        noun = grid.doc[last].lemma_.lower()
        return (label[0], until) if noun in _FINDINGS or is_people_noun(noun) else None
    _, number = cast.at[last]
    again = any(n == number and grid.doc[m.start].idx >= end for m, n in cast.mentions)
    return (label[0], until) if again else None


def _is_most(found: Found, span: Span) -> bool:
    covered = sum(max(0, min(e, span[1]) - max(s, span[0])) for s, e in found.content)
    return covered >= _MOST * (span[1] - span[0])
