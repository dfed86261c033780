"""Everyone an article names: mentions of people and bodies, tied to one entry each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from store.extract.names import (
    BODY_WORDS,
    HONORIFICS,
    PARTICLES,
    PLACES,
    SUFFIXES,
    TITLES,
    gender_of_noun,
    given_names,
    same_given,
)

_NAME_TAGS = ("NNP", "NNPS")
_COMMON_TAGS = ("NN", "NNS", "JJ")
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """A printed name: token range of the name itself, without the titles before it."""

    start: int
    end: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    """Title words before it, lower case, honorifics among them."""
    article_before: bool
    """True after "the": bodies, not people."""

    @property
    def gender(self) -> str:
        for title in self.titles:
            if HONORIFICS.get(title):
                return HONORIFICS[title]
            if gender_of_noun(title):
                return gender_of_noun(title)
        return given_names().get(self.words[0].lower(), "") if len(self.words) > 1 else ""


@dataclass(slots=True)
class Entry:
    """One person or body of the article."""

    number: int
    words: tuple[str, ...]
    is_person: bool
    gender: str = ""
    nouns: set[str] = field(default_factory=set)
    """What may stand for it later: "senator", "governor"."""
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
    mentions = list(_mentions(doc))
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
        person = _is_person(mention)
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
    order = {id(m): n for n, m in enumerate(mentions)}
    recent: dict[str, int] = {}
    for mention in singles:
        entry = _of_single(
            mention, mentions, order[id(mention)], number_of, entries, by_last, by_first, bodies
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
        recent[_last(mention.words)] = entry.number
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
) -> Entry | None:
    """Whom a name of one word means."""
    word = mention.words[0].lower()
    gender = mention.gender
    fits = [e for e in by_last.get(word, ()) if not (gender and e.gender and gender != e.gender)]
    if not fits and not mention.titles:
        if word in bodies:
            return bodies[word]
        fits = by_first.get(word, [])
    if len(fits) <= 1:
        return fits[0] if fits else bodies.get(word)
    wanted = {e.number for e in fits}
    titled = [e for e in fits if set(mention.titles) & e.nouns]
    if len(titled) == 1:
        return titled[0]
    # Two people with one surname: the one named in full just before, else the first of the article.
    for earlier in reversed(mentions[max(0, n - 2) : n]):
        number = number_of.get(earlier.start)
        if number in wanted and mention.start - earlier.start < 40:
            return entries[number]
    return fits[0]


def _last(words: Sequence[str]) -> str:
    kept = [w for w in words if w.lower() not in SUFFIXES]
    return (kept or list(words))[-1].lower()


def _learn(entry: Entry, mention: Mention) -> None:
    if not entry.gender:
        entry.gender = mention.gender
    for title in mention.titles:
        entry.nouns.update(TITLES.get(title, ()))


def _is_person(mention: Mention) -> bool | None:
    """True for a person, False for a body or place, None where the name alone does not tell."""
    words = [w.lower() for w in mention.words]
    if any(t in HONORIFICS or TITLES.get(t) for t in mention.titles):
        return True
    joined = " ".join(words)
    if joined in PLACES:
        return False
    if any(w in BODY_WORDS for w in words):
        return False
    if len(words) > 1 and words[0] in given_names():
        return True
    if mention.article_before and len(words) > 1:
        return False
    if len(words) > 1 and all(w.isupper() and len(w) > 2 for w in mention.words):
        return False
    if len(words) > 1 and words[0] in PLACES:
        return False
    return True if 1 < len(words) <= 4 else None


def _mentions(doc: Doc) -> Iterator[Mention]:
    i = 0
    size = len(doc)
    headings = _headings(doc)
    while i < size:
        if i in headings or not _starts(doc[i]):
            i += 1
            continue
        start = i
        while i < size and i - start < 2 * _LONGEST_NAME and (i == start or _goes_on(doc, i)):
            i += 1
        end = i
        name = start
        titles: list[str] = []
        while (
            name < end
            and _is_title(doc[name].lower_)
            and not (name == end - 1 and not titles and name == start)
        ):
            titles.append(doc[name].lower_)
            name += 1
        before = start - 1
        if not titles:
            while (
                before >= 0
                and start - before <= 3
                and doc[before].lower_ in TITLES
                and not doc[before].is_title
            ):
                titles.insert(0, doc[before].lower_)
                before -= 1
        while end > name and (
            doc[end - 1].text == "-"
            or (doc[end - 1].lower_ in PARTICLES and not doc[end - 1].is_title)
        ):
            end -= 1
        if name >= end:
            # Titles alone ("the President"): not a name.
            continue
        # A given name inside the run starts the person's name ("Tulsa police Chief Chuck Jordan").
        for k in range(name + 1, end - 1):
            if doc[k - 1].lower_ in TITLES and doc[k].lower_ in given_names():
                titles.extend(doc[j].lower_ for j in range(name, k))
                name = k
                break
        words = tuple(doc[k].text for k in range(name, end))
        det = name > 0 and doc[start - 1].lower_ == "the" if start else False
        if end - name <= _LONGEST_NAME and any(w[:1].isupper() for w in words):
            yield Mention(name, end, words, tuple(titles), det)


def _is_title(word: str) -> bool:
    return word in HONORIFICS or word in TITLES


def _starts(token: Token) -> bool:
    text = token.text
    if not text[:1].isupper():
        return False
    if token.tag_ in _NAME_TAGS or (token.lower_ in HONORIFICS and text.endswith(".")):
        return True
    # "Good Friends": a name of common words shows by its capitals alone, away from a sentence's start.
    if token.tag_ not in _COMMON_TAGS or token.is_sent_start or token.i + 1 >= len(token.doc):
        return False
    after = token.nbor()
    return (
        after.text[:1].isupper()
        and after.tag_ in (*_COMMON_TAGS, *_NAME_TAGS)
        and not token.nbor(-1).is_sent_start
    )


def _goes_on(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.is_sent_start:
        return False
    if token.text[:1].isupper() and (
        token.tag_ in _NAME_TAGS or token.tag_ in _COMMON_TAGS or token.lower_ in SUFFIXES
    ):
        return True
    if i + 1 >= len(doc):
        return False
    after = doc[i + 1]
    if token.text == "-" and not doc[i - 1].whitespace_ and not token.whitespace_:
        return after.text[:1].isupper()
    if token.text == "&":
        return after.text[:1].isupper()
    return token.lower_ in PARTICLES and after.text[:1].isupper() and after.tag_ in _NAME_TAGS


def _headings(doc: Doc) -> set[int]:
    """Tokens of headlines in title case, where capitals tell nothing."""
    found: set[int] = set()
    for sentence in doc.sents:
        words = [t for t in sentence if t.is_alpha and len(t.text) > 3]
        if len(words) >= 3 and sum(t.text[:1].isupper() for t in words) > 0.8 * len(words):
            found.update(range(sentence.start, sentence.end))
    return found
