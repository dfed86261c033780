"""What an article says about the people it names: role, organisation and place, and who is a person at all."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from store.extract.cast import Cast, Entry
from store.extract.grid import Grid
from store.extract.lexicon import BODY_NOUNS
from store.extract.mentions import Mention
from store.extract.names import HONORIFICS, PLACES, TITLES, gender_of_noun

_LINKS = ("of", "at", "for", "with", "from", "to")
_LONGEST_ROLE = 7


def learn_roles(grid: Grid, cast: Cast) -> None:
    """Fills role, organisation, place, gender and standing nouns of the people in ``cast``."""
    for mention, number in cast.mentions:
        entry = cast.entries[number]
        if not entry.is_person:
            entry.nouns.add(entry.words[-1].lower())
            continue
        noun = _apposed(grid.doc, mention)
        if noun is not None:
            _from_noun(grid, cast, entry, mention, noun)
        if not entry.role:
            entry.role = _before(grid, mention)
        entry.described.update(entry.role.lower().split())


def _head(doc: Doc, mention: Mention) -> Token:
    """The word of the name that the rest of the sentence hangs on."""
    for token in doc[mention.start : mention.end]:
        if not mention.start <= token.head.i < mention.end or token.head is token:
            return token
    return doc[mention.end - 1]


def _apposed(doc: Doc, mention: Mention) -> Token | None:
    """The common noun that names a person's role: "Erica Kang, a coordinator …", "the director, Jo Day"."""
    head = _head(doc, mention)
    for child in head.children:
        if child.dep_ == "appos" and child.i >= mention.end and child.tag_ in ("NN", "NNP"):
            if child.text[:1].islower():
                return child
            return child if child.lower_ in TITLES else None
    if head.dep_ == "appos" and head.head.i < mention.start and head.head.tag_ == "NN":
        return head.head
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        for child in head.head.children:
            if child.dep_ == "attr" and child.tag_ == "NN" and child.lower_ in _ROLE_NOUNS:
                return child
    return None


_ROLE_NOUNS = frozenset(noun for nouns in TITLES.values() for noun in nouns)


def _from_noun(grid: Grid, cast: Cast, entry: Entry, mention: Mention, noun: Token) -> None:
    doc = grid.doc
    entry.nouns.add(noun.lower_)
    if not entry.gender:
        entry.gender = gender_of_noun(noun.lower_)
    if entry.role:
        return
    start = (
        noun.left_edge.i if noun.left_edge.i > mention.start or noun.i < mention.start else noun.i
    )
    start = max(start, noun.i - _LONGEST_ROLE)
    possessor = next((c for c in noun.children if c.dep_ == "poss"), None)
    if possessor is not None:
        start = possessor.right_edge.i + 1
        if possessor.i in cast.at:
            _place_or_body(cast, entry, possessor)
    words = [t for t in doc[start : noun.i + 1] if t.dep_ != "det" and not t.is_punct]
    names = [t for t in words[:-1] if t.i in cast.at]
    if names and not entry.organisation:
        _place_or_body(cast, entry, names[0])
    entry.role = " ".join(t.text for t in words).replace(" - ", "-")
    entry.role = doc[words[0].i : noun.i + 1].text if words else noun.text
    edge = noun.right_edge.i + 1
    if noun.i > mention.start:
        # The printed apposition runs to the comma that the verb or the sentence's end follows.
        edge = max(edge, _head(doc, mention).right_edge.i + 1)
    else:
        edge = min(edge, mention.start)
    for i in range(noun.i + 1, edge):
        here = cast.at.get(i)
        if here is None or here[0].start != i or here[1] == entry.number:
            continue
        last = doc[here[0].end - 1]
        if last.dep_ in ("compound", "amod", "nmod") and last.head.i >= here[0].end:
            continue
        _place_or_body(cast, entry, doc[i])


def _place_or_body(cast: Cast, entry: Entry, token: Token) -> None:
    mention, number = cast.at[token.i]
    other = cast.entries[number]
    text = token.doc[mention.start : mention.end].text
    before = token.doc[mention.start - 1].lower_ if mention.start else ""
    if text.lower() in PLACES or before == "in":
        entry.place = entry.place or text
    elif not other.is_person:
        entry.organisation = entry.organisation or text


def _before(grid: Grid, mention: Mention) -> str:
    """The title printed before a name: "White House press secretary", "Gov."; "" for Mr. and Ms."""
    doc, start = grid.doc, mention.start
    floor = max(grid.unit(start)[0], start - _LONGEST_ROLE)
    seen = False
    while start > floor:
        token = doc[start - 1]
        word = token.lower_
        if word in HONORIFICS and word not in TITLES:
            break
        if word in TITLES or (
            token.dep_ in ("compound", "amod", "nmod") and token.i >= floor and seen
        ):
            seen = seen or bool(TITLES.get(word))
            start -= 1
        else:
            break
    return doc[start : mention.start].text if seen and start < mention.start else ""


def settle_kinds(grid: Grid, cast: Cast, speaking: set[int]) -> None:
    """Decides for names that do not tell by themselves whether they are people.

    A name is a body where it is set beside a noun for one ("the aid group in Seoul, Good Friends") and never
    shortened, titled, or made to speak.
    """
    doc = grid.doc
    for entry in cast.entries:
        if not entry.is_person or entry.gender or entry.nouns or len(entry.words) < 2:
            continue
        own = [m for m, n in cast.mentions if n == entry.number]
        if any(m.titles for m in own) or any(len(m.words) == 1 for m in own):
            continue
        heads = [_head(doc, m) for m in own]
        if any(h.i in speaking for h in heads):
            continue
        if any(_apposed(doc, m) is not None and not _beside_body(_head(doc, m)) for m in own):
            continue
        entry.is_person = False


def _beside_body(head: Token) -> bool:
    noun = head.head if head.dep_ == "appos" else None
    return noun is not None and any(
        t.lower_ in BODY_NOUNS for t in noun.subtree if t.i < head.i and t.tag_.startswith("NN")
    )
