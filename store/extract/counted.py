"""What a figure counts or measures, as printed.

The noun phrase after it ("15 North Koreans", "scores of the refugees"), or what is said to have the figure
("the death toll rose to 80", "inflation was 8 percent", "it cut its main rate to 2 percent").
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from store.extract.tense import governing_verb

_INSIDE = frozenset("JJ JJR JJS NN NNS NNP NNPS VBN VBG HYPH POS FW AFX".split())
_NOUNS = frozenset("NN NNS NNP NNPS".split())
_SKIPPED = frozenset("more other such these those the his her its their our of all".split())
CASUALTIES = frozenset("dead homeless hurt ill injured killed missing rescued wounded".split())
"""Adjectives that a number counts without a noun: "15 dead"."""
_LONGEST = 8
_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight "
    "january february march april june july august september october november december last next "
    "this second minute hour day week month quarter year decade century seconds minutes hours days weeks "
    "months quarters years decades centuries time spring summer autumn fall winter season".split()
)
_HAVE_A_FIGURE = frozenset(
    "amount average be climb cost cover decline decrease double drop exceed expand fall gain grow hit hold "
    "increase jump last lose measure narrow plunge reach remain rise run sell shrink sink slip slow span "
    "stand stay stretch surge take top total weigh widen".split()
)
"""Verbs whose subject has the figure."""
_GIVE_A_FIGURE = frozenset(
    "boost bring cut double estimate hold increase keep leave lift limit lower put push raise reduce set "
    "slash trim".split()
)
"""Verbs whose object has the figure."""
_TAKE_TIME = frozenset("average last run take".split())
_FOR = frozenset("after for in over within".split())
_HIGHEST = 6


def counted_noun(doc: Doc, last: int, *, of_unit: bool, of_share: bool) -> tuple[int, int] | None:
    """Token indices ``[start, end)`` of what the figure that ends at token ``last`` counts, or None.

    Modifiers before the noun are kept, determiners and "of" are not. With ``of_unit`` (a measure, money,
    a percentage) the noun must follow "of" or govern the figure; with ``of_share`` (money, a percentage)
    it may also follow "in": "$5 million in aid".
    """
    start = last + 1
    joined = start < len(doc) and doc[start].lower_ == "of"
    if of_share and start < len(doc) and doc[start].lower_ == "in":
        start, joined = start + 1, True
    while (
        start < len(doc)
        and start <= last + 3
        and (doc[start].lower_ in _SKIPPED or (joined and doc[start].tag_ == "CD"))
    ):
        start += 1
    run = _run(doc, start)
    if run is None:
        casualties = start == last + 1 < len(doc) and doc[start].lower_ in CASUALTIES
        return (start, start + 1) if casualties and not of_unit else None
    if joined and doc[last + 1].lower_ == "in" and doc[run - 1].pos_ != "NOUN":
        return None
    head = _governor(doc, last, start)
    if start <= head < run and doc[head].tag_ in _NOUNS:
        return start, _with_partner(doc, head + 1)
    return None if of_unit and not joined else (start, _with_partner(doc, run))


def _governor(doc: Doc, last: int, start: int) -> int:
    """The first token at or after ``start`` that the figure hangs on."""
    here = doc[last]
    for _ in range(4):
        if here.i >= start or here.head.i == here.i:
            break
        here = here.head
    return int(here.i)


def _with_partner(doc: Doc, end: int) -> int:
    """``end``, or past a second noun that is counted together with the first: "men and women"."""
    if end + 1 >= len(doc) or doc[end].lower_ not in ("and", "or"):
        return end
    one, other = doc[end - 1], doc[end + 1]
    together = one.tag_ == "NNS" == other.tag_ and other.dep_ == "conj" and other.head.i == one.i
    return end + 2 if together else end


def _run(doc: Doc, start: int) -> int | None:
    """End of the run of modifiers and nouns at ``start``, None where it holds no noun."""
    end = None
    for i in range(start, min(start + _LONGEST, len(doc))):
        token = doc[i]
        if token.lower_ in _TIME or (token.tag_ not in _INSIDE and not _joins(doc, i)):
            break
        if token.tag_ == "POS":
            end = None  # the noun is yet to come: "two of the bank's seven members"
        if token.tag_ == "HYPH" and (token.whitespace_ or doc[i - 1].whitespace_):
            break  # a dash
        if token.tag_ in _NOUNS:
            end = i + 1
        if token.tag_ in ("VBG", "VBN") and not _modifies(doc, i, end is None):
            break
    return end


def _modifies(doc: Doc, i: int, opens: bool) -> bool:
    """Whether a participle belongs to the noun behind it: "8 occupied houses", not "8 houses burned"."""
    if doc[i].dep_ in ("amod", "compound"):
        return True
    return opens and doc[i].tag_ == "VBN" and i + 1 < len(doc) and doc[i + 1].tag_ in _NOUNS


def _joins(doc: Doc, i: int) -> bool:
    """A comma or "and" between two adjectives, a number after "'s"."""
    if doc[i].tag_ == "CD":
        return i > 0 and doc[i - 1].tag_ == "POS"
    if doc[i].text not in (",", "and") or i + 1 >= len(doc):
        return False
    return doc[i - 1].tag_ == "JJ" and doc[i + 1].tag_ == "JJ"


def measured_noun(doc: Doc, last: int, *, of_time: bool) -> tuple[int, int] | None:
    """Token indices ``[start, end)`` of what has the figure that ends at token ``last``, None if not said."""
    owner = _of_which(doc[last])
    if owner is not None:
        return phrase_of(doc, owner)
    verb = governing_verb(doc[last])
    for _ in range(_HIGHEST):
        if verb is None or (of_time and verb.lemma_ not in _TAKE_TIME):
            return None
        if verb.lemma_ in _GIVE_A_FIGURE:
            given = _child(verb, ("dobj", "nsubjpass"), last)
            if given is not None:
                return phrase_of(doc, given)
        if verb.lemma_ in _HAVE_A_FIGURE:
            owner = _child(verb, ("nsubj", "nsubjpass"), last)
            if owner is not None:
                return phrase_of(doc, owner)
        elif verb.dep_ != "xcomp":
            return None
        if verb.dep_ not in ("xcomp", "conj"):
            return None
        if verb.dep_ == "xcomp" and verb.head.lemma_ not in _HAVE_A_FIGURE:
            owner = _child(verb.head, ("nsubj", "nsubjpass"), last)
            return phrase_of(doc, owner) if owner is not None else None
        verb = verb.head
    return None


def done_with(doc: Doc, last: int) -> tuple[int, int] | None:
    """The verb whose price or duration is the figure that ends at token ``last``: "slept for 14 hours"."""
    figure = _top(doc[last])
    if figure.dep_ == "pobj" and figure.head.lower_ in _FOR and figure.head.i < figure.i:
        figure = figure.head
    elif figure.dep_ not in ("dobj", "npadvmod"):
        return None
    verb = figure.head
    if verb.pos_ != "VERB" or verb.i > last:
        return None
    return int(verb.i), int(verb.i) + 1


def _of_which(token: Token) -> Token | None:
    """The noun before "of" and a figure: "a fine of 500 crowns"; "the rescued at 58"."""
    figure = _top(token)
    preposition = figure.head
    if preposition.lower_ == "at" and preposition.head.lower_ in CASUALTIES:
        return preposition.head
    if figure.dep_ != "pobj" or preposition.lower_ != "of" or preposition.i > figure.i:
        return None
    noun = preposition.head
    named = noun.tag_ in _NOUNS and noun.i < preposition.i and noun.lower_ not in _TIME
    return noun if named else None


def _top(token: Token) -> Token:
    """The token of a figure that the rest of it hangs on."""
    for _ in range(3):
        if token.dep_ not in ("nummod", "quantmod", "compound") or abs(token.head.i - token.i) > 3:
            break
        token = token.head
    return token


def _child(verb: Token, roles: tuple[str, ...], last: int) -> Token | None:
    """The noun in one of the roles that stands before the figure."""
    for child in verb.children:
        if child.dep_ in roles and child.i < last:
            named = child.tag_ in _NOUNS or child.lower_ in CASUALTIES
            return child if named and child.lower_ not in _TIME else None
    return None


def phrase_of(doc: Doc, noun: Token) -> tuple[int, int]:
    """The noun with the modifiers before it, without determiners."""
    start = noun.i
    while start > max(0, noun.i - _LONGEST) and doc[start - 1].tag_ in _INSIDE:
        if doc[start - 1].pos_ == "VERB" and doc[start - 1].dep_ not in ("amod", "compound"):
            break
        start -= 1
    while doc[start].tag_ in ("POS", "HYPH"):
        start += 1
    return start, noun.i + 1
