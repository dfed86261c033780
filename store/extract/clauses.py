"""Reporting clauses in a parsed article: who (source) says (cue) what (content), by syntax alone.

Every verb that has a subject gives a candidate with the frame it stands in; the lexicon decides later
which of them report something. All positions are token indices of the Doc, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from store.extract.grid import Grid
from store.extract.sentences import Tokens


@dataclass(frozen=True, slots=True)
class Clause:
    verb: int
    lemma: str
    frame: str
    """that, clause, wh, to, object, for, on, … ; "bare" where nothing follows; "tag" after its content."""
    cue: Tokens
    source: Tokens | None
    content: tuple[Tokens, ...] = ()
    head: int = -1
    """Token index of the source's head noun, -1 without a source."""

    @property
    def start(self) -> int:
        return min(self.cue[0], self.source[0]) if self.source else self.cue[0]

    @property
    def end(self) -> int:
        return max(self.cue[1], self.source[1]) if self.source else self.cue[1]


_CUE_LEFT = ("aux", "auxpass", "neg", "advmod")
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split()
)
_WH = ("WDT", "WP", "WP$", "WRB")


def find_clauses(grid: Grid) -> list[Clause]:
    """Candidates in the order of their verbs, those between quotation marks left out."""
    doc, outside = grid.doc, grid.outside
    found: list[Clause] = []
    for token in doc:
        if not outside[token.i]:
            continue
        if token.lower_ == "according":
            clause = _according(grid, token)
            if clause:
                found.append(clause)
        elif token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")):
            found.extend(_of_verb(token, outside))
    return found


# --- source ------------------------------------------------------------------------------------


def _subject(verb: Token) -> Token | None:
    """The head noun of who does ``verb``: its own subject, or the one of the verb that governs it."""
    here = verb
    for _ in range(6):
        for child in here.children:
            if child.dep_ == "nsubj":
                return child
            if child.dep_ == "nsubjpass":
                return _agent(here) if here == verb else child
        if here.dep_ == "acl" and here.tag_ in ("VBG", "VB"):
            return here.head if here.head.pos_ in ("NOUN", "PROPN", "PRON") else None
        if here.dep_ == "acl":
            return _agent(here)
        if here.dep_ in ("xcomp", "ccomp") and here.tag_ in ("VB", "VBG"):
            controlled = [c for c in here.head.children if c.dep_ == "dobj" and c.i < here.i]
            if controlled and here.head.lemma_ in _OBJECT_CONTROL:
                return controlled[0]
        if (
            here.dep_ in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "dep", "prep")
            and here.head is not here
        ):
            up = here.head
            if here.dep_ == "ccomp" and here.tag_ not in ("VBG", "VB", "VBN"):
                return None
            if here.dep_ == "prep" or (
                up.pos_ in ("ADP", "SCONJ", "ADJ", "NOUN") and up.dep_ != "ROOT"
            ):
                up = up.head
            here = up
            continue
        return None
    return None


_OBJECT_CONTROL = frozenset(
    "urge ask tell want force order allow get let make encourage push press advise convince persuade "
    "invite require help expect hear see".split()
)


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return grandchild
    return None


def _phrase(head: Token, verb: Token, outside: list[bool]) -> Tokens:
    """The noun phrase of ``head`` with its titles, appositions and relative clauses."""
    doc = head.doc
    start, end = head.left_edge.i, head.right_edge.i + 1
    if start <= verb.i < end:
        # The verb hangs below its own subject ("a statement saying", "people who say").
        if head.i < verb.i:
            end = verb.i
        else:
            start = verb.i + 1
    sentence = head.sent
    start, end = max(start, sentence.start), min(end, sentence.end)
    if head.i < verb.i:
        end = min(end, verb.i)
    while start < head.i and (not outside[start] and outside[head.i]):
        start += 1
    while start < head.i and (
        doc[start].is_punct or doc[start].is_space or doc[start].dep_ == "cc"
    ):
        start += 1
    if head.dep_ == "conj":
        return start, end
    while (
        end - 1 > head.i
        and doc[end - 1].dep_ in ("advmod", "aux", "neg")
        and doc[end - 1].head is verb
    ):
        end -= 1
    if head.i > verb.i:
        end = _cut_inverted(doc, head.i, end, outside)
    while end - 1 > head.i and (
        doc[end - 1].is_space or doc[end - 1].text in (".", ":", ";", "—", "-")
    ):
        end -= 1
    if end - 1 > head.i and doc[end - 1].text == "," and head.i > verb.i:
        end -= 1
    return start, end


def _cut_inverted(doc: Doc, head: int, end: int, outside: list[bool]) -> int:
    for i in range(head + 1, end):
        if not outside[i]:
            return i
    return end


# --- content -----------------------------------------------------------------------------------


def _of_verb(verb: Token, outside: list[bool]) -> Iterator[Clause]:
    head = _subject(verb)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    source = _phrase(head, verb, outside) if head is not None else None
    cue = _cue(verb)
    position = head.i if head is not None else -1
    prefix = "passive " if passive else ""
    lemma = verb.lemma_.lower()
    for frame, content in _frames(verb, outside):
        yield Clause(verb.i, lemma, prefix + frame, cue, source, content, position)


def _frames(verb: Token, outside: list[bool]) -> Iterator[tuple[str, tuple[Tokens, ...]]]:
    """What follows the verb: the frame with its content, the fullest reading only."""
    after = [c for c in verb.children if c.i > verb.i]
    complement = next((c for c in after if c.dep_ == "ccomp"), None)
    if complement is not None:
        frame, span = _complement(verb, complement)
        if span is not None and outside[span[0]]:
            yield frame, (span,)
            return
    thing = next((c for c in after if c.dep_ == "dobj"), None)
    predicate = next((c for c in after if c.dep_ in ("oprd", "xcomp")), None)
    if predicate is None and thing is not None:
        predicate = next((c for c in after if c.dep_ == "advcl" and _is_infinitive(c)), None)
    if (
        predicate is not None
        and predicate.dep_ in ("xcomp", "advcl")
        and predicate.tag_ in ("VB", "VBG", "VBN")
    ):
        start = next((t.i for t in predicate.subtree if t.i > verb.i), predicate.i)
        frame = "to" if predicate.tag_ == "VB" else "ing"
        if thing is not None and thing.i < predicate.i:
            if outside[start]:
                yield "object " + frame, ((start, predicate.right_edge.i + 1),)
            return
        if outside[start]:
            yield frame, ((start, predicate.right_edge.i + 1),)
        return
    if thing is not None and predicate is not None:
        yield "object as", ((thing.left_edge.i, predicate.right_edge.i + 1),)
        return
    preposition = next(
        (
            c
            for c in after
            if c.dep_ == "prep" and any(g.dep_ in ("pobj", "pcomp") for g in c.children)
        ),
        None,
    )
    if thing is not None:
        if preposition is not None and preposition.i > thing.i:
            yield (
                "object " + preposition.lower_,
                ((thing.left_edge.i, preposition.right_edge.i + 1),),
            )
        else:
            yield "object", ((thing.left_edge.i, thing.right_edge.i + 1),)
        return
    if preposition is not None:
        yield preposition.lower_, ((preposition.i + 1, preposition.right_edge.i + 1),)
        return
    yield "bare", ()


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _complement(verb: Token, complement: Token) -> tuple[str, Tokens | None]:
    doc = verb.doc
    start, end = complement.left_edge.i, complement.right_edge.i + 1
    start = max(start, verb.i + 1)
    frame = "clause"
    for child in complement.subtree:
        if child.i <= verb.i:
            continue
        if child.dep_ == "mark" and child.head is complement and child.lower_ == "that":
            frame, start = "that", child.i
            break
        if child.dep_ == "mark" and child.head is complement and child.lower_ in ("whether", "if"):
            frame = "wh"
            break
    if frame == "clause" and any(doc[i].tag_ in _WH for i in range(start, min(start + 2, end))):
        frame = "wh"
    if frame == "clause":
        start = _skip_adjuncts(doc, start, complement)
    for token in complement.subtree:
        if token.i > complement.i and token.dep_ == "advcl" and token.tag_ == "VBG":
            from store.extract.lexicon import SAY_VERBS

            if token.lemma_ in SAY_VERBS and doc[token.left_edge.i - 1].text == ",":
                end = min(end, token.left_edge.i - 1)
        if token.lower_ == "according" and token.i > complement.i:
            end = min(end, token.i)
    while (
        end > start
        and (doc[end - 1].is_punct or doc[end - 1].is_space)
        and doc[end - 1].text
        not in (
            '"',
            "”",
            "''",
            ")",
        )
    ):
        end -= 1
    return frame, ((start, end) if end > start else None)


def _skip_adjuncts(doc: Doc, start: int, complement: Token) -> int:
    """Past "on Tuesday", "Tuesday", "in a statement" that belong to the cue and not to its content."""
    i = start
    if i < complement.i and doc[i].lower_ == "on" and doc[i + 1].lower_ in _WEEKDAYS:
        i += 2
    elif doc[i].lower_ in _WEEKDAYS and i < complement.i:
        i += 1
    if (
        i != start
        and i < complement.i
        and doc[i].lower_ in ("morning", "afternoon", "evening", "night")
    ):
        i += 1
    while i < complement.i and doc[i].is_punct and doc[i].text in (",", ":"):
        i += 1
    return i


def _cue(verb: Token) -> Tokens:
    start = verb.i
    while start > 0:
        before = verb.doc[start - 1]
        if before.head.i == verb.i and before.dep_ in _CUE_LEFT and before.sent == verb.sent:
            start -= 1
        else:
            break
    end = verb.i + 1
    if end < len(verb.doc) and verb.doc[end].dep_ == "prt":
        end += 1
    return start, end


def _according(grid: Grid, token: Token) -> Clause | None:
    doc = token.doc
    first, last = grid.sentence(token.i)
    if token.i + 1 >= last or doc[token.i + 1].lower_ != "to":
        return None
    to = doc[token.i + 1]
    head = next((c for c in to.children if c.dep_ == "pobj"), None)
    if head is None:
        head = next((c for c in token.children if c.dep_ == "pobj" and c.i > to.i), None)
    if head is None:
        return None
    start, end = to.i + 1, head.right_edge.i + 1
    before = token.i
    while (
        before > first
        and (doc[before - 1].is_punct or doc[before - 1].is_space)
        and doc[before - 1].text in (",", "—", "-", "(", "\n")
    ):
        before -= 1
    content: list[Tokens] = []
    if before > first and any(not t.is_punct for t in doc[first:before]):
        content.append((first, before))
        rest = end
        while rest < last and doc[rest].is_punct:
            rest += 1
        if rest < last and doc[end].text == ",":
            content.append((rest, last))
    else:
        # "According to X, A.": the content starts after the comma that ends the phrase.
        rest = end
        if doc[rest - 1].text != "," and rest < last and doc[rest].text == ",":
            rest += 1
        if rest < last:
            content.append((rest, last))
    content = [_trim(doc, span) for span in content]
    while end - 1 > head.i and (doc[end - 1].is_punct and doc[end - 1].text not in (")",)):
        end -= 1
    return Clause(
        token.i,
        "according",
        "according",
        (token.i, token.i + 2),
        (start, end),
        tuple(content),
        head.i,
    )


def _trim(doc: Doc, span: Tokens) -> Tokens:
    start, end = span
    while start < end and (doc[start].is_space or doc[start].text in (",", ";", ":", "-", "—")):
        start += 1
    while end > start and (
        doc[end - 1].is_space or doc[end - 1].text in (",", ".", ";", ":", "-", "—")
    ):
        end -= 1
    return start, end
