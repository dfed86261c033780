"""Whom a message gives quoted words to, by what stands beside them: ``"…" - Name``, ``Name: "…"``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.extract.lexicon import BODY_NOUNS, PERSON_PLURALS, QUOTING_FORMS
from store.model import Span
from store.search.speakers import TITLES

_LONGEST = 90
"""Characters of a name with what describes it."""
_DASH = r"(?:[-–—―~•|]{1,3}|\(|\bby\b)"
_AFTER = re.compile(
    rf"[ \t]*+[.,;]?[ \t]*+(?:\n[ \t]*+){{0,2}}{_DASH}[ \t]*([^\n\"“”„«»]{{2,{_LONGEST}}})"
)
_ALONE = re.compile(rf"[ \t]*\n[ \t]*([^\n\"“”„«»]{{2,{_LONGEST}}})(?=\n|$)")
_BEFORE = re.compile(
    rf"(?:^|[\n.!?…”\"»])[ \t]*([^\n\"“”„«».!?]{{2,{_LONGEST}}}|[^\n\"“”„«»]{{2,40}}):\s*$"
)
_NEXT = re.compile(r"(?:^|[\n.!?…”\"»])[ \t]*([^\n\"“”„«».!?:]{2,60}?),?\s*$")
_BULLET = re.compile(r"(?<=\n)[ \t]*(?:[-–—•*]|\d{1,2}[.)])[ \t]*$")
_PUT_IT = re.compile(
    r"(?:according to|in the words of|as quoted by|quoting|to quote|quotes? (?:from|by|of)|words of|per"
    rf"|attributed to|courtesy of)\s++([^\n\"“”„«»:]{{2,{_LONGEST}}}?)\s*+[,:;.!]?\s*+$",
    re.IGNORECASE,
)
_AS_PUT = re.compile(
    rf"\bas\s++([^\n\"“”„«»:,]{{2,{_LONGEST}}}?)\s++(?:once |famously |so |has |had |himself |herself )*+"
    r"(?:put|puts|says?|said|writes?|wrote|noted|notes)\s*+(?:it|so)?\s*+[,:]?\s*+$",
    re.IGNORECASE,
)
_TOLD_AFTER = re.compile(
    rf"[ \t]*+[,.;]?[ \t]*+(?:according to|in the words of|per|attributed to)\s+([^\n\"“”„«»]{{2,{_LONGEST}}})",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"(?<!\s)\s*(?:[,(;|\[]|\s[-–—]\s|\b(?:in|on|at|during|after|before|via)\s+(?:an?\s|the\s|his\s|her\s|\d|[A-Z])).*",
    re.DOTALL,
)
_TELLER = re.compile(
    r"[ \t]*((?:(?:the|a|an) )?[^\W\d_a-z][^\s,.;:!?\"“”„«»()]*\.?(?: [^\W\d_a-z][^\s,.;:!?\"“”„«»()]*\.?){0,4})"
    r" ([a-z]{3,12})\b"
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_SMALL = frozenset(
    "of the for and de del della di da van von der den bin bint ibn al el la le du dos a an".split()
)
_NO_NAMES = frozenset(
    """note update breaking edit quote quotes quoted q question answer source tldr fact check claim claims
    from in on at via here this that these those today yesterday news reminder headline article true false lol wow and but so
    then now also ps example verdict exactly text translation context summary statement msg message via me
    i we us you what why how when where is are was were""".split()
)
_LEADS = frozenset(
    "here's here this what that when then and but so also how did remember lol btw fyi".split()
)
_COMMON = frozenset(
    "officials experts scientists researchers doctors analysts witnesses residents critics lawmakers".split()
)
PRONOUNS = frozenset("he she they it we i you who him her them".split())
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Stated:
    """A speaker as a message names them."""

    name: str
    """As typed, without what describes them; "" for a pronoun."""
    described: str = ""
    """The whole phrase."""
    is_name: bool = True
    """False for a description ("a customs officer")."""


def stated_beside(text: str, span: Span, limits: Span) -> Stated | None:
    """The speaker that stands beside ``text[span]``, marks included; nothing outside ``limits`` is looked at.

    Verbs of saying are not read here but in the grammar's own place (``store.extract.fast``).
    """
    before = text[max(limits[0], span[0] - 2 * _LONGEST) : span[0]]
    before = _BULLET.sub("", before)
    after = text[span[1] : min(limits[1], span[1] + 2 * _LONGEST)]
    for pattern, found in (
        (_PUT_IT, _PUT_IT.search(before)),
        (_AS_PUT, _AS_PUT.search(before)),
        (_TOLD_AFTER, _TOLD_AFTER.match(after)),
        (_AFTER, _AFTER.match(after)),
        (_BEFORE, _BEFORE.search(before)),
    ):
        if found:
            loosely = pattern in (_PUT_IT, _AS_PUT, _TOLD_AFTER)
            stated = stated_of(found[1], loosely=loosely)
            if stated:
                return stated
    return None


def stated_alone(text: str, span: Span, limits: Span) -> Stated | None:
    """The speaker in the line below the words, or right before them, with no mark between."""
    before = text[max(limits[0], span[0] - _LONGEST) : span[0]]
    after = text[span[1] : min(limits[1], span[1] + 2 * _LONGEST)]
    for found in (_ALONE.match(after), _told_after(after), _NEXT.search(before)):
        stated = stated_of(found[1]) if found else None
        if stated and stated.is_name and stated.name:
            return stated
    return None


def _told_after(after: str) -> re.Match[str] | None:
    """Right after the words a name and a verb of saying: ``"…." Erica Kang told reporters``."""
    found = _TELLER.match(after)
    return found if found and found[2].casefold() in QUOTING_FORMS else None


def stated_of(phrase: str, *, loosely: bool = False) -> Stated | None:
    """The speaker that a phrase names, None where it is no name.

    ``loosely``: also one in small letters, where the words before it announce a speaker.
    """
    whole = " ".join(phrase.split()).strip(" .,;:!?-–—()[]~|•'’‘")
    whole = _first_sentence(re.sub(r"^@", "", whole))
    core = _without_lead(_without_verb(_CUT.sub("", whole).strip(" .,;:!?-–—()[]'’‘")))
    core = re.sub(r"['’]s?$", "", core)
    words = _WORD.findall(core)
    if not words or len(words) > _MOST_WORDS or words[0].casefold().strip(".") in _NO_NAMES:
        return None
    lowered = [word.casefold() for word in words]
    if len(words) == 1 and lowered[0] in PRONOUNS:
        return Stated("", whole)
    is_described = lowered[0] in ("a", "an", "the", "one", "some", "several") or _is_common(lowered)
    capitals = [word for word in words if word[0].isupper() or word[0].isdigit()]
    if not capitals:
        return Stated(core, whole, is_name=not is_described) if loosely or is_described else None
    small = [w for w in words if w[0].islower() and w.casefold() not in _SMALL]
    if small and not loosely and not is_described and len(small) > len(capitals) + 2:
        return None
    return Stated(core, whole, is_name=not _is_common(lowered))


def _first_sentence(phrase: str) -> str:
    """A phrase up to a stop that ends no title and no initial: "Kang. She left" → "Kang"."""
    for stop in re.finditer(r"[.!?](?= )", phrase):
        last = phrase[: stop.start()].rpartition(" ")[2]
        if len(last) > 3 and last.casefold() not in TITLES:
            return phrase[: stop.start()]
    return phrase


def _without_lead(core: str) -> str:
    """ "Here's what Kang" and "Then Kang" without what leads to the name."""
    words = core.split()
    while len(words) > 1 and words[0].casefold().replace("’", "'") in _LEADS:
        words = words[1:]
    return " ".join(words)


def _without_verb(core: str) -> str:
    """ "Kang once said" and "said Kang" without the verb, "he said" too."""
    words = core.split()
    while len(words) > 1 and _is_telling(words[-1]):
        words.pop()
    for at, word in enumerate(words[1:], 1):
        if _is_telling(word) and all(each[0].islower() for each in words[at:]):
            words = words[:at]
            break
        if _is_telling(word) and word.islower() and at <= 4:
            words = words[:at]
            break
    while len(words) > 1 and words[0].islower() and _is_telling(words[0]):
        words = words[1:]
    return " ".join(words)


_ADVERBS = frozenset(
    "once famously also then later just reportedly actually really literally has had".split()
)


def _is_telling(word: str) -> bool:
    plain = word.casefold().strip(",.:;")
    return plain in QUOTING_FORMS or plain in _ADVERBS


def _is_common(lowered: list[str]) -> bool:
    """Whether words describe and don't name: "officials", "Police"."""
    last = lowered[-1].strip(".")
    return len(lowered) == 1 and (
        last in PERSON_PLURALS
        or last in BODY_NOUNS
        or last in _COMMON
        or (last in TITLES and last != "pope")
    )
