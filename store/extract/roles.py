"""What an article says about the people it names: role, organisation and place, and who is a person at all."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from store.extract.cast import Cast, Entry
from store.extract.grid import Grid
from store.extract.lexicon import BODY_NOUNS, DOCUMENT_NOUNS, GENERIC
from store.extract.mentions import Mention, apposed, head
from store.extract.names import (
    HONORIFICS,
    TITLES,
    gender_of_noun,
    given_names,
    is_people_noun,
)
from store.extract.role_phrase import role_phrase
from store.extract.sentences import Tokens
from store.extract.wording import described

_LONGEST_ROLE = 7


def learn_roles(grid: Grid, cast: Cast) -> None:
    """Fills role, organisation, place, gender and standing nouns of the people in ``cast``."""
    for mention, number in cast.mentions:
        entry = cast.entries[number]
        if not entry.is_person:
            _learn_body(grid, entry, mention)
            continue
        noun = apposed(grid.doc, mention)
        if noun is not None:
            _from_noun(grid, cast, entry, mention, noun)
        if not entry.role:
            entry.role = _before(grid, mention)
        entry.described.update(entry.role.lower().split())


def _learn_body(grid: Grid, entry: Entry, mention: Mention) -> None:
    """What may stand for a body later: "the agency" after "the American space agency NASA"."""
    entry.nouns.add(entry.words[-1].lower())
    beside = apposed(grid.doc, mention)
    nouns = [beside] if beside is not None else []
    nouns += [
        t
        for t in grid.doc[max(0, mention.start - 2) : mention.start]
        if t.dep_ == "compound" and t.text.islower()
    ]
    for noun in nouns:
        if noun.lower_ in BODY_NOUNS:
            entry.nouns.add(noun.lower_)
            entry.described.update(t.lower_ for t in grid.doc[noun.left_edge.i : noun.i])
            entry.described.update(t.lower_ for t in grid.doc[max(0, noun.i - 2) : noun.i])


def _from_noun(grid: Grid, cast: Cast, entry: Entry, mention: Mention, noun: Token) -> None:
    entry.nouns.add(noun.lower_)
    if not entry.gender:
        entry.gender = gender_of_noun(noun.lower_)
    if entry.role:
        return
    said = role_phrase(grid.doc, cast, noun, mention.start, mention.end)
    entry.role = said.role
    entry.organisation = entry.organisation or said.organisation
    entry.place = entry.place or said.place


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
        if token.tag_ == "VBN" and start > 1 and doc[start - 2].tag_ in ("NNP", "NNPS"):
            # "Halby United sacked manager Peter Venn": what was done to him is no part of his role.
            break
        chief = word == "executive" and start > 1 and doc[start - 2].lower_ == "chief"
        if word not in TITLES and start > 1 and doc[start - 2].text == "-":
            break  # "Skarn-born author"
        if (
            word in TITLES
            or chief
            or (token.dep_ in ("compound", "amod", "nmod") and token.i >= floor and seen)
        ):
            seen = seen or bool(TITLES.get(word))
            start -= 1
        else:
            break
    return doc[start : mention.start].text if seen and start < mention.start else ""


def settle_kinds(grid: Grid, cast: Cast, speaking: set[int]) -> None:
    """Decides for names that do not tell by themselves whether they are people.

    Titles, known given names and short forms make a person; a noun for a body beside the name ("the aid
    group in Seoul, Good Friends"), "which", or its words in small letters elsewhere ("Tern Line", "the
    line") make a body. Of the rest, those that speak or have a role are people.
    """
    doc = grid.doc
    own: dict[int, list[Mention]] = {}
    for mention, number in cast.mentions:
        own.setdefault(number, []).append(mention)
    for number, mentions in own.items():
        entry = cast.entries[number]
        words = [w.lower() for w in entry.words]
        if entry.is_person and not entry.gender and _acts_as_body(grid, cast, mentions):
            entry.is_person = False
            continue
        if not entry.is_person or words[0] in given_names() or any(m.titles for m in mentions):
            continue
        heads = [head(doc, m) for m in mentions]
        spoken = any(h.i in speaking for h in heads)
        if len(words) == 1:
            entry.is_person = spoken or not all(
                h.head.lower_ in _WHERE or h.dep_ in ("compound", "amod", "nmod") for h in heads
            )
            continue
        if any(len(m.words) == 1 for m in mentions):
            continue
        beside = [noun for m in mentions if (noun := apposed(doc, m)) is not None]
        described = any(noun.lower_ not in BODY_NOUNS for noun in beside) or any(
            _is_told_of(doc, m, entry.gender) or _is_called(doc, m) for m in mentions
        )
        is_body = (
            any(_has_which(h) or _beside_body(h) for h in heads)
            or any(noun.lower_ in BODY_NOUNS for noun in beside)
            or any(w in grid.small for w in words)
        )
        entry.is_person = not is_body and (spoken or described)


def _is_told_of(doc: Doc, mention: Mention, gender: str) -> bool:
    """True where an age or "who" follows a name, or "he" is said after it of whom the sentence is about."""
    after = doc[mention.end : mention.end + 3]
    aside = len(after) == 3 and after[0].text == "," and after[2].text in (",", ".")
    if aside and after[1].text.isdigit() and len(after[1]) == 2:
        return True
    top = head(doc, mention)
    if any(c.dep_ == "relcl" and any(g.lower_ == "who" for g in c.children) for c in top.children):
        return True
    return bool(gender) and top.dep_ in ("nsubj", "nsubjpass", "attr")


def _is_called(doc: Doc, mention: Mention) -> bool:
    """True for "biologist Per Haugen": the noun right before a name says what somebody does."""
    before = doc[mention.start - 1] if mention.start else None
    return (
        before is not None
        and before.tag_ == "NN"
        and before.text.islower()
        and is_people_noun(before.lower_)
        and before.lower_ not in BODY_NOUNS
    )


def _acts_as_body(grid: Grid, cast: Cast, mentions: list[Mention]) -> bool:
    """True where a noun before the name or the pronoun after it tells that it is nobody: "the firm Osk … its"."""
    doc = grid.doc
    things = people = 0
    for mention in mentions:
        if mention.titles:
            return False
        before = doc[mention.start - 1] if mention.start else None
        if before is not None and (
            before.lower_ in _CRAFT
            or (before.lower_ in BODY_NOUNS and _is_its_noun(before, head(doc, mention)))
        ):
            return True
        _, end = grid.sentence(mention.start)
        for i in range(mention.end, end):
            if i in cast.at:
                break
            if not grid.outside[i]:
                continue
            word = doc[i].lower_
            if word in _HUMAN:
                people += 1
                break
            if word == "its" or (word == "it" and _is_agent(doc[i])):
                things += 1
                break
    return things > 0 and not people


def _is_its_noun(noun: Token, top: Token) -> bool:
    """True for "the software company Tarnsoft": the noun right before a name says what it is."""
    return noun.dep_ == "compound" or top.head == noun


def _is_agent(token: Token) -> bool:
    """False for the "it" of "it was raining" and "it is time"."""
    verb = token.head
    return token.dep_ == "nsubj" and verb.lemma_ not in ("be", "seem", "appear", "take")


_CRAFT = frozenset(
    "ship ferry boat vessel yacht tanker frigate submarine trawler steamer train plane rocket spacecraft "
    "satellite rover lander telescope probe robot app".split()
)
_HUMAN = frozenset("he she his her him who whom".split())
_WHERE = ("in", "at", "near", "outside", "around", "across")


def _has_which(top: Token) -> bool:
    """True for "Tern Line, which owns the ferry"."""
    return any(
        c.dep_ == "relcl" and any(g.lower_ == "which" for g in c.children) for c in top.children
    )


def _beside_body(top: Token) -> bool:
    noun = top.head if top.dep_ == "appos" else None
    return noun is not None and any(
        t.lower_ in BODY_NOUNS for t in noun.subtree if t.i < top.i and t.tag_.startswith("NN")
    )


def add_unnamed(grid: Grid, cast: Cast, sources: list[tuple[Tokens, int]]) -> None:
    """Makes entries of sources without a name, so that "the official", "he", "they" and "it" can mean them."""
    doc = grid.doc
    groups: dict[str, Entry] = {}
    for source, position in sources:
        top = doc[position]
        if position in cast.at or top.pos_ != "NOUN" or not grid.outside[position]:
            continue
        if any(c.dep_ in ("appos", "conj", "poss") for c in top.children):
            continue
        words = tuple(described(grid, source, top).split())
        if top.tag_ == "NNS":
            if not is_people_noun(top.lemma_.lower()):
                continue
            # "The researchers" are those who were described before, "French researchers" are others.
            bare = doc[source[0]].lower_ in ("the", "these", "those") and len(words) == 1
            key = top.lower_ if bare else " ".join(words).lower()
            entry = groups.get(key) or Entry(
                len(cast.entries), words, False, named=False, is_group=True
            )
            groups[key] = groups[top.lower_] = entry
        elif _introduces(grid, cast, source, top):
            is_body = top.lower_ in BODY_NOUNS
            named = is_body and top.lower_ not in DOCUMENT_NOUNS
            entry = Entry(len(cast.entries), words, not is_body, named=named)
            entry.gender = "" if is_body else gender_of_noun(top.lower_)
        else:
            continue
        entry.nouns.add(top.lower_)
        if entry.number == len(cast.entries):
            cast.entries.append(entry)
        mention = Mention(position, position + 1, words, (), False)
        cast.at[position] = (mention, entry.number)
        cast.mentions.append((mention, entry.number))


def subjects_to_name(grid: Grid) -> list[tuple[Tokens, int]]:
    """Bodies and documents without a name that a sentence is about ("The interior ministry gives …")."""
    found: list[tuple[Tokens, int]] = []
    for token in grid.doc:
        is_subject = token.dep_ in ("nsubj", "nsubjpass") and token.tag_ == "NN"
        if is_subject and token.lower_ in BODY_NOUNS - GENERIC and grid.outside[token.i]:
            found.append(((token.left_edge.i, token.i + 1), token.i))
    return found


def _introduces(grid: Grid, cast: Cast, source: Tokens, top: Token) -> bool:
    """True where a noun stands for somebody new, and not for a body that was named before."""
    first, noun = grid.doc[source[0]].lower_, top.lower_
    if top.tag_ != "NN":
        return False
    if noun not in BODY_NOUNS:
        return first in _NEW and is_people_noun(top.lemma_.lower())
    if noun in DOCUMENT_NOUNS:
        return first in _NEW
    modifiers = {c.lower_ for c in top.children if c.dep_ in ("amod", "compound", "nmod")}
    if not modifiers or first not in (*_NEW, "the"):
        return False
    if first == "the" and noun in GENERIC:
        # "The space agency" after NASA: news prose names nobody twice alike.
        return False
    return first != "the" or not any(
        not e.is_person and e.named and noun in e.nouns and modifiers & (e.described | e.nouns)
        for e in cast.entries
    )


_NEW = ("a", "an", "one", "another")
