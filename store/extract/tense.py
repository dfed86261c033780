"""Whether what a sentence dates has happened yet: decides if "on Friday" is the last one or the next."""

from __future__ import annotations

from enum import Enum

from spacy.tokens import Token


class Tense(Enum):
    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


_PLANS = frozenset(
    "aim agree decide due expect hope intend invite likely need plan prepare promise require schedule "
    "set slate suppose threaten urge vow want".split()
)
"""Lemmas whose infinitive, or whose passive, is still to come."""
_TIMETABLE = frozenset(
    "arrive be begin close come convene end expire face fall go host kick leave meet open play "
    "reopen resume return run start take travel vote".split()
)
"""Verbs whose present tense with a day is an appointment: "talks resume Friday"."""
_CHAIN = ("xcomp", "conj", "aux", "auxpass", "pcomp", "prep", "acl")
_DEEPEST = 12


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above ``token``, auxiliaries passed over; None in a phrase without a verb."""
    here = token
    for _ in range(_DEEPEST * 4):
        if (
            here.pos_ in ("VERB", "AUX")
            and here.dep_ not in ("aux", "auxpass")
            and here is not token
        ):
            return here
        if here.head is here or here.head.i == here.i:
            return here if here.pos_ in ("VERB", "AUX") else None
        here = here.head
    return None


def tense_at(token: Token) -> Tense:
    """The tense of the clause that ``token`` stands in."""
    verb = governing_verb(token)
    for _ in range(_DEEPEST):
        if verb is None:
            return Tense.PAST
        tense = _own_tense(verb)
        if tense is not None:
            return tense
        above = governing_verb(verb)
        verb = above if above is not None and above.i != verb.i else None
    return Tense.PAST


def _own_tense(verb: Token) -> Tense | None:
    """What the verb and its auxiliaries say; None for a bare form that takes its governor's tense."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    tags = {helper.tag_ for helper in helpers}
    perfect = any(helper.lemma_ == "have" for helper in helpers)
    if "MD" in tags:
        return Tense.PAST if perfect and "will" not in {h.lemma_ for h in helpers} else Tense.FUTURE
    if perfect or "VBD" in tags or verb.tag_ == "VBD":
        planned = verb.tag_ == "VBN" and verb.lemma_ in _PLANS and not perfect
        return Tense.FUTURE if planned else Tense.PAST
    if verb.tag_ in ("VBZ", "VBP"):
        return Tense.FUTURE if verb.lemma_ in _TIMETABLE else Tense.PRESENT
    if verb.tag_ == "VBN":
        return Tense.FUTURE if verb.lemma_ in _PLANS else Tense.PAST
    if verb.tag_ == "VBG" and tags & {"VBZ", "VBP"}:
        return Tense.FUTURE
    if "TO" in tags and verb.tag_ == "VB":
        governor = verb.head
        if governor.lemma_ in _PLANS or (verb.dep_ == "acl" and governor.pos_ == "NOUN"):
            return Tense.FUTURE
        if governor.lemma_ == "go" and governor.tag_ == "VBG":
            return Tense.FUTURE
        if governor.lemma_ == "be" and governor.tag_ in ("VBZ", "VBP"):
            return Tense.FUTURE
    return None
