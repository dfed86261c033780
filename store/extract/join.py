"""From reporting clauses and marked stretches to quotes, each with its words, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from store.extract.clauses import Clause
from store.extract.direct import link
from store.extract.drafts import Found, start_of
from store.extract.edges import complete, from_sentence_start, opening, tagged, widened
from store.extract.follow import follow
from store.extract.grid import Grid
from store.extract.lexicon import SAY_VERBS
from store.extract.signed import find_signed
from store.extract.subjects import beside
from store.model import Article


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
    for k, clause in find_signed(grid):
        found.append(Found(clause, [grid.marked[k].span], "signed", [k]))
        taken.add(k)
    for tied in link(grid, clauses):
        stretches = [k for k in tied.stretches if k not in taken]
        if not stretches:
            continue
        spans = [grid.marked[k].span for k in stretches]
        if tied.how in ("after", "between"):
            spans[0] = from_sentence_start(grid, stretches[0])
        elif tied.how == "before":
            spans[:0] = opening(grid, tied.clause, stretches[0])
        clause = tied.clause
        if clause.source is None and tied.how in ("after", "between"):
            clause = _with_source(grid, clause, stretches[0])
        found.append(Found(clause, spans, tied.how, stretches))
        taken.update(stretches)
        used.add(tied.clause.verb)
    for clause in clauses:
        if clause.verb in used:
            continue
        if clause.content and reports(clause):
            spans, inside = widened(grid, clause)
            if spans:
                found.append(
                    Found(clause, spans, clause.frame, [k for k in inside if k not in taken])
                )
                taken.update(inside)
                used.add(clause.verb)
        elif clause.lemma in SAY_VERBS:
            spans, inside = tagged(grid, clause)
            if spans:
                found.append(Found(clause, spans, "tag", [k for k in inside if k not in taken]))
                taken.update(inside)
                used.add(clause.verb)
    found.sort(key=start_of)
    follow(article, grid, clauses, found, taken)
    for f in found:
        complete(grid, clauses, f)
    return found


def _with_source(grid: Grid, clause: Clause, k: int) -> Clause:
    spoken = beside(grid, clause.cue, grid.tokens[k])
    return replace(clause, source=spoken[1], head=spoken[0].i) if spoken is not None else clause
