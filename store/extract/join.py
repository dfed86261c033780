"""From reporting clauses and marked stretches to quotes: contents cut, widened, joined and put in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.tokens import Doc

from store.extract.clauses import Clause
from store.extract.direct import link
from store.extract.grid import Grid
from store.extract.lexicon import SAY_VERBS
from store.extract.sentences import Tokens
from store.model import Article, Span


@dataclass(slots=True)
class Found:
    """A quote in the making."""

    clause: Clause | None
    content: list[Span]
    how: str
    stretches: list[int] = field(default_factory=list)
    borrowed: Clause | None = None
    """The clause whose source is taken over where the quote has no cue of its own."""

    @property
    def start(self) -> int:
        return self.content[0][0]


def assemble(
    article: Article,
    grid: Grid,
    clauses: list[Clause],
    reports: Callable[[Clause], bool],
) -> list[Found]:
    """Every quote of the article in the order of its first fragment."""
    found: list[Found] = []
    taken: set[int] = set()
    used: set[int] = set()
    for tied in link(grid, clauses):
        stretches = list(tied.stretches)
        spans = [grid.marked[k].span for k in stretches]
        if tied.how in ("after", "between"):
            spans[0] = _from_sentence_start(grid, stretches[0])
        found.append(Found(tied.clause, spans, tied.how, stretches))
        taken.update(stretches)
        used.add(tied.clause.verb)
    for clause in clauses:
        if clause.verb in used:
            continue
        if clause.content and reports(clause):
            spans, inside = _widened(grid, clause)
            if spans:
                found.append(
                    Found(clause, spans, clause.frame, [k for k in inside if k not in taken])
                )
                taken.update(inside)
                used.add(clause.verb)
        elif clause.lemma in SAY_VERBS:
            span = _before_tag(grid, clause)
            if span:
                found.append(Found(clause, [span], "tag"))
                used.add(clause.verb)
    found.sort(key=lambda f: f.start)
    _continue(article, grid, found, taken)
    found.sort(key=lambda f: f.start)
    return found


def _from_sentence_start(grid: Grid, k: int) -> Span:
    """``The country "has changed," he said.``: the content starts with its sentence, not with the mark."""
    m = grid.marked[k]
    doc = grid.doc
    start, _ = grid.tokens[k]
    first = grid.sentence(start)[0]
    while first < start and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ == "cc"):
        first += 1
    if first < start and all(grid.outside[first:start]) and doc[start - 1].text not in (",", ":"):
        return doc[first].idx, m.end
    return m.span


def _chars(doc: Doc, span: Tokens) -> Span:
    return doc[span[0]].idx, doc[span[1] - 1].idx + len(doc[span[1] - 1].text)


def _widened(grid: Grid, clause: Clause) -> tuple[list[Span], list[int]]:
    """Contents as character spans, each marked stretch that one touches taken in whole."""
    spans: list[Span] = []
    inside: list[int] = []
    for start, end in clause.content:
        if end <= start:
            continue
        first, last = _chars(grid.doc, (start, end))
        for k, (mark_start, mark_end) in enumerate(grid.tokens):
            if mark_start < end and start < mark_end:
                m = grid.marked[k]
                if grid.outside[mark_start] or mark_start >= clause.end or mark_end <= clause.start:
                    first, last = min(first, m.start), max(last, m.end)
                    inside.append(k)
        if spans and first < spans[-1][1]:
            continue
        spans.append((first, last))
    return spans, inside


def _before_tag(grid: Grid, clause: Clause) -> Span | None:
    """The content of a sentence that ends with its cue: ``A, officials said.``"""
    doc = grid.doc
    sentence = grid.sentence(clause.verb)
    at = clause.start
    comma = at - 1
    if comma <= sentence[0] or doc[comma].text not in (",", "—", "-"):
        return None
    rest = clause.end
    if (
        rest < sentence[1]
        and doc[rest].text not in (".", ",", ";")
        and doc[rest].dep_ not in ("npadvmod", "prep", "advmod", "prt", "dative", "dobj", "punct")
    ):
        return None
    start = sentence[0]
    while start < comma and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ == "cc"):
        start += 1
    if comma - start < 3 or not all(grid.outside[start:comma]):
        return None
    return _chars(doc, (start, comma))


def _continue(article: Article, grid: Grid, found: list[Found], taken: set[int]) -> None:
    """Gives stretches without a cue to the quote that they go on."""
    owner: dict[int, Found] = {k: f for f in found for k in f.stretches}
    for k, m in enumerate(grid.marked):
        if k in taken or (m.single and grid.outside[grid.tokens[k][0]]):
            continue
        before = owner.get(k - 1) if k else None
        paragraph = article.paragraph_at(m.start)
        same = k > 0 and article.paragraph_at(grid.marked[k - 1].start) == paragraph
        whole = _stands_alone(grid, k)
        if before is not None and (m.continues or (same and whole)):
            last = before.content[-1]
            if (
                m.continues
                and before.stretches[-1:] == [k - 1]
                and last[1] == grid.marked[k - 1].end
            ):
                before.content[-1] = (last[0], m.end)
            else:
                before.content.append(m.span)
            before.stretches.append(k)
            owner[k] = before
        elif whole and grid.is_sentence_like(grid.tokens[k]):
            source = _introduced(article, grid, found, m.start)
            if source is not None:
                new = Found(None, [m.span], "next", [k], borrowed=source)
                found.append(new)
                owner[k] = new
        if k in owner:
            taken.add(k)


def _stands_alone(grid: Grid, k: int) -> bool:
    """True where the stretch fills whole sentences: nothing but it stands in them."""
    doc = grid.doc
    start, end = grid.tokens[k]
    first, _ = grid.sentence(start)
    _, last = grid.sentence(end - 1)
    return all(t.is_punct or t.is_space for t in doc[first:start]) and all(
        t.is_punct or t.is_space for t in doc[end:last]
    )


def _introduced(article: Article, grid: Grid, found: list[Found], at: int) -> Clause | None:
    """Who a free quote belongs to: the last one who spoke before it."""
    before = article.body[:at].rstrip()
    if not before.endswith(":"):
        return None
    for f in sorted(found, key=lambda f: f.start, reverse=True):
        if f.start < at:
            return f.clause or f.borrowed
    return None
