"""Everyone an article names: mentions of people and bodies, tied to one entry each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from store.extract.genders import gender_votes
from store.extract.grid import Grid
from store.extract.mentions import Mention, apposed, find_mentions, head, is_person
from store.extract.name_forms import MARKS
from store.extract.names import (
    HONORIFICS,
    PLACES,
    SUFFIXES,
    TITLES,
    gender_by_ending,
    gender_of_noun,
    given_names,
    same_given,
)


@dataclass(slots=True)
class Entry:
    """One person or body of the article."""

    number: int
    words: tuple[str, ...]
    is_person: bool
    named: bool = True
    """False for who is only described ("a harbour official")."""
    is_group: bool = False
    """True for several people under one description ("the researchers")."""
    gender: str = ""
    nouns: set[str] = field(default_factory=set)
    """What may stand for it later: "senator", "governor"."""
    described: set[str] = field(default_factory=set)
    """Every word printed in its titles and roles, lower case."""
    spellings: list[str] = field(default_factory=list)
    role: str = ""
    organisation: str = ""
    place: str = ""

    @property
    def name(self) -> str:
        return " ".join(self.words).replace(" - ", "-")


@dataclass(slots=True)
class Cast:
    entries: list[Entry]
    at: dict[int, tuple[Mention, int]]
    """Every token of a mention to the mention and its entry's number."""
    mentions: list[tuple[Mention, int]]
    guessed: dict[int, float] = field(default_factory=dict)
    """The first tokens of mentions that may be short for several, with how sure the one is in [0, 1]."""

    def of_surname(self, word: str) -> int | None:
        """The one person of that last name, for a name that was not tagged as one."""
        found = {e.number for e in self.entries if e.is_person and e.named and e.words[-1] == word}
        return found.pop() if len(found) == 1 else None


def find_cast(grid: Grid) -> Cast:
    """All names of an article; full names first, then the short ones that they explain."""
    mentions = _with_untagged(grid, list(find_mentions(grid.doc)))
    builder = _Builder(mentions)
    for mention in mentions:
        builder.add_full(mention)
    for mention in mentions:
        builder.learn_acronym(grid.doc, mention)
    for mention in mentions:
        if mention.start in builder.number_of:
            builder.learn_beside(grid, mention)
    builder.vote_genders(grid)
    for mention in sorted(builder.singles, key=lambda m: (not m.titles, m.start)):
        builder.add_single(grid, mention)
    builder.vote_genders(grid)
    return builder.cast(grid.doc)


def _with_untagged(grid: Grid, mentions: list[Mention]) -> list[Mention]:
    """The surnames and nicknames of people named in full, too, where the tagger took them for other words ("Watters")."""
    covered = {i for m in mentions for i in range(m.start, m.end)}
    people = [m for m in mentions if len(m.words) > 1 and is_person(m)]
    surnames = {m.words[-1] for m in people} | {name for m in people for name in _nicknames(m)}
    found = [
        Mention(token.i, token.i + 1, (token.text,), (), False)
        for token in grid.doc
        if token.text in surnames
        and token.i not in covered
        and token.text.istitle()
        and token.lower_ not in grid.small
    ]
    return sorted([*mentions, *found], key=lambda mention: mention.start)


def _nicknames(mention: Mention) -> list[str]:
    """The "Slim" of ``Clarence "Slim" Odum``."""
    return [word.strip("".join(MARKS)) for word in mention.words[1:-1] if word[0] in MARKS]


class _Builder:
    """The entries while they are found."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.entries: list[Entry] = []
        self.number_of: dict[int, int] = {}
        """A mention's first token to its entry."""
        self.singles: list[Mention] = []
        self._order = {mention.start: n for n, mention in enumerate(mentions)}
        self._by_last: dict[str, list[Entry]] = defaultdict(list)
        self._by_first: dict[str, list[Entry]] = defaultdict(list)
        self._bodies: dict[str, Entry] = {}
        self._first_named: dict[int, int] = {}
        self.guessed: dict[int, float] = {}
        self._alone: Counter[int] = Counter()
        """How often an entry was called by its last name alone."""
        self._nicknamed: dict[str, Entry] = {}
        self._short: dict[str, Entry] = {}
        """Acronyms that the article explains."""

    def add_full(self, mention: Mention) -> None:
        """Ties a name of several words, or of a body; names of one word wait in ``singles``."""
        person = is_person(mention)
        if person is False:
            key = " ".join(mention.words).lower()
            entry = self._bodies.get(key)
            if entry is None:
                entry = self._bodies[key] = self._new(mention, False)
                if len(mention.words) > 1:
                    initials = "".join(w[0] for w in mention.words if w[:1].isupper()).lower()
                    self._bodies.setdefault(initials, entry)
            self.number_of[mention.start] = entry.number
            return
        if len(mention.words) == 1:
            self.singles.append(mention)
            return
        same = self._by_last[_last(mention.words)]
        entry = next((e for e in same if _can_be(e, mention)), None)
        if entry is None:
            entry = self._new(mention, True)
            same.append(entry)
            self._by_first[mention.words[0].lower()].append(entry)
            self._first_named[entry.number] = mention.start
        elif len(mention.words) > len(entry.words):
            entry.words = mention.words
        for nickname in map(_plain, _nicknames(mention)):
            self._nicknamed.setdefault(nickname, entry)
        _learn(entry, mention)
        self.number_of[mention.start] = entry.number

    def learn_acronym(self, doc: Doc, mention: Mention) -> None:
        """``the Federal Aviation Administration (FAA)``: what stands for the name from then on."""
        number = self.number_of.get(mention.start)
        i = mention.end
        if number is None or i + 2 >= len(doc) or doc[i].text != "(" or doc[i + 2].text != ")":
            return
        short = doc[i + 1].text
        entry = self.entries[number]
        initials = {w[0] for w in entry.words[:3]}
        if short.isupper() and 2 <= len(short) <= 8 and short[0] in initials:
            entry.is_person = False
            self._bodies[short.lower()] = entry
            self._short[short.lower()] = entry

    def learn_beside(self, grid: Grid, mention: Mention) -> None:
        """What the noun beside a full name tells: "his sister, Ada", "Osk, an inspector,"."""
        entry = self.entries[self.number_of[mention.start]]
        noun = apposed(grid.doc, mention) if entry.is_person else None
        if noun is not None:
            entry.nouns.add(noun.lower_)
            entry.gender = entry.gender or gender_of_noun(noun.lower_)
            if noun.dep_ == "appos":
                # "his daughter, the pianist Noor Day"
                entry.nouns.add(noun.head.lower_)
                entry.gender = entry.gender or gender_of_noun(noun.head.lower_)

    def vote_genders(self, grid: Grid) -> None:
        """The pronouns right after a name, before anyone else is named, tell its gender.

        Asked twice: of full names, so that short ones find theirs, and then of all.
        """
        people = [
            number
            if (number := self.number_of.get(mention.start)) is not None
            and mention.start not in self.guessed
            and self.entries[number].is_person
            else None
            for mention in self.mentions
        ]
        for number, (male, female) in gender_votes(grid, self.mentions, people).items():
            entry = self.entries[number]
            if male != female and (not entry.gender or _overrules(entry, male, female)):
                entry.gender = "male" if male > female else "female"

    def add_single(self, grid: Grid, mention: Mention) -> None:
        """Ties a name of one word to whom it is short for, or makes it an entry of its own."""
        entry = self._meant(grid, mention)
        if entry is None:
            word = mention.words[0]
            acronym = word.isupper() and len(word) > 1
            body = acronym or word.lower() in PLACES or mention.article_before
            entry = self._new(mention, not body or bool(mention.titles))
            if entry.is_person:
                self._by_last[_last(mention.words)].append(entry)
            else:
                self._bodies[word.lower()] = entry
        if entry.is_person:
            _learn(entry, mention)
            self._alone[entry.number] += _last(mention.words) == _last(entry.words)
        self.number_of[mention.start] = entry.number

    def _meant(self, grid: Grid, mention: Mention) -> Entry | None:
        word = _plain(mention.words[0])
        if word in self._short and mention.words[0].isupper():
            return self._short[word]
        gender = mention.gender
        nouns = set(_nouns(mention))
        fits = [
            e
            for e in self._by_last.get(word, ())
            if not (gender and e.gender and gender != e.gender)
        ]
        if nouns:
            # An office and surname before anyone of that name was named in full: somebody well known.
            fits = [
                e
                for e in fits
                if self._first_named.get(e.number, -1) <= mention.start or e.nouns & nouns
            ]
        if not fits and not mention.titles:
            acronym = mention.words[0].isupper() and len(word) > 1
            # "Google" is not short for "Google Wallet", as "Erica" is for "Erica Kang".
            firsts = [
                e
                for e in self._by_first.get(word, [])
                if not acronym and (e.gender or word in given_names())
            ]
            body = self._body(mention) or self._nicknamed.get(word)
            fits = [body] if body is not None else firsts
        if len(fits) <= 1:
            return fits[0] if fits else self._body(mention)
        titled = [e for e in fits if nouns & e.nouns]
        if len(titled) == 1:
            return titled[0]
        beside = apposed(grid.doc, mention)
        told = [e for e in fits if beside is not None and beside.lower_ in e.nouns]
        if len(told) == 1:
            return told[0]
        # Whose gender is not known may be meant too: "Mr Osk" is not sooner Peter than Callum.
        sure = [e for e in fits if gender and (e.gender or gender_by_ending(e.words[0])) == gender]
        if len(sure) == 1:
            return sure[0]
        # A surname alone is hardly that of somebody's wife or son, who was named beside them.
        others = [e for e in fits if _RELATIVES.isdisjoint(e.nouns)]
        # Nor that of somebody who comes up in the story of one who is called by it all along.
        others = others if len(others) == 1 else [e for e in fits if self._alone[e.number] > 1]
        if len(others) == 1:
            self.guessed[mention.start] = _THE_USUAL
            return others[0]
        near = self._named_before(grid, mention, {e.number for e in fits})
        if near is not None:
            self.guessed[mention.start] = _THE_NEAREST
            return near
        self.guessed[mention.start] = _THE_FIRST
        return fits[0]

    def _named_before(self, grid: Grid, mention: Mention, wanted: set[int]) -> Entry | None:
        """Of two people with one surname the one named in full just before, rather as a subject."""
        n = self._order[mention.start]
        near = [
            earlier
            for earlier in reversed(self.mentions[max(0, n - _LOOK_BACK) : n])
            if self.number_of.get(earlier.start) in wanted and mention.start - earlier.start < _NEAR
        ]
        if not near:
            return None
        sentence = grid.sentence(near[0].start)
        subject = next(
            (
                earlier
                for earlier in near
                if earlier.start >= sentence[0]
                and head(grid.doc, earlier).dep_ in ("nsubj", "nsubjpass")
            ),
            near[0],
        )
        return self.entries[self.number_of[subject.start]]

    def _body(self, mention: Mention) -> Entry | None:
        """The body of that name or with these initials; two letters alone ("AI") may mean anything."""
        word = mention.words[0].lower()
        entry = self._bodies.get(word)
        initials = entry is not None and len(entry.words) > 1
        return None if initials and len(word) < 3 and not mention.article_before else entry

    def _new(self, mention: Mention, person: bool) -> Entry:
        entry = Entry(len(self.entries), mention.words, person)
        self.entries.append(entry)
        return entry

    def cast(self, doc: Doc) -> Cast:
        """The finished cast, with every spelling printed."""
        at: dict[int, tuple[Mention, int]] = {}
        tied: list[tuple[Mention, int]] = []
        for mention in self.mentions:
            number = self.number_of[mention.start]
            tied.append((mention, number))
            honorific = mention.titles[-1:] and mention.titles[-1] in HONORIFICS
            start = mention.start - 1 if honorific else mention.start
            spelling = doc[start : mention.end].text
            if spelling not in self.entries[number].spellings:
                self.entries[number].spellings.append(spelling)
            for i in range(mention.start, mention.end):
                at[i] = (mention, number)
        return Cast(self.entries, at, tied, self.guessed)


def _overrules(entry: Entry, male: int, female: int) -> bool:
    """True where the pronouns speak against a given name ("Eli", a woman) and no title stands for it."""
    agree, against = (male, female) if entry.gender == "male" else (female, male)
    return against >= 2 and not agree and not any(t in HONORIFICS for t in entry.described)


_LOOK_BACK = 3
_THE_USUAL, _THE_NEAREST, _THE_FIRST = 0.85, 0.75, 0.55
"""How sure a surname of several people means whom it usually would, the one named last, or the first of
the article."""
_RELATIVES = frozenset(
    "wife husband widow widower mother father son daughter sister brother aunt uncle niece nephew cousin "
    "grandmother grandfather grandson granddaughter".split()
)
_NEAR = 60


def _can_be(entry: Entry, mention: Mention) -> bool:
    clash = entry.gender and mention.gender and entry.gender != mention.gender
    return same_given(entry.words[0], mention.words[0]) and not clash


def _nouns(mention: Mention) -> list[str]:
    return [noun for title in mention.titles for noun in TITLES.get(title, ())]


def _last(words: Sequence[str]) -> str:
    kept = [w for w in words if w.lower() not in SUFFIXES]
    return _plain((kept or list(words))[-1])


def _plain(word: str) -> str:
    """In small letters and with one kind of apostrophe: "O'Neill" is "O’Neill"."""
    return word.lower().replace("’", "'")


def _learn(entry: Entry, mention: Mention) -> None:
    if not entry.gender:
        entry.gender = mention.gender
    entry.nouns.update(_nouns(mention))
    entry.described.update(mention.titles)
