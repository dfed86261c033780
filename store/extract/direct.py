"""Words between quotation marks: which of them are speech, and which reporting clause they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from store.extract.clauses import Clause
from store.extract.grid import Grid
from store.extract.lexicon import SAY_VERBS

_LONGEST_GAP = 14
_CLAUSAL = ("that", "clause", "wh")
_TAGGING = ("bare", "as", "to", "with", "in", "on", "at", "after")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_TAG_FORMS = ("VBD", "VBZ", "VBP")
# Without a comma before its cue a stretch is speech only when it is longer than a title.
_MIN_BARE = 6
# After these a marked stretch is the name of something: 'on "Meet the Press," …'.
_LEADING_IN = ("IN", "DT", "POS", "PRP$", "JJ", "NN", "NNS", "TO")


@dataclass(frozen=True, slots=True)
class Link:
    """Marked stretches that one reporting clause holds, as indices into the article's marked stretches."""

    clause: Clause
    stretches: tuple[int, ...]
    how: str
    """after, before, between, colon, next, continued."""


def link(grid: Grid, clauses: Sequence[Clause]) -> list[Link]:
    """Ties each marked stretch to the reporting clause that stands beside it in its sentence."""
    doc = grid.doc
    by_sentence: dict[int, list[Clause]] = {}
    for clause in clauses:
        if clause.lemma in SAY_VERBS or _has_colon(doc, clause) or _could_tag(doc, clause):
            by_sentence.setdefault(grid.sentence(clause.verb)[0], []).append(clause)
    links: dict[int, Link] = {}
    for k, (start, end) in enumerate(grid.tokens):
        if grid.outside[start]:
            continue
        best: tuple[float, Clause, str] | None = None
        for sentence in {grid.sentence(start)[0], grid.sentence(end - 1)[0]}:
            for clause in by_sentence.get(sentence, ()):
                placed = _placed(grid, k, clause)
                if placed is not None and (best is None or placed[0] < best[0]):
                    best = (placed[0], clause, placed[1])
        if best is None:
            continue
        _, clause, how = best
        before = links.get(clause.verb)
        if before is not None:
            how = "between" if before.how == "after" and how != "after" else before.how
            links[clause.verb] = Link(clause, (*before.stretches, k), how)
        else:
            links[clause.verb] = Link(clause, (k,), how)
    return list(links.values())


def _has_colon(doc: Doc, clause: Clause) -> bool:
    return any(doc[i].text == ":" for i in range(clause.verb, min(clause.verb + 12, len(doc))))


def _placed(grid: Grid, k: int, clause: Clause) -> tuple[float, str] | None:
    """How far ``clause`` stands from stretch ``k`` (lower is nearer); None where it can't report it."""
    doc = grid.doc
    start, end = grid.tokens[k]
    if clause.start >= end:
        gap = clause.start - end
        if not _can_be_content(grid, k):
            return None
        comma = grid.last_word_mark(k) in ",!?—-…" or (
            end < len(doc) and doc[end].text in (",", "—", "-")
        )
        if gap > 4 or not all(grid.outside[end : clause.start]):
            return None
        if clause.lemma not in SAY_VERBS:
            # '"Bravo!" beamed the mayor': any verb does, where its clause stands right at the mark.
            if gap > 1 or not comma or not _begins_sentence(grid, k):
                return None
        elif not comma and (gap or not _begins_sentence(grid, k) or end - start < _MIN_BARE):
            return None
        if any(t.dep_ == "cc" for t in doc[end : clause.start]):
            return None
        follows = clause.frame == "that" and clause.content[0][0] <= clause.verb + 2
        if clause.frame in _CLAUSAL and (gap > 1 or follows):
            return None
        if any(grid.starts[end : clause.start + 1]):
            return None
        return gap, "after"
    if clause.end <= start:
        between = doc[clause.end : start]
        if len(between) > _LONGEST_GAP or not all(grid.outside[clause.end : start]):
            return None
        if any(grid.starts[clause.end : start + 1]):
            return None
        before = doc[start - 1].text
        if before == ":":
            far = 0.01 * (start - clause.verb)
            return (1 if clause.lemma in SAY_VERBS else 1.5) + far, "colon"
        if clause.lemma not in SAY_VERBS:
            return None
        if reported_by_another(doc, clause) and not grid.is_sentence_like((start, end)):
            # "said it would add 'a tenth of a percent'": who says so is the outer cue's source.
            return None
        if before == "," or not between or all(t.is_punct or t.dep_ == "cc" for t in between):
            return 2 + len(between), "before"
        leads = doc[start - 1].tag_ not in _LEADING_IN
        if grid.is_sentence_like((start, end)) and clause.frame not in _CLAUSAL and leads:
            return 4 + len(between), "before"
    return None


def reported_by_another(doc: Doc, clause: Clause) -> bool:
    """True for a verb of saying within what another one reports."""
    verb = doc[clause.verb]
    return verb.dep_ == "ccomp" and verb.head.lemma_ in SAY_VERBS and verb.head.i < verb.i


def _could_tag(doc: Doc, clause: Clause) -> bool:
    """True for a finite verb beside its subject with nothing that it takes: "he began", "went on Ms. Loam"."""
    if (
        clause.source is None
        or clause.frame not in _TAGGING
        or doc[clause.verb].tag_ not in _TAG_FORMS
    ):
        return False
    if doc[clause.verb].lemma_ == "be":
        return False
    return min(abs(clause.source[0] - clause.cue[1]), abs(clause.cue[0] - clause.source[1])) <= 1


def _begins_sentence(grid: Grid, k: int) -> bool:
    doc = grid.doc
    start, _ = grid.tokens[k]
    first, _ = grid.sentence(start)
    return all(t.is_punct or t.is_space for t in doc[first:start])


def _can_be_content(grid: Grid, k: int) -> bool:
    """False for the marked name in ``On Tuesday's "Morning Show," the mayor said …``."""
    doc = grid.doc
    start, end = grid.tokens[k]
    first, _ = grid.sentence(start)
    while first < start and (doc[first].is_punct or doc[first].is_space):
        first += 1
    return first >= start or any(t.tag_ in _FINITE for t in doc[first:end])
