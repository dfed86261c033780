"""A noun beside a name → the role as printed, and the organisation and place it is held in.

"Jo Day, the head of the national rescue service in Oslo": head, national rescue service, Oslo.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from store.extract.cast import Cast
from store.extract.lexicon import BODY_NOUNS, DOCUMENT_NOUNS
from store.extract.names import BODY_WORDS, PLACES, is_people_noun

_LONGEST_ROLE = 7
_LONGEST_BODY = 9


@dataclass(slots=True)
class RolePhrase:
    """What a noun says of somebody, as printed; "" for what it does not say."""

    role: str = ""
    organisation: str = ""
    place: str = ""


def role_phrase(doc: Doc, cast: Cast, noun: Token, start: int, end: int) -> RolePhrase:
    """Read ``noun``, which stands beside the name at the tokens [start, end)."""
    found = RolePhrase()
    if not is_people_noun(noun.lemma_.lower()) or _is_doubted(noun):
        return found
    first, last = _first(doc, noun, end), noun.i
    possessor = next((c for c in noun.children if c.dep_ == "poss"), None)
    beside = [t for t in doc[first : noun.i] if t.i in cast.at and not _hyphened(doc, cast, t)]
    if possessor is not None and possessor.i in cast.at:
        beside.insert(0, possessor)
    for token in beside:
        _file_name(doc, cast, found, token)
    read, described = noun.i, ""
    for preposition, thing in _complements(doc, noun, start):
        if preposition.i < read or (preposition.lower_ == "in" and noun.dep_ == "attr"):
            continue
        begins, ends = _bounds(doc, thing, start)
        read = ends
        text = doc[begins:ends].text
        if _is_place(cast, preposition, thing, text):
            found.place = found.place or text
        elif preposition.i == last + 1 and thing.lower_ in _OF_ITSELF:
            last = ends - 1
        elif _is_body(cast, preposition, thing):
            if thing.tag_ in ("NNP", "NNPS"):
                found.organisation = found.organisation or text
            else:
                described = described or text
        elif preposition.i == last + 1 and preposition.lower_ in ("of", "to", "for"):
            last = ends - 1
    for token in _apposed_bodies(doc, cast, noun, start, end):
        _file_name(doc, cast, found, token)
    # "The aid group in Seoul, Good Friends": the name says more.
    found.organisation = found.organisation or described
    if noun.lemma_.lower() in _RELATIONS and not _names(doc, noun.i + 1, last + 1):
        if possessor is None or possessor.pos_ != "PROPN":
            # "His wife", "a rival of the party": whose, the words do not say.
            return RolePhrase(organisation=found.organisation, place=found.place)
        first = _after_determiner(doc, possessor.left_edge.i, possessor.i)
    found.role = doc[first : last + 1].text
    return found


def _names(doc: Doc, first: int, end: int) -> bool:
    return any(token.pos_ == "PROPN" for token in doc[first:end])


def _hyphened(doc: Doc, cast: Cast, token: Token) -> bool:
    """True within "Nobel Prize-winning"."""
    end = cast.at[token.i][0].end
    return end < len(doc) and doc[end].text == "-"


def _is_doubted(noun: Token) -> bool:
    """True for "if Hale is the leader", "is not the leader", "would be a leader"."""
    verb = noun.head
    if noun.dep_ != "attr":
        return False
    return any(
        child.dep_ == "neg"
        or (child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether", "that"))
        or child.tag_ == "MD"
        for child in verb.children
    )


def _first(doc: Doc, noun: Token, end: int) -> int:
    """Where the role begins: behind article, possessor, age and adverbs."""
    first = noun.left_edge.i
    if first < end <= noun.i:
        first = end
    first = max(first, noun.i - _LONGEST_ROLE)
    for child in noun.children:
        if child.dep_ == "poss":
            first = max(first, child.right_edge.i + 1)
    first = _after_determiner(doc, first, noun.i)
    for i in range(first, noun.i):
        if doc[i].lower_ in ("old", "aged") or (doc[i].is_punct and doc[i].text not in "-–'’"):
            first = i + 1
    while first < noun.i and (
        doc[first].pos_ in ("ADV", "DET", "NUM", "CCONJ", "SPACE")
        or doc[first].text == "-"
        or (first and doc[first - 1].text == "-" and not doc[first - 1].whitespace_)
    ):
        first += 1
    return first


def _after_determiner(doc: Doc, first: int, end: int) -> int:
    for i in range(first, end):
        if doc[i].dep_ == "det" or doc[i].tag_ in ("DT", "PRP$"):
            first = i + 1
    return first


def _complements(doc: Doc, noun: Token, start: int) -> Iterator[tuple[Token, Token]]:
    """The prepositions that belong to a role, each with its noun: "of the service", then "in Oslo"."""
    waiting = [noun]
    while waiting:
        for child in waiting.pop(0).children:
            if child.dep_ != "prep" or child.i < noun.i or (noun.i < start <= child.i):
                continue
            thing = next((c for c in child.children if c.dep_ == "pobj"), None)
            if thing is not None:
                yield child, thing
                waiting.append(thing)


def _bounds(doc: Doc, thing: Token, start: int) -> tuple[int, int]:
    """The tokens of a noun's phrase, without article, clauses and asides."""
    first = max(thing.left_edge.i, thing.i - _LONGEST_BODY)
    first = _after_determiner(doc, first, thing.i)
    last = thing.i
    named = thing.tag_ in ("NNP", "NNPS")
    while named and first < last and doc[first].text[:1].islower():
        first += 1  # "the environmental group Greenpeace"
    for token in doc[thing.i + 1 : min(thing.right_edge.i + 1, thing.i + _LONGEST_BODY)]:
        if token.i == start:
            break
        if token.text in ("-", "&", "'s", "’s", "'", "’") or token.lower_ in (
            "of",
            "and",
            "for",
            "the",
        ):
            continue
        if (
            token.tag_ not in (("NNP", "NNPS") if named else ("NN", "NNS"))
            or doc[token.i - 1].is_space
        ):
            break
        if not named and token.head != thing:
            break
        if named and token.lower_ in PLACES and doc[token.i - 1].lower_ not in ("of", "and", "the"):
            break
        last = token.i
    return first, last + 1


def _is_place(cast: Cast, preposition: Token, thing: Token, text: str) -> bool:
    if text.lower() in PLACES:
        return True
    if preposition.lower_ not in ("in", "from", "near", "of") or thing.tag_ != "NNP":
        return False
    if thing.lower_ in _OF_ITSELF:
        return False
    known = cast.at.get(thing.i)
    if known is not None and cast.entries[known[1]].is_person:
        return False
    has_body = any(
        word.lower() in BODY_WORDS or word.lower() in BODY_NOUNS for word in text.split()
    )
    return not has_body and (preposition.lower_ != "of" or thing.head.head.lower_ in _OF_PLACES)


def _is_body(cast: Cast, preposition: Token, thing: Token) -> bool:
    """True for a name that is nobody's, and for a body that is described: "the national rescue service"."""
    known = cast.at.get(thing.i)
    if known is not None:
        return not cast.entries[known[1]].is_person
    if thing.tag_ in ("NNP", "NNPS"):
        return True
    if thing.lower_ not in BODY_NOUNS - DOCUMENT_NOUNS or preposition.lower_ not in _HELD_AT:
        return False
    says_which = any(
        c.dep_ in ("amod", "compound", "appos") or c.pos_ == "PROPN" for c in thing.children
    )
    return says_which and not any(
        c.lower_ in ("a", "an", "his", "her", "their") for c in thing.children
    )


def _apposed_bodies(doc: Doc, cast: Cast, noun: Token, start: int, end: int) -> Iterator[Token]:
    """Bodies named behind a comma within the same aside: "for the aid group in Seoul, Good Friends"."""
    edge = noun.right_edge.i + 1 if noun.i > start else min(noun.right_edge.i + 1, start)
    if noun.i > start:
        edge = max(edge, _right_edge_of_name(doc, start, end))
    for i in range(noun.i + 1, edge):
        here = cast.at.get(i)
        if here is None or here[0].start != i or start <= i < end:
            continue
        last = doc[here[0].end - 1]
        if last.dep_ in ("compound", "amod", "nmod", "poss") or _in_clause(last, noun):
            continue
        yield doc[i]


def _right_edge_of_name(doc: Doc, start: int, end: int) -> int:
    return max(token.right_edge.i + 1 for token in doc[start:end])


def _in_clause(token: Token, noun: Token) -> bool:
    """True within a clause about the noun: "a teacher who left Oslo"."""
    while token not in (noun, token.head):
        if token.dep_ in ("relcl", "acl", "advcl", "conj"):
            return True
        token = token.head
    return False


def _file_name(doc: Doc, cast: Cast, found: RolePhrase, token: Token) -> None:
    mention, number = cast.at[token.i]
    text = doc[mention.start : mention.end].text
    before = doc[mention.start - 1].lower_ if mention.start else ""
    if text.lower() in PLACES or before in ("in", "from", "near"):
        found.place = found.place or text
    elif not cast.entries[number].is_person and text not in found.place:
        found.organisation = found.organisation or text


_HELD_AT = ("of", "for", "at", "with")
_OF_ITSELF = ("chief", "residence", "charge", "law", "training", "waiting", "large")
"""What follows "in" or "at" within a role: "editor in chief"."""
_OF_PLACES = frozenset(
    "mayor governor resident citizen native king queen president premier minister prime people bishop archbishop "
    "chief sheriff ambassador consul".split()
)
_RELATIONS = frozenset(
    """
    wife husband spouse partner fiancee widow widower son daughter mother father brother sister sibling twin
    parent child uncle aunt cousin nephew niece grandmother grandfather grandson granddaughter relative friend
    rival opponent mentor colleague successor predecessor supporter critic ally fan neighbor neighbour
    winner loser owner guy man woman boy girl person member candidate other
    """.split()
)
"""Nouns that say who somebody is only with whose, or of what."""
