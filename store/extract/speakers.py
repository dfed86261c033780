"""From a source phrase to its speaker: the fullest name the article gives, or the description as printed."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from store.extract.cast import Cast, Entry
from store.extract.coref import Resolved
from store.extract.grid import Grid
from store.extract.lexicon import (
    BODY_NAMES,
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    PERSON_PLURALS,
    REPORTING_NOUNS,
)
from store.extract.names import PLACES, TITLES
from store.extract.sentences import Tokens
from store.extract.wording import RELATIVE, described, joins
from store.model import Speaker, SpeakerKind

_PRONOUNS = frozenset(
    "i we you he she it they his her their its my our me us him them this that those these"
    " 's ’s".split()
)
"""Words that are no description: what they stand for is found, or nobody is named."""

_LONGEST_LEAD = 5


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with how sure it is, in [0, 1], that the source phrase means them."""

    speaker: Speaker
    certainty: float


def speaker_of_entry(entry: Entry) -> Speaker:
    name = entry.name
    kind = SpeakerKind.PERSON if entry.named else SpeakerKind.ANONYMOUS
    if not entry.is_person:
        kind = SpeakerKind.GROUP if entry.is_group else SpeakerKind.BODY
    return Speaker(
        name,
        kind,
        named=entry.named,
        role=entry.role,
        organisation=entry.organisation,
        place=entry.place,
        aliases=tuple(s for s in entry.spellings if s != name),
        gender=entry.gender if entry.is_person else "",
    )


def voice(
    grid: Grid, cast: Cast, resolved: dict[int, Resolved], source: Tokens, head: int, depth: int = 0
) -> Voice | None:
    """Whom a source phrase means; None where it is a pronoun that nobody was found for."""
    doc = grid.doc
    token = doc[head]
    number, certainty = _number(grid, cast, resolved, source, token)
    if number is not None:
        return Voice(speaker_of_entry(cast.entries[number]), certainty)
    owner = owner_of(token)
    if owner is not None and depth < 3:
        # "Its letter said": whose letter it is says so.
        owned = voice(grid, cast, resolved, (owner.i, owner.i + 1), owner.i, depth + 1)
        if owned is not None and (owner.i in cast.at or owner.i in resolved):
            return owned
    if token.lower_ in RELATIVE and depth < 3:
        before = _antecedent(token)
        if before is not None:
            start = before.left_edge.i
            return voice(
                grid, cast, resolved, (start, max(start + 1, token.i)), before.i, depth + 1
            )
    if token.lower_ in _PRONOUNS:
        return None
    return Voice(_described(grid, source, token), 0.8)


def owner_of(token: Token) -> Token | None:
    """Whose a document or statement is: the possessor printed before it."""
    noun = token.lemma_.lower()
    if token.pos_ != "NOUN" or not (noun in DOCUMENT_NOUNS or noun in REPORTING_NOUNS):
        return None
    return next((c for c in token.children if c.dep_ == "poss"), None)


def _antecedent(token: Token) -> Token | None:
    here = token
    for _ in range(4):
        here = here.head
        if here.dep_ == "relcl":
            return here.head
    return None


def _number(
    grid: Grid, cast: Cast, resolved: dict[int, Resolved], source: Tokens, token: Token
) -> tuple[int | None, float]:
    doc = grid.doc
    if joins(token, source):
        return None, 0.8
    if token.i in cast.at:
        name, chosen = cast.at[token.i]
        return chosen, cast.guessed.get(name.start, 0.95)
    # "his wife, Jane Doe", "the economist Jared Bernstein": the name stands beside the head noun.
    named = _named_beside(grid, cast, source, token)
    if named is not None:
        return named, 0.9
    for i in range(*source):
        mention, number = cast.at.get(i, (None, -1))
        if (
            mention is not None
            and mention.start == i
            and mention.end <= source[1]
            and token.lower_ not in BODY_NOUNS
        ):
            person = cast.entries[number].is_person
            begins = mention.start - len(mention.titles)
            opens = _introduced(grid, begins, source[0], person)
            before = doc[opens - 1].text if opens > source[0] else ""
            after = doc[mention.end].text if mention.end < source[1] else ","
            aside = before == "," and after in (",", "(") and opens > token.i
            in_office = person and mention.end == source[1] and bool(TITLES.get(token.lower_))
            if aside or in_office or (person and begins == token.i + 1):
                return number, 0.9
    if source[1] - source[0] == 1 and token.is_title and token.i not in resolved:
        surname = cast.of_surname(token.text)
        if surname is not None:
            return surname, 0.9
    if token.i in resolved:
        choice = resolved[token.i]
        return choice.number, 0.55 + 0.35 * choice.margin
    return None, 0.8


def _introduced(grid: Grid, name: int, least: int, person: bool) -> int:
    """Where the words right before a name begin that say who it is: "the Dutch pianist Noor …"."""
    at = name
    told = ("DET", "ADJ", "NOUN", "PROPN") if person else ("DET",)
    while at > least and name - at < _LONGEST_LEAD and grid.doc[at - 1].pos_ in told:
        at -= 1
    return at


def _named_beside(grid: Grid, cast: Cast, source: Tokens, token: Token) -> int | None:
    """Whose name stands across a comma: "One survivor, Ada Lunde, said", "Tern Line, the owner, said"."""
    doc = grid.doc
    if token.pos_ != "NOUN" or token.lemma_.lower() in DOCUMENT_NOUNS:
        return None
    after = source[1] + (doc[source[1] - 1].text != ",")
    mention, number = cast.at.get(after, (None, -1))
    if (
        mention is not None
        and mention.start == after
        and doc[after - 1].text == ","
        and mention.end < len(doc)
        and doc[mention.end].text == ","
        and cast.entries[number].is_person
    ):
        return number
    before = source[0] - 2
    if before < 0 or doc[before + 1].text != "," or doc[source[0]].lower_ not in ("the", "a", "an"):
        return None
    mention, number = cast.at.get(before, (None, -1))
    closed = doc[source[1] - 1].text == "," or (source[1] < len(doc) and doc[source[1]].text == ",")
    return number if mention is not None and mention.end == before + 1 and closed else None


def _described(grid: Grid, source: Tokens, head: Token) -> Speaker:
    text = described(grid, source, head)
    has_name = any(t.tag_ in ("NNP", "NNPS") for t in grid.doc[source[0] : source[1]])
    noun = head.lower_ if head.lower_ in BODY_NOUNS else head.lemma_.lower()
    if text.lower() in PLACES:
        return Speaker(text, SpeakerKind.BODY, named=True)
    if joins(head, source):
        return Speaker(text, SpeakerKind.GROUP, named=has_name)
    if _of_people(head):
        return Speaker(text, SpeakerKind.GROUP, named=False)
    if noun in BODY_NOUNS or text.lower().endswith(tuple(BODY_NAMES)):
        return Speaker(text, SpeakerKind.BODY, named=noun not in DOCUMENT_NOUNS)
    if head.tag_ in ("NNS", "NNPS") or head.lower_ in PERSON_PLURALS:
        return Speaker(text, SpeakerKind.GROUP, named=False)
    if head.tag_ == "NNP":
        return Speaker(text, SpeakerKind.BODY, named=True)
    return Speaker(text, SpeakerKind.ANONYMOUS, named=False)


def _of_people(head: Token) -> bool:
    """True for "a group of schoolchildren", "dozens of residents"."""
    if head.lower_ not in (
        "group",
        "panel",
        "number",
        "crowd",
        "dozens",
        "hundreds",
        "team",
        "pair",
    ):
        return False
    return any(c.lower_ == "of" and any(g.tag_ == "NNS" for g in c.children) for c in head.children)
