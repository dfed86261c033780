"""Everyone an article names: mentions of people and bodies, tied to one entry each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from store.extract.mentions import Mention, find_mentions, is_person
from store.extract.names import HONORIFICS, PLACES, SUFFIXES, TITLES, same_given


@dataclass(slots=True)
class Entry:
    """One person or body of the article."""

    number: int
    words: tuple[str, ...]
    is_person: bool
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


def find_cast(doc: Doc) -> Cast:
    """All names of ``doc``; full names first, then the short ones that they explain."""
    mentions = list(find_mentions(doc))
    entries: list[Entry] = []
    number_of: dict[int, int] = {}
    by_last: dict[str, list[Entry]] = defaultdict(list)
    bodies: dict[str, Entry] = {}

    def new(mention: Mention, is_person: bool) -> Entry:
        entry = Entry(len(entries), mention.words, is_person)
        entries.append(entry)
        return entry

    singles: list[Mention] = []
    for mention in mentions:
        person = is_person(mention)
        if person is False:
            key = " ".join(mention.words).lower()
            entry = bodies.get(key)
            if entry is None:
                entry = bodies[key] = new(mention, False)
                if len(mention.words) > 1:
                    initials = "".join(w[0] for w in mention.words if w[:1].isupper()).lower()
                    bodies.setdefault(initials, entry)
            number_of[mention.start] = entry.number
        elif len(mention.words) == 1:
            singles.append(mention)
        else:
            last = _last(mention.words)
            entry = next(
                (
                    e
                    for e in by_last[last]
                    if same_given(e.words[0], mention.words[0])
                    and not (e.gender and mention.gender and e.gender != mention.gender)
                ),
                None,
            )
            if entry is None:
                entry = new(mention, True)
                by_last[last].append(entry)
            elif len(mention.words) > len(entry.words):
                entry.words = mention.words
            _learn(entry, mention)
            number_of[mention.start] = entry.number
    by_first: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.is_person:
            by_first[entry.words[0].lower()].append(entry)
    first_named: dict[int, int] = {}
    for mention in mentions:
        if mention.start in number_of:
            first_named.setdefault(number_of[mention.start], mention.start)
    order = {id(m): n for n, m in enumerate(mentions)}
    for mention in sorted(singles, key=lambda m: (not m.titles, m.start)):
        entry = _of_single(
            mention,
            mentions,
            order[id(mention)],
            number_of,
            entries,
            by_last,
            by_first,
            bodies,
            first_named,
        )
        if entry is None:
            word = mention.words[0]
            body = (
                (word.isupper() and len(word) > 1)
                or word.lower() in PLACES
                or mention.article_before
            )
            entry = new(mention, not body or bool(mention.titles))
            if entry.is_person:
                by_last[_last(mention.words)].append(entry)
            else:
                bodies[word.lower()] = entry
        if entry.is_person:
            _learn(entry, mention)
        number_of[mention.start] = entry.number
    at: dict[int, tuple[Mention, int]] = {}
    tied: list[tuple[Mention, int]] = []
    for mention in mentions:
        number = number_of[mention.start]
        tied.append((mention, number))
        spelling = doc[mention.start : mention.end].text
        for title in mention.titles[-1:]:
            if title in HONORIFICS:
                spelling = doc[mention.start - 1 : mention.end].text
        if spelling not in entries[number].spellings:
            entries[number].spellings.append(spelling)
        for i in range(mention.start, mention.end):
            at[i] = (mention, number)
    return Cast(entries, at, tied)


def _of_single(
    mention: Mention,
    mentions: Sequence[Mention],
    n: int,
    number_of: dict[int, int],
    entries: Sequence[Entry],
    by_last: dict[str, list[Entry]],
    by_first: dict[str, list[Entry]],
    bodies: dict[str, Entry],
    first_named: dict[int, int],
) -> Entry | None:
    """Whom a name of one word means."""
    word = mention.words[0].lower()
    gender = mention.gender
    fits = [e for e in by_last.get(word, ()) if not (gender and e.gender and gender != e.gender)]
    if mention.titles:
        # A title and surname before anyone of that name was named in full is somebody well known.
        fits = [
            e
            for e in fits
            if first_named.get(e.number, -1) <= mention.start or e.nouns & set(_nouns(mention))
        ]
    if not fits and not mention.titles:
        if word in bodies:
            return bodies[word]
        fits = by_first.get(word, [])
    if len(fits) <= 1:
        return fits[0] if fits else bodies.get(word)
    wanted = {e.number for e in fits}
    titled = [e for e in fits if set(_nouns(mention)) & e.nouns]
    if len(titled) == 1:
        return titled[0]
    # Two people with one surname: the one named in full just before, else the first of the article.
    for earlier in reversed(mentions[max(0, n - 2) : n]):
        number = number_of.get(earlier.start)
        if number in wanted and mention.start - earlier.start < 40:
            return entries[number]
    return fits[0]


def _nouns(mention: Mention) -> list[str]:
    return [noun for title in mention.titles for noun in TITLES.get(title, ())]


def _last(words: Sequence[str]) -> str:
    kept = [w for w in words if w.lower() not in SUFFIXES]
    return (kept or list(words))[-1].lower()


def _learn(entry: Entry, mention: Mention) -> None:
    if not entry.gender:
        entry.gender = mention.gender
    for title in mention.titles:
        entry.nouns.update(TITLES.get(title, ()))
        entry.described.add(title)
