"""Printed names: where they stand, which titles precede them, and what they tell by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from store.extract.name_forms import (
    MARKS,
    NAME_TAGS,
    OF,
    is_called,
    is_given_in_two,
    is_nicknamed,
    past_body,
)
from store.extract.names import (
    BODY_WORDS,
    DAYS,
    DEMONYMS,
    HONORIFICS,
    PARTICLES,
    PLACES,
    ROLE_NOUNS,
    SUFFIXES,
    TITLES,
    gender_of_noun,
    given_names,
)

_COMMON_TAGS = ("NN", "NNS", "JJ")
_MISREAD = ("IN", "MD", "VB", "VBP", "UH", "FW")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_LONGEST_NAME = 8
# Titles that are also surnames.
_SURNAMES = frozenset("dean king prince bishop judge pope cardinal".split())
# What follows a hyphen in "Trump-era" and not in "Ban Ki-moon".
_NOT_SYLLABLES = frozenset(
    "era led run born like type held only wide long free made on in to up".split()
)


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


def is_person(mention: Mention) -> bool | None:
    """True for a person, False for a body or place, None where the name alone does not tell."""
    words = [w.lower() for w in mention.words]
    if any(t in HONORIFICS or TITLES.get(t) for t in mention.titles):
        return True
    joined = " ".join(words)
    if joined in PLACES:
        return False
    if any(w in BODY_WORDS for w in words):
        return False
    if len(words) > 1 and (words[0] in DEMONYMS or words[-1].endswith(_THING_ENDINGS)):
        return False
    if len(words) > 1 and words[0] in given_names():
        return True
    if len(words) > 1 and _is_acronym(mention.words[0]):
        # "VOA Learning English", "NASA Jet Propulsion Laboratory"
        return False
    if mention.article_before and len(words) > 1:
        return False
    if len(words) > 1 and all(w.isupper() and len(w) > 2 for w in mention.words):
        return False
    if len(words) > 1 and words[0] in PLACES:
        return False
    return True if 1 < len(words) <= 4 else None


def _is_acronym(word: str) -> bool:
    return word.isupper() and word.isalpha() and len(word) > 2


def head(doc: Doc, mention: Mention) -> Token:
    """The word of the name that the rest of the sentence hangs on."""
    for token in doc[mention.start : mention.end]:
        if not mention.start <= token.head.i < mention.end or token.head == token:
            return token
    return doc[mention.end - 1]


def apposed(doc: Doc, mention: Mention) -> Token | None:
    """The common noun that says what is named: "Erica Kang, a coordinator …", "the director, Jo Day"."""
    top = head(doc, mention)
    for child in top.children:
        if child.dep_ == "appos" and child.i >= mention.end and child.tag_ in ("NN", "NNP"):
            if child.text[:1].islower():
                return child
            return child if child.lower_ in TITLES else None
    if top.dep_ == "appos" and top.head.i < mention.start and top.head.tag_ == "NN":
        return top.head
    if top.dep_ == "nsubj" and top.head.lemma_ == "be":
        for child in top.head.children:
            if child.dep_ == "attr" and child.tag_ == "NN" and child.lower_ in ROLE_NOUNS:
                return child
    return None


def find_mentions(doc: Doc) -> Iterator[Mention]:
    """The names of ``doc`` in order; headlines in title case are left out."""
    i = 0
    size = len(doc)
    headings = _headings(doc)
    while i < size:
        if i in headings or not _starts(doc[i]) or _opens_sentence(doc[i]):
            i += 1
            continue
        start = i
        while i < size and i - start < 2 * _LONGEST_NAME and (i == start or _goes_on(doc, i)):
            i += 1
        end = i
        while end - 1 > start and _trails(doc[end - 1]):
            end -= 1
        name = _name_start(doc, start, end)
        if name >= end:
            # Titles alone ("the President"): not a name.
            continue
        titles = [doc[k].lower_ for k in range(start, name)]
        before = start - 1
        while (
            before >= 0
            and start - before <= 3
            and doc[before].lower_ in TITLES
            and not doc[before].is_title
        ):
            titles.insert(0, doc[before].lower_)
            before -= 1
        if any(doc[k].lower_ in BODY_WORDS for k in range(name, end)):
            end = i = _with_more(doc, _with_of(doc, end))
        elif name == start and _is_office(doc, name, end):
            continue
        words = tuple(doc[name:end].text.split())
        after_the = (
            start > 0 and doc[start - 1].lower_ == "the" and name != past_body(doc, start, end)
        )
        initial = len(words) == 1 and len(words[0].rstrip(".")) < 2
        if (
            end - name <= _LONGEST_NAME
            and not initial
            and not all(w.lower() in DAYS for w in words)
        ):
            yield Mention(name, end, words, tuple(titles), after_the)


def _name_start(doc: Doc, start: int, end: int) -> int:
    """Where the name starts in a run of capitals that may open with titles; ``end`` where it is all titles."""
    given = given_names()
    for k in range(end - 1, start, -1):
        # "White House Press Secretary Josh Earnest": the name follows the last title.
        word = doc[k - 1].lower_
        chief = word == "executive" and k - 1 > start and doc[k - 2].lower_ == "chief"
        if TITLES.get(word) or word in HONORIFICS or chief:
            return k
    named_after = past_body(doc, start, end)
    if named_after:
        return named_after
    held = start > 1 and doc[start - 1].lower_ in OF and bool(TITLES.get(doc[start - 2].lower_))
    if held and end - start >= 3:
        # "Secretary of State John F. Kerry", "Minister of Foreign Affairs Stefania Giannini"
        return next((k for k in range(start + 1, end - 1) if doc[k].lower_ in given), end - 2)
    if any(doc[k].lower_ in BODY_WORDS for k in range(start, end)):
        return start
    if doc[start].is_sent_start and is_called(doc, start, end):
        return start + 1
    name = start
    while name < end and _is_title(doc[name].lower_):
        if name == start and end - start == 1:
            alone = doc[name].lower_ not in _SURNAMES or doc[name - 1].pos_ == "DET"
            return end if TITLES.get(doc[name].lower_) and alone else start
        name += 1
    rival = end - name >= 3 and doc[name].lower_ not in given and doc[name + 2].text != "-"
    if rival and doc[name + 1].lower_ in given:
        # "Rival Hillary Clinton"
        name += 1
    if end - name >= 4 and doc[name : name + 2].text.lower() in PLACES:
        # "ambassador to the United States Hamdullah Mohib"
        name += 2
    return name


def _trails(token: Token) -> bool:
    return token.text in ("-", "&") or (token.lower_ in PARTICLES and not token.is_title)


def _with_of(doc: Doc, end: int) -> int:
    """Past "of Prisons" and "for a Responsible Budget" after the name of a body."""
    if end + 1 >= len(doc) or doc[end].lower_ not in OF:
        return end
    k = end + 1
    if doc[k].lower_ in ("the", "a") and k + 1 < len(doc):
        k += 1
    if not (doc[k].text[:1].isupper() and doc[k].tag_ in (*NAME_TAGS, *_COMMON_TAGS)):
        return end
    while k < len(doc) and k - end < _LONGEST_NAME and _is_part(doc[k]):
        k += 1
        joined = k + 1 < len(doc) and doc[k].lower_ in ("and", "&") and _is_part(doc[k + 1])
        if joined and any(
            _is_part(t) and (t.tag_ in ("NNS", "NNPS") or t.lower_ in BODY_WORDS)
            for t in doc[k + 1 : k + 4]
        ):
            k += 1
    return k


def _with_more(doc: Doc, end: int) -> int:
    """Past "& Culture" and "and Prevention" after the name of a body; "and Harvard" is another one's."""
    while end + 1 < len(doc) and doc[end].text in ("and", "&") and _is_part(doc[end + 1]):
        word = doc[end + 1]
        if doc[end].text != "&" and not word.lower_.endswith(_FIELD_ENDINGS):
            break
        end += 2
        while end < len(doc) and _is_part(doc[end]) and doc[end - 1].whitespace_:
            end += 1
    return end


# "Aurora Innovation": no surname ends so.
_THING_ENDINGS = ("tion", "ology", "ogies", "ware", "ments", "ities")
# What a body deals with: prevention, development, culture, security, physics, technology.
_FIELD_ENDINGS = (
    "tion", "sion", "ment", "ture", "ity", "ety", "ics", "ogy", "ies", "ance", "ence", "ing", "ism", "aphy",
    "services", "health", "trade", "sports", "science", "labor", "labour", "welfare",
)  # fmt: skip


def _is_office(doc: Doc, start: int, end: int) -> bool:
    """True for the capitals of "Afghan Ambassador to the United States": who holds it is named after."""
    return (
        end - start > 1
        and bool(TITLES.get(doc[end - 1].lower_))
        and doc[end - 1].lower_ not in _SURNAMES
        and end < len(doc)
        and doc[end].lower_ in ("to", "of", "for")
        and doc[start].lower_ not in given_names()
    )


def _is_part(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        and not token.is_sent_start
        and token.tag_ in (*NAME_TAGS, *_COMMON_TAGS)
    )


def _is_title(word: str) -> bool:
    return word in HONORIFICS or word in TITLES


def _opens_sentence(token: Token) -> bool:
    """True for the "Beyond" of "Beyond Trump's finances": its capital is the sentence's."""
    return bool(token.is_sent_start) and token.lower_ in _PREPOSITIONS


_PREPOSITIONS = frozenset(
    "beyond despite under inside unlike behind during since before after amid among within without like "
    "over about against via besides throughout".split()
)


def _starts(token: Token) -> bool:
    text = token.text
    if not text[:1].isupper():
        return False
    if token.tag_ in NAME_TAGS or (token.lower_ in HONORIFICS and text.endswith(".")):
        return True
    if is_nicknamed(token.doc, token.i + 1):
        return True
    if token.tag_ in _MISREAD and not token.is_sent_start and token.i + 1 < len(token.doc):
        # "biologist Per Haugen", "keeper Will Day": a preposition or verb to the tagger.
        return token.nbor().tag_ in NAME_TAGS and token.nbor().text.istitle() and text.istitle()
    # "Good Friends": a name of common words shows by its capitals alone, away from a sentence's start.
    if token.tag_ not in _COMMON_TAGS or token.is_sent_start or token.i + 1 >= len(token.doc):
        return False
    after = token.nbor()
    return (
        after.text[:1].isupper()
        and after.tag_ in (*_COMMON_TAGS, *NAME_TAGS)
        and not token.nbor(-1).is_sent_start
    )


def _goes_on(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.is_sent_start:
        return False
    if token.text.islower() and doc[i - 1].text == "-":
        return True
    if token.text[:1].isupper() and (
        token.tag_ in NAME_TAGS or token.tag_ in _COMMON_TAGS or token.lower_ in SUFFIXES
    ):
        return True
    if token.tag_ == "RB" and token.text.istitle() and doc[i - 1].lower_ in given_names():
        # "Helen Stavely": what ends in "ly" is an adverb to the tagger.
        return doc[i - 1].text.istitle()
    if i + 1 >= len(doc):
        return False
    if token.text in MARKS:
        return is_nicknamed(doc, i) or is_nicknamed(doc, i - 2)
    after = doc[i + 1]
    if token.text == "-" and not doc[i - 1].whitespace_ and not token.whitespace_:
        given = i - 1 > 0 and doc[i - 2].text[:1].isupper() and len(after) <= 4
        given = given or is_given_in_two(doc, i)
        return after.text[:1].isupper() or (
            given and after.text.islower() and after.lower_ not in _NOT_SYLLABLES
        )
    if token.lower_ == "and" and after.text[:1].isupper():
        # "the Paper and Pulp Workers' Union"
        return any(
            doc[k].tag_ == "POS"
            and doc[k + 1].text[:1].isupper()
            and doc[k + 1].lower_ in BODY_WORDS
            for k in range(i + 2, min(i + 5, len(doc) - 1))
        )
    if token.tag_ == "POS" and after.text[:1].isupper() and after.lower_ in BODY_WORDS:
        return True
    if token.text == "&":
        return after.text[:1].isupper()
    if token.lower_ in PARTICLES and after.lower_ in PARTICLES and i + 2 < len(doc):
        # "van der Heide"
        after = doc[i + 2]
    return token.lower_ in PARTICLES and after.text[:1].isupper() and after.tag_ in NAME_TAGS


def _headings(doc: Doc) -> set[int]:
    """Tokens of headlines in title case, where capitals tell nothing."""
    found: set[int] = set()
    for sentence in doc.sents:
        before, last = sentence.start - 1, doc[sentence.end - 1]
        if (before >= 0 and "\n" not in doc[before].text) or not (
            last.is_space or sentence.end == len(doc)
        ):
            continue
        if any(t.text.islower() and t.tag_ in _FINITE for t in sentence):
            continue
        words = [t for t in sentence if t.is_alpha and len(t.text) > 3]
        if len(words) >= 3 and sum(t.text[:1].isupper() for t in words) > 0.8 * len(words):
            found.update(range(sentence.start, sentence.end))
    return found
