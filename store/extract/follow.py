"""Marked words without a cue of their own: whose they are, by what stands before them.

They go on a quote of the paragraph before, fill a sentence after one, stand where a reporting clause
reaches, follow a colon, or are the voice that the sentence before has introduced.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort_right
from collections.abc import Sequence

from store.extract.clauses import Clause
from store.extract.direct import reported_by_another
from store.extract.drafts import Found, has_finite, start_of, verb_of
from store.extract.grid import Grid
from store.extract.lexicon import NAMING_VERBS, SAY_VERBS
from store.model import Article

_FEWEST = 3
_PARTS = (";", "—", "–", "--", "(", ")")
_LOOK_BACK = 12
_GOES_ON = ("after", "between", "before", "colon", "tag")


def follow(
    article: Article, grid: Grid, clauses: Sequence[Clause], found: list[Found], taken: set[int]
) -> None:
    """Gives stretches without a cue to the quote that they go on, or to who was just introduced.

    Adds to ``found``, its quotes and ``taken``, the stretches that have their quote.
    """
    owner: dict[int, Found] = {k: f for f in found for k in f.stretches}
    by_verb = {f.clause.verb: f for f in reversed(found)}
    for k, m in enumerate(grid.marked):
        if k in taken or grid.outside[grid.tokens[k][0]]:
            continue
        before = owner.get(k - 1)
        if m.continues and before is not None:
            last = before.content[-1]
            if last[1] == grid.marked[k - 1].end:
                before.content[-1] = (last[0], m.end)
            else:
                before.content.append(m.span)
            before.stretches.append(k)
            owner[k] = before
        elif (reached := _reached(grid, clauses, by_verb, k)) is not None:
            owner[k] = reached
            if reached.clause.verb not in by_verb:
                by_verb[reached.clause.verb] = reached
                insort_right(found, reached, key=start_of)
        elif _stands_alone(grid, k) and grid.is_sentence_like(grid.tokens[k]):
            spoken = _spoken_before(article, grid, found, m.start)
            if spoken is None and not article.body[: m.start].rstrip().endswith(":"):
                spoken = _speaking_on(article, grid, owner.get(k - 1), k)
            if spoken is not None:
                spoken.content.append(m.span)
                spoken.stretches.append(k)
                owner[k] = spoken
            else:
                clause = _introduced(article, grid, clauses, m.start)
                how = "colon"
                if clause is None:
                    clause, how = _spoken_of(article, grid, m.start), "free"
                if clause is not None:
                    owner[k] = Found(clause, [m.span], how, [k])
                    insort_right(found, owner[k], key=start_of)
        elif (spoken := _flowing_on(article, grid, clauses, found, k)) is not None:
            owner[k] = spoken
        if k in owner:
            taken.add(k)


def _reached(
    grid: Grid, clauses: Sequence[Clause], by_verb: dict[int, Found], k: int
) -> Found | None:
    """The quote of the reporting clause that stands before stretch ``k`` in its sentence, widened to it.

    ``said the goal was not to "mend it" but to "build it anew"``: the parse had cut the content short.
    """
    doc = grid.doc
    start, end = grid.tokens[k]
    first, last = grid.sentence(start)
    if first == start or last < end:
        return None
    begin = bisect_left(clauses, first, key=verb_of)
    here = clauses[begin : bisect_left(clauses, start, key=verb_of)]
    said = [
        c
        for c in here
        if c.source is not None
        and c.end <= start
        and not reported_by_another(doc, c)
        and (
            c.lemma in SAY_VERBS or (c.lemma in NAMING_VERBS and not has_finite(doc, c.end, start))
        )
    ]
    if not said:
        return None
    clause = said[-1]
    m = grid.marked[k]
    own = by_verb.get(clause.verb)
    if own is not None:
        last_span = own.content[-1]
        if own.how == "signed" or not last_span[1] <= m.start:
            return None
        if own.how in ("after", "between", "tag"):
            return _joined(grid, own, k)
        between = grid.over(last_span[1], m.start)
        if any(t.text in _PARTS for t in doc[between[0] + 1 : between[1]]):
            return None
        own.content[-1] = (last_span[0], m.end)
        own.stretches.append(k)
        return own
    rest = clause.end
    while rest < start and (doc[rest].is_punct or doc[rest].is_space):
        rest += 1
    return Found(clause, [(doc[rest].idx, m.end)], "reached", [k])


def _joined(grid: Grid, own: Found, k: int) -> Found | None:
    """``"It works," she said, and "it is cheap."``: what "and" or "but" adds behind the cue."""
    doc = grid.doc
    verb, start = own.clause.verb, grid.tokens[k][0]
    linked = [i for i in range(verb + 1, start) if doc[i].dep_ == "cc" and doc[i - 1].text == ","]
    if not linked or start - linked[-1] > _LONGEST_LINK:
        return None
    first = linked[-1] + 1
    if has_finite(doc, first, start):
        return None
    own.content.append((doc[first].idx, grid.marked[k].end))
    own.stretches.append(k)
    return own


_LONGEST_LINK = 5


def _flowing_on(
    article: Article, grid: Grid, clauses: Sequence[Clause], found: Sequence[Found], k: int
) -> Found | None:
    """The quote before a sentence that marks only some of its words: ``"A," she said. But "B."``"""
    doc = grid.doc
    start, end = grid.tokens[k]
    first, last = grid.sentence(start)
    m = grid.marked[k]
    words = sum(1 for t in doc[start:end] if not (t.is_punct or t.is_space))
    if last < end or words < _FEWEST:
        return None
    begin = bisect_left(clauses, first, key=verb_of)
    if any(
        c.lemma in SAY_VERBS and c.source
        for c in clauses[begin : bisect_left(clauses, last, key=verb_of)]
    ):
        return None
    spoken = _spoken_before(article, grid, found, doc[first].idx)
    if spoken is None:
        return None
    while first < start and (doc[first].is_punct or doc[first].is_space):
        first += 1
    spoken.content.append((doc[first].idx, m.end))
    spoken.stretches.append(k)
    return spoken


def _spoken_before(article: Article, grid: Grid, found: Sequence[Found], at: int) -> Found | None:
    """The quote whose cue or last fragment stands in the sentence before ``at``, in its paragraph."""
    start, _ = grid.over(at, at + 1)
    first, _ = grid.sentence(start)
    if first == 0:
        return None
    earlier, _ = grid.sentence(first - 1)
    paragraph = article.paragraph_at(at)
    best: Found | None = None
    after = bisect_right(found, at, key=start_of)
    for f in found[max(0, after - _LOOK_BACK) : after]:
        verb = grid.doc[f.clause.verb]
        end = max(f.content[-1][1], verb.idx + len(verb.text))
        held = grid.begins[earlier] <= end - 1 and f.content[-1][1] <= at
        if (
            held
            and article.paragraph_at(f.content[-1][0]) == paragraph
            and f.how in _GOES_ON
            and (best is None or f.start >= best.start)
        ):
            best = f
    return best


def _speaking_on(article: Article, grid: Grid, before: Found | None, k: int) -> Found | None:
    """The quote that ended the paragraph before, where stretch ``k`` opens the next one without a cue."""
    if before is None or before.how not in _GOES_ON:
        return None
    at = grid.marked[k].start
    paragraph = article.paragraph_at(at)
    start = article.paragraphs[paragraph - 1].start
    if article.body[start:at].strip() or paragraph == 1:
        return None
    earlier = article.paragraphs[paragraph - 2]
    if before.content[-1][0] < earlier.start:
        return None
    # Only the cue and its adjuncts may stand behind the words: a sentence between ends the speech.
    first, _ = grid.over(start, start + 1)
    last, _ = grid.sentence(first - 1)
    verb = grid.doc[before.clause.verb]
    end = max(before.content[-1][1], verb.idx + len(verb.text))
    return before if grid.begins[last] < end else None


def _stands_alone(grid: Grid, k: int) -> bool:
    """True where the stretch fills whole sentences: nothing but it stands in them."""
    doc = grid.doc
    start, end = grid.tokens[k]
    first, _ = grid.sentence(start)
    _, last = grid.sentence(end - 1)
    return all(t.is_punct or t.is_space for t in doc[first:start]) and all(
        t.is_punct or t.is_space for t in doc[end:last]
    )


def _introduced(article: Article, grid: Grid, clauses: Sequence[Clause], at: int) -> Clause | None:
    """The clause of the sentence before ``at`` that ends with a colon and so announces what follows."""
    before = article.body[:at].rstrip()
    if not before.endswith(":"):
        return None
    colon, _ = grid.over(len(before) - 1, len(before))
    first, _ = grid.sentence(colon)
    begin = bisect_left(clauses, first, key=verb_of)
    here = [c for c in clauses[begin : bisect_left(clauses, colon, key=verb_of)] if c.source]
    said = [c for c in here if c.lemma in SAY_VERBS]
    if said:
        return said[-1]
    # "The email was: …" introduces a text, and nobody who says it.
    told = [c for c in here if c.lemma != "be"]
    return told[0] if told else None


def _spoken_of(article: Article, grid: Grid, at: int) -> Clause | None:
    """Who a paragraph of nothing but speech belongs to: the subject of the sentence before it.

    Broadcast scripts introduce a voice ("Gerda Loam keeps the inn.") and let it speak. The clause has no
    cue and no source of its own, only the head of the phrase that names the speaker.
    """
    doc = grid.doc
    paragraph = article.paragraph_at(at)
    start, _ = grid.over(at, at + 1)
    if paragraph == 1 or article.paragraphs[paragraph - 1].start != at:
        return None
    first, last = grid.sentence(start - 1)
    if not all(grid.outside[first:last]):
        return None
    for i in range(first, last):
        token = doc[i]
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT":
            return Clause(token.head.i, "", "free", (i, i), None, (), i)
    return None
