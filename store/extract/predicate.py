"""What is said of those who are counted, in one word: "27 people were *killed*", "more than 30 *missing*".

The word is a lemma ("kill"), or the adjective of a state as printed ("dead"), after "not" where it is
denied. "them" follows where those counted are a verb's object and somebody else decides what is counted:
"the party won 12 seats" is "win them". What befell people, whoever did it, is told alike in both voices.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from store.extract.counted import CASUALTIES
from store.figures.things import FATE, STATES

_SUBJECTS = ("nsubj", "nsubjpass")
_LINKED = ("amod", "advmod", "attr", "ccomp", "dobj", "prep")
_UNREAL = frozenset("can could may might must should would".split())
_OPENS = frozenset(
    "allow appear be begin believe continue expect fear feel find force have hope know leave let order "
    "permit plan prepare presume report say see seem start suppose think try want".split()
)
"""Verbs that say less than the one that hangs on them: "have been allowed to leave"."""
_OF_WHOM = frozenset(
    "death evacuation injury arrest detention rescue killing disappearance".split()
)
_GROUPS = frozenset("band convoy crowd group number party total".split())
_DEEPEST = 4


def predicate_of(doc: Doc, last: int, noun: tuple[int, int] | None) -> str:
    """The predicate of the figure that ends at token ``last`` and counts ``doc[noun]``; "" if unclear."""
    head = doc[noun[1] - 1] if noun is not None else doc[last]
    if noun is not None and noun[1] <= last:
        return clause_after(head)
    for token in doc[head.i : head.i + 2]:
        if token.lower_ in STATES or (token.lower_ in CASUALTIES and token.pos_ != "VERB"):
            return str(token.lower_)
    if noun is None:
        for _ in range(_DEEPEST):
            if head.dep_ in ("nummod", "quantmod") and head.head.i > head.i:
                head = head.head
    if head.pos_ in ("NOUN", "PROPN") and head.dep_ == "conj" and head.head.dep_ in _SUBJECTS:
        head = head.head
    return _role(head) or clause_after(head)


def _role(head: Token) -> str:
    """What the governor of a noun says of it."""
    above = head.head
    if head.dep_ in _SUBJECTS:
        return _of_verb(above)
    if head.dep_ == "dobj" and above.pos_ == "VERB":
        state = _state(above)
        if state in STATES:
            return state
        if _unreal(above):
            return ""
        return str(above.lemma_) if above.lemma_ in FATE else f"{above.lemma_} them"
    if head.dep_ == "pobj" and above.lower_ == "of":
        if above.head.lemma_ in _OF_WHOM:
            return str(above.head.lemma_)
        if above.head.lemma_ in _GROUPS and above.head.dep_ in _SUBJECTS:
            return _role(above.head)
    return ""


def _of_verb(verb: Token) -> str:
    """What a verb says of its subject, down the infinitives that say more."""
    denied = False
    for _ in range(_DEEPEST):
        if _unreal(verb):
            return ""
        denied = denied or any(child.dep_ == "neg" for child in verb.children)
        below = next((child for child in verb.children if child.dep_ == "xcomp"), None)
        if below is None or verb.lemma_ not in _OPENS or below.pos_ not in ("VERB", "AUX"):
            break
        verb = below
    word = _state(verb) or ("" if verb.lemma_ in ("be", "have", "do") else verb.lemma_)
    return f"not {word}" if word and denied else str(word)


def _state(verb: Token) -> str:
    """The state that a verb only links to: "were missing", "was found dead", "were on board"."""
    if verb.pos_ == "ADJ" or verb.lower_ in STATES:
        return str(verb.lower_)
    for child in verb.children:
        linked = child.i > verb.i and child.dep_ in ("acomp", "oprd", "xcomp")
        if linked and (child.pos_ != "VERB" or child.lower_ in STATES):
            return str(child.lower_)
        if child.i > verb.i and child.lower_ in STATES and child.dep_ in _LINKED:
            return str(child.lower_)
        if verb.lemma_ == "be" and child.dep_ == "prep" and child.lower_ == "on":
            below = next(child.children, None)
            if below is not None and below.lower_ == "board":
                return "board"
    return ""


def clause_after(noun: Token) -> str:
    """What a participle or a relative clause says of a noun: "the number of people known to have died"."""
    for child in noun.children:
        if child.i > noun.i and child.dep_ in ("acl", "relcl"):
            if child.dep_ == "relcl" and not any(
                each.dep_ in _SUBJECTS and each.tag_ in ("WP", "WDT") for each in child.children
            ):
                continue
            return _of_verb(child)
    return ""


def _unreal(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in _UNREAL for child in verb.children)
