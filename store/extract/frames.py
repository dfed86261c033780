"""What follows a verb: the frame it stands in, and the tokens of its content cut to their true edges."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from store.extract.grid import Grid
from store.extract.lexicon import ADDRESSEE_VERBS, ESTIMATING_VERBS, SAY_VERBS, STANCE_NOUNS
from store.extract.sentences import Tokens, is_mark

_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split()
)
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_DAYTIMES = ("morning", "afternoon", "evening", "night")
_WH = ("WDT", "WP", "WP$", "WRB")
_CLOSING = ('"', "”", "''", ")", "’", "'")
# Prepositions whose phrase belongs to the object ("accused Obama of bungling it").
_HELD = frozenset("of for as to against about over into with".split())

Frame = tuple[str, tuple[Tokens, ...]]
"""A name and the content's token ranges: one, or none for "bare"."""
Reading = tuple[str, int, int]


def frame(grid: Grid, verb: Token) -> Frame:
    """The fullest reading of what ``verb`` takes: its name and the content's token ranges.

    Names: that, clause, wh, to, ing, as, for, about …, object, "object to", "object of" …, bare.
    """
    after = [c for c in verb.children if c.i > verb.i]
    thing = next((c for c in after if c.dep_ == "dobj"), None)
    for reading in (_called_on, _clausal, _infinitive, _predicative, _objective, _prepositional):
        found = reading(verb, after, thing)
        if found is None:
            continue
        name, start, end = found
        end = _trimmed(grid, start, min(end, grid.unit(verb.i)[1]))
        if end > start and grid.outside[start]:
            return name, ((start, end),)
    return "bare", ()


def _called_on(verb: Token, after: list[Token], thing: Token | None) -> Reading | None:
    """``called on the council to act``: whom the call goes to is part of what is called for."""
    if verb.lemma_ != "call" or thing is not None:
        return None
    for child in after:
        if child.dep_ == "prep" and child.lower_ in ("on", "upon"):
            whom = next((g for g in child.children if g.dep_ == "pobj"), None)
            if whom is not None:
                return "on", whom.left_edge.i, verb.right_edge.i + 1
    return None


def _clausal(verb: Token, after: list[Token], thing: Token | None) -> Reading | None:
    complement = next((c for c in after if c.dep_ == "ccomp"), None)
    if complement is None:
        return _strayed(verb) if verb.lemma_ in SAY_VERBS else None
    if complement.tag_ == "VB" and any(
        c.dep_ == "mark" and c.lower_ == "for" for c in complement.children
    ):
        return _for_infinitive(verb, complement)
    return _complement(verb, complement)


def _strayed(verb: Token) -> Reading | None:
    """``told a meeting on the slipway that …``: a "that" clause that the parser hung on a noun before it."""
    end = verb.right_edge.i + 1
    for token in verb.doc[verb.i + 1 : end]:
        if token.lower_ == "that" and token.dep_ == "mark":
            return "that", token.i, token.head.right_edge.i + 1
        if token.lower_ == "that" and token.dep_ in ("dobj", "pobj") and _told(verb, token.head):
            return "that", token.i, token.head.right_edge.i + 1
        if token.tag_ in _FINITE:
            return None
    return None


def _told(verb: Token, clause: Token) -> bool:
    """True where what looks like a relative clause is complete without its "that"."""
    if verb.lemma_ not in ADDRESSEE_VERBS or clause.dep_ != "relcl" or clause.head.lemma_ in _TALES:
        return False
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)


_TALES = ("story", "joke", "lie", "tale", "truth", "thing", "secret")


def _infinitive(verb: Token, after: list[Token], thing: Token | None) -> Reading | None:
    for child in after:
        if (
            child.dep_ == "advcl"
            and child.tag_ == "VB"
            and any(c.dep_ == "mark" and c.lower_ == "for" for c in child.children)
        ):
            return _for_infinitive(verb, child)
    predicate = next(
        (c for c in after if c.dep_ == "xcomp" and c.tag_ in ("VB", "VBG", "VBN")), None
    )
    if predicate is None and thing is not None:
        predicate = next((c for c in after if c.dep_ == "advcl" and _is_infinitive(c)), None)
    if predicate is None:
        return None
    start = next((t.i for t in predicate.subtree if t.i > verb.i), predicate.i)
    name = "to" if predicate.tag_ == "VB" else "ing"
    if thing is not None and thing.i < predicate.i:
        start, name = thing.left_edge.i, "object " + name
    return (name, start, predicate.right_edge.i + 1)


def _for_infinitive(verb: Token, infinitive: Token) -> Reading | None:
    """``called for all candidates to lay out``: the content starts after "for"."""
    mark = next(c.i for c in infinitive.children if c.dep_ == "mark")
    return ("for", mark + 1, infinitive.right_edge.i + 1)


def _predicative(verb: Token, after: list[Token], thing: Token | None) -> Reading | None:
    predicates = [c for c in after if c.dep_ == "oprd"]
    if not predicates:
        return None
    first = thing if thing is not None else predicates[0]
    name = "object as" if thing is not None or len(predicates) > 1 else "as"
    return (name, first.left_edge.i, max(predicates[-1].right_edge.i, first.right_edge.i) + 1)


def _objective(verb: Token, after: list[Token], thing: Token | None) -> Reading | None:
    if thing is None:
        return None
    preposition = next((c for c in after if c.dep_ == "prep" and c.i > thing.i), None)
    held = preposition is not None and (
        preposition.lower_ in _HELD
        or (preposition.lower_ == "at" and verb.lemma_ in ESTIMATING_VERBS)
    )
    if thing.lemma_ in STANCE_NOUNS:
        about = _held_of_stance(verb, thing)
        if about is not None:
            return about
    if preposition is not None and held:
        return ("object " + preposition.lower_, thing.left_edge.i, preposition.right_edge.i + 1)
    return ("object", thing.left_edge.i, thing.right_edge.i + 1)


def _held_of_stance(verb: Token, thing: Token) -> Reading | None:
    """``voiced concern about the dam``: the dam is what the concern is about, the noun is part of the cue."""
    for child in (*thing.children, *verb.children):
        if child.i <= thing.i:
            continue
        if child.dep_ == "prep" and any(g.dep_ in ("pobj", "pcomp") for g in child.children):
            return "object " + child.lower_, child.i + 1, child.right_edge.i + 1
        if child.dep_ in ("acl", "ccomp"):
            mark = next(
                (c for c in child.children if c.dep_ == "mark" and c.lower_ == "that"), None
            )
            if mark is not None:
                return "object that", mark.i, child.right_edge.i + 1
    return None


def _prepositional(verb: Token, after: list[Token], thing: Token | None) -> Reading | None:
    for child in after:
        if child.dep_ == "prep" and any(g.dep_ in ("pobj", "pcomp") for g in child.children):
            return (child.lower_, child.i + 1, child.right_edge.i + 1)
    return None


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _complement(verb: Token, complement: Token) -> Reading | None:
    doc = verb.doc
    start, end = max(complement.left_edge.i, verb.i + 1), complement.right_edge.i + 1
    name = "clause"
    for child in complement.children:
        if child.dep_ == "mark" and child.i > verb.i:
            if child.lower_ == "that":
                name, start = "that", child.i
            elif child.lower_ in ("whether", "if"):
                name = "wh"
            break
    if name == "clause":
        start = _whole_start(verb, skip_adjuncts(doc, start, complement.i))
        if any(doc[i].tag_ in _WH for i in range(start, min(start + 2, end))):
            name = "wh"
    for token in complement.subtree:
        if token.i <= complement.i:
            continue
        reports = token.dep_ == "advcl" and token.tag_ == "VBG" and token.lemma_ in SAY_VERBS
        if reports and doc[token.left_edge.i - 1].text == ",":
            end = min(end, token.left_edge.i - 1)
        if token.lower_ == "according":
            end = min(end, token.i)
        if token.dep_ == "conj" and _says_again(complement, token):
            end = min(
                end,
                token.left_edge.i,
                next(
                    (i for i in range(token.i - 1, complement.i, -1) if doc[i].dep_ == "cc"),
                    token.i,
                ),
            )
    for child in verb.children:
        # "X said A and B did C": a second clause with a subject of its own is still what X said.
        if child.dep_ == "conj" and child.i >= end and _goes_with(child):
            end = child.right_edge.i + 1
    return (name, start, end)


def _whole_start(verb: Token, start: int) -> int:
    """Back over what the parse left out: ``said if it was ice, it would``, ``reported the Wallet | will``."""
    doc = verb.doc
    first = verb.i + 1
    if start <= first:
        return start
    gap = doc[first:start]
    if doc[start].tag_ in _FINITE and not any(t.is_punct for t in gap):
        return skip_adjuncts(doc, first, start)
    opens = doc[first].lower_ in _CONDITIONS and gap[-1].text == ","
    return first if opens and sum(t.text == "," for t in gap) == 1 else start


_CONDITIONS = (
    "if",
    "when",
    "while",
    "although",
    "because",
    "unless",
    "without",
    "for",
    "as",
    "once",
)


def _says_again(complement: Token, verb: Token) -> bool:
    """``said it was closed and called for calm``: the second verb is what the speaker did, not the pier."""
    return (
        verb.tag_ in _FINITE
        and verb.lemma_ in SAY_VERBS
        and complement.lemma_ not in SAY_VERBS
        and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    )


def _goes_with(clause: Token) -> bool:
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return (
        subject is not None
        and subject.tag_ in ("NN", "NNS")
        and clause.lemma_ not in SAY_VERBS
        and clause.tag_ in ("VBD", "VBZ", "VBP", "VB", "VBN", "VBG")
    )


_SAID_IN = frozenset(
    "statement interview email e-mail letter speech report tweet post message note briefing conference".split()
)


def skip_adjuncts(doc: Doc, start: int, stop: int) -> int:
    """Past "Tuesday", "on Tuesday morning", "in a statement": they tell when and where it was said."""
    i = start
    if i < stop and doc[i].lower_ == "in" and doc[i + 1].lower_ in ("a", "an", "the"):
        said_in = next((k for k in range(i + 2, min(i + 6, stop)) if doc[k].lower_ in _SAID_IN), i)
        i = said_in + 1 if said_in > i else i
    if i < stop and doc[i].lower_ == "on" and doc[i + 1].lower_ in _WEEKDAYS:
        i += 2
    elif i < stop and doc[i].lower_ in _WEEKDAYS:
        i += 1
    if i != start and i < stop and doc[i].lower_ in _DAYTIMES:
        i += 1
    while i < stop and doc[i].text in (",", ":"):
        i += 1
    return i


def _trimmed(grid: Grid, start: int, end: int) -> int:
    """``end`` without the stops, commas and line ends that part a content from its neighbours."""
    doc = grid.doc
    while end > start and (is_mark(doc[end - 1]) or doc[end - 1].is_space):
        if doc[end - 1].text in _CLOSING:
            break
        end -= 1
    return end


def ends_of_adjuncts(verb: Token) -> int:
    """Where what belongs to the reporting verb itself ends: time, place, person spoken to; end exclusive."""
    end = verb.i + 1
    for child in verb.children:
        if child.i < end or child.dep_ not in _ADJUNCTS:
            continue
        if verb.doc[child.left_edge.i - 1].text in (",", ";", "—"):
            break
        end = max(end, child.right_edge.i + 1)
    return end


_ADJUNCTS = ("npadvmod", "prep", "advmod", "prt", "dative", "dobj")
