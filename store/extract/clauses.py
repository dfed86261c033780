"""Reporting clauses in a parsed article: who (source) says (cue) what (content), by syntax alone.

Every verb gives a candidate with the frame it stands in; the lexicon decides later which of them report
something. All positions are token indices of the Doc, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from store.extract.frames import frame
from store.extract.grid import Grid
from store.extract.lexicon import ADDRESSEE_VERBS, REPORTING_NOUNS, SAY_VERBS, canonical
from store.extract.sentences import Tokens
from store.extract.subjects import nearby, phrase, subject


@dataclass(frozen=True, slots=True)
class Clause:
    verb: int
    """The cue's main word."""
    lemma: str
    frame: str
    """that, clause, wh, to, object, for, on, …; "bare" where nothing follows; "according"; "noun that"."""
    cue: Tokens
    source: Tokens | None
    content: tuple[Tokens, ...] = ()
    head: int = -1
    """Token index of the source's head noun, -1 without a source."""
    weak: bool = False
    """True where the clause's own place in the sentence speaks against a report: see ``_is_weak``."""

    @property
    def start(self) -> int:
        return min(self.cue[0], self.source[0]) if self.source else self.cue[0]

    @property
    def end(self) -> int:
        return max(self.cue[1], self.source[1]) if self.source else self.cue[1]


_FINITE = ("VBD", "VBZ", "VBP")
_CUE_LEFT = ("aux", "auxpass", "neg", "advmod")


def find_clauses(grid: Grid) -> list[Clause]:
    """Candidates in the order of their cues, those between quotation marks left out."""
    doc, outside = grid.doc, grid.outside
    found: list[Clause] = []
    for token in doc:
        if not outside[token.i]:
            continue
        if token.lower_ == "according":
            clause = _according(grid, token)
            if clause is not None:
                found.append(clause)
        elif token.dep_ == "amod":
            continue
        elif token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")):
            found.append(_of_verb(grid, token))
        elif token.pos_ == "NOUN" and token.lemma_ in REPORTING_NOUNS:
            clause = _of_noun(grid, token)
            if clause is not None:
                found.append(clause)
    return found


def _of_verb(grid: Grid, verb: Token) -> Clause:
    lemma = canonical(verb.lemma_.lower())
    head = subject(verb)
    source = phrase(grid, head, verb) if head is not None else None
    if head is not None and lemma in SAY_VERBS and _is_inverted(grid, verb, head):
        head = source = None
    if head is None and lemma in SAY_VERBS:
        found = nearby(grid, verb)
        if found is not None:
            head, source = found
    name, content = frame(grid, verb)
    if lemma == "put" and name == "object" and verb.doc[content[0][0]].lower_ == "it":
        # "as he put it"
        lemma, name, content = "put it", "bare", ()
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    if passive and not any(c.dep_ == "agent" for c in verb.children):
        # "was told that": nobody is named who told. With "by", the one who did is the source.
        name = "passive " + name
    position = head.i if head is not None else -1
    return Clause(
        verb.i, lemma, name, _cue(grid, verb), source, content, position, _is_weak(verb, head, name)
    )


def _is_inverted(grid: Grid, verb: Token, head: Token) -> bool:
    """``A and B get nervous, said Jo Day``: a name right after the cue speaks, not the clause before it."""
    after = verb.i + 1
    if head.i > verb.i or after >= len(verb.doc) or verb.doc[after].tag_ not in ("NNP", "NNPS"):
        return False
    if verb.tag_ not in _FINITE or verb.doc[verb.i - 1].text != ",":
        return False
    if verb.lemma_ in ADDRESSEE_VERBS:
        return False
    first, last = head.left_edge.i, min(head.right_edge.i + 1, verb.i)
    return any(t.tag_ in _FINITE and not _is_aside(t, head) for t in verb.doc[first:last])


def _is_aside(token: Token, head: Token) -> bool:
    """True within a relative clause of ``head``."""
    while token not in (head, token.head):
        if token.dep_ in ("relcl", "acl"):
            return True
        token = token.head
    return False


def _is_weak(verb: Token, head: Token | None, name: str) -> bool:
    """Clauses that name saying without reporting it: nobody says it, or it is wished, or told by another."""
    if head is None or head.lower_ in _SUBJECTLESS:
        return True
    if verb.dep_ == "ccomp" and verb.head.lemma_ in SAY_VERBS:
        return True
    if verb.dep_ == "acl" or (verb.dep_ == "xcomp" and verb.tag_ == "VBG"):
        return verb.tag_ != "VBG" or head.lemma_ not in REPORTING_NOUNS
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _LICENSING:
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and head.head != verb:
        # "Asked about it, she said": who says is not who asked.
        return True
    if verb.is_sent_start and head.i > verb.i and verb.lemma_ in ADDRESSEE_VERBS:
        # "Asked what they needed, residents said", where the parser takes the first verb for the main one
        return True
    return head.lower_ in _ANYONE and name not in ("that", "clause")


_LICENSING = ("authorize", "authorise", "allow", "permit")
_SUBJECTLESS = ("that", "which", "there", "this")
_ANYONE = ("we", "you", "one", "anyone", "someone")


def _of_noun(grid: Grid, noun: Token) -> Clause | None:
    """``Trump's claim that …``: the owner is the source."""
    clause = next(
        (c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > noun.i), None
    )
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if clause is None or owner is None:
        return None
    mark = next((c for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if mark is None or not grid.outside[mark.i]:
        return None
    start, end = phrase(grid, owner, noun)
    return Clause(
        noun.i,
        noun.lemma_.lower(),
        "noun that",
        (noun.i, noun.i + 1),
        (start, end),
        ((mark.i, clause.right_edge.i + 1),),
        owner.i,
    )


def _cue(grid: Grid, verb: Token) -> Tokens:
    start = verb.i
    first, _ = grid.unit(verb.i)
    while start > first:
        before = verb.doc[start - 1]
        if before.head != verb or before.dep_ not in _CUE_LEFT:
            break
        start -= 1
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
