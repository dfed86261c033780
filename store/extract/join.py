"""From reporting clauses and marked stretches to quotes: contents cut, widened, joined and put in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from store.extract.clauses import Clause
from store.extract.direct import link
from store.extract.frames import ends_of_adjuncts
from store.extract.grid import Grid
from store.extract.lexicon import NAMING_VERBS, SAY_VERBS
from store.extract.sentences import Tokens
from store.extract.signed import find_signed
from store.model import Article, Span


@dataclass(slots=True)
class Found:
    """A quote in the making."""

    clause: Clause
    content: list[Span]
    how: str
    stretches: list[int] = field(default_factory=list)

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
    for k, clause in find_signed(grid):
        found.append(Found(clause, [grid.marked[k].span], "signed", [k]))
        taken.add(k)
    for tied in link(grid, clauses):
        stretches = [k for k in tied.stretches if k not in taken]
        if not stretches:
            continue
        spans = [grid.marked[k].span for k in stretches]
        if tied.how in ("after", "between"):
            spans[0] = _from_sentence_start(grid, stretches[0])
        elif tied.how == "before":
            spans[:0] = _opening(grid, tied.clause, stretches[0])
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
            spans, inside = _tagged(grid, clause)
            if spans:
                found.append(Found(clause, spans, "tag", [k for k in inside if k not in taken]))
                taken.update(inside)
                used.add(clause.verb)
    found.sort(key=_start)
    _continue(article, grid, clauses, found, taken)
    for f in found:
        _complete(grid, clauses, f)
    return found


def _complete(grid: Grid, clauses: Sequence[Clause], found: Found) -> None:
    """``said "it gets me mad" every time he thinks of it``: the words that belong to the marked ones."""
    if found.how not in _COMPLETED or not found.stretches:
        return
    doc = grid.doc
    first, last = found.content[-1]
    k = found.stretches[-1]
    start, end = grid.tokens[k]
    if grid.marked[k].end != last or grid.last_word_mark(k) in _STOPS or end >= len(doc):
        return
    if doc[end].pos_ not in _COMPLETING or doc[end].lower_ == "as":
        return
    stop = grid.sentence(end - 1)[1]
    cues = [c.start for c in clauses if end <= c.start < stop and c.lemma in SAY_VERBS]
    stop = min([stop, *cues])
    here = end
    while here < stop and doc[here].text not in _BREAKS and grid.outside[here]:
        here += 1
    here = _trimmed_end(doc, end, here)
    if here > end:
        found.content[-1] = (first, _chars(doc, (end, here))[1])


def _trimmed_end(doc: Doc, start: int, end: int) -> int:
    while end > start and (
        doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].dep_ == "cc"
    ):
        end -= 1
    return end


_COMPLETED = ("that", "clause", "wh", "before", "reached")
_COMPLETING = ("ADP", "SCONJ", "PART", "AUX", "VERB", "NOUN")
_BREAKS = (",", ";", ":", "—", "–", "--", "(", ")")


def _from_sentence_start(grid: Grid, k: int) -> Span:
    """``The country "has changed," he said.``: the content starts with its sentence, not with the mark."""
    m = grid.marked[k]
    doc = grid.doc
    start, _ = grid.tokens[k]
    first = grid.sentence(start)[0]
    while first < start and (doc[first].is_punct or doc[first].is_space):
        first += 1
    if first < start and all(grid.outside[first:start]) and doc[start - 1].text not in (",", ":"):
        return doc[first].idx, m.end
    return m.span


def _opening(grid: Grid, clause: Clause, k: int) -> list[Span]:
    """``In cases of abortion, it said, "she is a victim."``: the words that open the reported sentence."""
    doc = grid.doc
    first, _ = grid.sentence(clause.verb)
    comma = clause.start - 1
    while first < comma and (doc[first].is_punct or doc[first].is_space):
        first += 1
    between = doc[clause.end : grid.tokens[k][0]]
    if comma - first < 1 or doc[comma].text != "," or any(t.text != "," for t in between):
        return []
    if any(t.tag_ in _REPORTER for t in doc[first:comma]) or not all(grid.outside[first:comma]):
        return []
    words = (t.text for t in doc[grid.tokens[k][0] : grid.tokens[k][1]] if not t.is_punct)
    if not next(words, "").islower() or _hangs_on(doc, first, comma, clause):
        return []
    return [_chars(doc, (first, comma))]


_REPORTER = ("VBG", "VBN")


def _chars(doc: Doc, span: Tokens) -> Span:
    return doc[span[0]].idx, doc[span[1] - 1].idx + len(doc[span[1] - 1].text)


def _widened(grid: Grid, clause: Clause) -> tuple[list[Span], list[int]]:
    """Contents as character spans, each marked stretch that one touches taken in whole."""
    return _spans(grid, clause, clause.content)


def _spans(grid: Grid, clause: Clause, content: Sequence[Tokens]) -> tuple[list[Span], list[int]]:
    spans: list[Span] = []
    inside: list[int] = []
    for start, end in content:
        if end <= start:
            continue
        first, last = _chars(grid.doc, (start, end))
        abuts = 2 if grid.doc[end - 1].tag_ in _OPEN_ENDED else 0
        for k in grid.touching(first, last + abuts):
            mark_start, mark_end = grid.tokens[k]
            if mark_start > end or (mark_start == end and not abuts):
                continue
            if grid.outside[mark_start] or mark_start >= clause.end or mark_end <= clause.start:
                first, last = min(first, grid.marked[k].start), max(last, grid.marked[k].end)
                inside.append(k)
        if spans and first < spans[-1][1]:
            continue
        spans.append((first, last))
    return spans, inside


def _tagged(grid: Grid, clause: Clause) -> tuple[list[Span], list[int]]:
    """The content around a cue that ends or parts its sentence: ``A, officials said[, B].``"""
    doc = grid.doc
    first, last = grid.sentence(clause.verb)
    comma = clause.start - 1
    if comma > first and doc[comma].lower_ == "as":
        comma -= 1
    if comma <= first or doc[comma].text not in _PAUSES:
        return [], []
    start = first
    while (
        start < comma
        and grid.outside[start]
        and (doc[start].is_punct or doc[start].is_space)
    ):
        start += 1
    rest = max(clause.end, ends_of_adjuncts(doc[clause.verb]))
    parts = [(start, comma)]
    stop = last
    while stop > rest and (doc[stop - 1].is_space or doc[stop - 1].text in _STOPS):
        stop -= 1
    if rest < stop:
        if doc[rest].text not in (",", ";"):
            return [], []
        if _goes_on(doc, rest + 1, stop):
            parts.append((rest + 1, stop))
    if not any(_has_verb(doc, *part) for part in parts) or _hangs_on(doc, start, comma, clause):
        return [], []
    return _spans(grid, clause, parts)


def _has_verb(doc: Doc, start: int, end: int) -> bool:
    return any(doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") for i in range(start, end))


def _hangs_on(doc: Doc, start: int, end: int, clause: Clause) -> bool:
    """True for ``After he lost, she said …``: the words before are when she said it, not what."""
    return any(
        t.dep_ == "advcl" and t.head.i == clause.verb and t.left_edge.i <= start
        for t in doc[start:end]
    )


def _goes_on(doc: Doc, start: int, end: int) -> bool:
    """True where what follows a cue is more of the content and not more about the cue."""
    if end - start < 3 or doc[start].tag_ in ("VBG", "VBN", "WP", "WDT", "WP$", "WRB"):
        return False
    return _has_verb(doc, start, end)


_STOPS = (".", ",", ";", "!", "?")
_PAUSES = (",", "—", "–", "-", ";")


def _continue(
    article: Article, grid: Grid, clauses: Sequence[Clause], found: list[Found], taken: set[int]
) -> None:
    """Gives stretches without a cue to the quote that they go on, or to who was just introduced."""
    owner: dict[int, Found] = {k: f for f in found for k in f.stretches}
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
        elif (reached := _reached(grid, clauses, found, k)) is not None:
            owner[k] = reached
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
                    insort_right(found, owner[k], key=_start)
        elif (spoken := _flowing_on(article, grid, clauses, found, k)) is not None:
            owner[k] = spoken
        if k in owner:
            taken.add(k)


def _reached(grid: Grid, clauses: Sequence[Clause], found: list[Found], k: int) -> Found | None:
    """The quote of the reporting clause that stands before stretch ``k`` in its sentence, widened to it.

    ``said the goal was not to "mend it" but to "build it anew"``: the parse had cut the content short.
    """
    doc = grid.doc
    start, end = grid.tokens[k]
    first, last = grid.sentence(start)
    if first == start or last < end:
        return None
    begin = bisect_left(clauses, first, key=_verb)
    here = clauses[begin : bisect_left(clauses, start, key=_verb)]
    said = [
        c
        for c in here
        if c.source is not None
        and c.end <= start
        and (c.lemma in SAY_VERBS or (c.lemma in NAMING_VERBS and not _has_verb(doc, c.end, start)))
    ]
    if not said:
        return None
    clause = said[-1]
    m = grid.marked[k]
    own = next((f for f in found if f.clause.verb == clause.verb), None)
    if own is not None:
        last_span = own.content[-1]
        if own.how in ("after", "between", "tag", "signed") or not last_span[1] <= m.start:
            return None
        between = grid.over(last_span[1], m.start)
        if any(t.text in _PARTS for t in doc[between[0] + 1 : between[1]]):
            return None
        own.content[-1] = (last_span[0], m.end)
        own.stretches.append(k)
        return own
    rest = clause.end
    while rest < start and (doc[rest].is_punct or doc[rest].is_space):
        rest += 1
    made = Found(clause, [(doc[rest].idx, m.end)], "reached", [k])
    insort_right(found, made, key=_start)
    return made


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
    begin = bisect_left(clauses, first, key=_verb)
    if any(
        c.lemma in SAY_VERBS and c.source
        for c in clauses[begin : bisect_left(clauses, last, key=_verb)]
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


_FEWEST = 3
_PARTS = (";", "—", "–", "--", "(", ")")


def _start(found: Found) -> int:
    return found.start


def _spoken_before(article: Article, grid: Grid, found: Sequence[Found], at: int) -> Found | None:
    """The quote whose cue or last fragment stands in the sentence before ``at``, in its paragraph."""
    start, _ = grid.over(at, at + 1)
    first, _ = grid.sentence(start)
    if first == 0:
        return None
    earlier, _ = grid.sentence(first - 1)
    paragraph = article.paragraph_at(at)
    best: Found | None = None
    after = bisect_right(found, at, key=_start)
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


# A content that ends with one of these was cut at the mark: the marked words complete it.
_OPEN_ENDED = ("IN", "TO", "DT", "CC", "PRP$", "POS", "VBD", "VBZ", "VBP", "VB", "VBG")
_LOOK_BACK = 12
_GOES_ON = ("after", "between", "before", "colon", "tag")


def _stands_alone(grid: Grid, k: int) -> bool:
    """True where the stretch fills whole sentences: nothing but it stands in them."""
    doc = grid.doc
    start, end = grid.tokens[k]
    first, _ = grid.sentence(start)
    _, last = grid.sentence(end - 1)
    return all(t.is_punct or t.is_space for t in doc[first:start]) and all(
        t.is_punct or t.is_space for t in doc[end:last]
    )


def _verb(clause: Clause) -> int:
    return clause.verb


def _introduced(article: Article, grid: Grid, clauses: Sequence[Clause], at: int) -> Clause | None:
    """The clause of the sentence before ``at`` that ends with a colon and so announces what follows."""
    before = article.body[:at].rstrip()
    if not before.endswith(":"):
        return None
    colon, _ = grid.over(len(before) - 1, len(before))
    first, _ = grid.sentence(colon)
    begin = bisect_left(clauses, first, key=_verb)
    here = [c for c in clauses[begin : bisect_left(clauses, colon, key=_verb)] if c.source]
    said = [c for c in here if c.lemma in SAY_VERBS]
    if said:
        return said[-1]
    return here[0] if here else None


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
