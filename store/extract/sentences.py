"""Where sentences start, decided by rule before the parse: news prose is regular, and a closing mark,
an abbreviation or a new paragraph tells more than the parser's guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.attrs import SENT_START
from spacy.tokens import Doc, Token

from store.datelines import dateline_end
from store.extract.lexicon import QUOTING_FORMS
from store.extract.names import DAYS
from store.model import Paragraph

_STOPS = frozenset((".", "!", "?", "…", "...", "?!", "!!", "....", ".."))
_CLOSERS = frozenset(('"', "”", "''", "'", "’", ")", "]", "»"))
_OPENERS = frozenset(('"', "“", "``", "''", "'", "‘", "(", "[", "„", "«"))
# After "U.S." or "p.m." only these words start a sentence for certain.
_STARTERS = frozenset(
    "the a an he she it they we i you but and in on at this that these those his her its their our "
    "there when while as if for after before since according however meanwhile some many most what "
    "why how who no nobody none nothing neither another".split()
)
_HOURS = frozenset(("a.m.", "p.m."))
# "9 p.m. Eastern time", "9 p.m. Monday": these go on with the hour.
_OF_HOURS = DAYS | frozenset("eastern central mountain pacific atlantic greenwich local".split())
_DOUBLES = frozenset(('"', "''", "“", "”", "``"))
# -1, "no sentence starts here", as spaCy keeps it in an unsigned array.
_GOES_ON = 2**64 - 1
_BREAKS = _STOPS | _OPENERS | {",", ";", ":"}
_LONGEST_TAG = 20
# No sentence of prose is longer; a bound keeps the work on each token's clause small whatever comes in.
_LONGEST_SENTENCE = 300

Tokens = tuple[int, int]
"""``(start, end)`` token indices, end exclusive."""


def sentence_starts(doc: Doc, paragraphs: Sequence[Paragraph]) -> list[bool]:
    """For each token of ``doc`` (parsed or not), whether a printed sentence starts with it."""
    found = [False] * len(doc)
    starts = iter(_starting_at(doc.text, paragraphs))
    next_start = next(starts, None)
    double_open = False
    previous_stop = False
    begun = 0
    for token in doc:
        text = token.text
        new_paragraph = token.i == 0
        while next_start is not None and token.idx >= next_start:
            new_paragraph = True
            next_start = next(starts, None)
        if new_paragraph:
            double_open = False
        too_long = token.i - begun >= _LONGEST_SENTENCE
        if new_paragraph or too_long or (previous_stop and _starts(doc, token.i, double_open)):
            found[token.i] = True
            begun = token.i
            previous_stop = False
        if text in _DOUBLES:
            double_open = text in ("“", "``") or (text != "”" and not double_open)
        if text in _STOPS or (text[-1] in ".?!" and len(text) > 1):
            previous_stop = True
        elif not (token.is_space or text in _CLOSERS):
            previous_stop = False
    return found


def _starting_at(text: str, paragraphs: Sequence[Paragraph]) -> list[int]:
    """Where paragraphs start, and behind the datelines that some of them open with."""
    found = []
    for paragraph in paragraphs:
        found.append(paragraph.start)
        sent = dateline_end(text, paragraph.start, paragraph.end)
        if sent > paragraph.start:
            found.append(sent)
    return found


def mark_units(doc: Doc, starts: Sequence[bool], stretches: Sequence[Tokens]) -> None:
    """Sets what the parser takes for sentences in an unparsed ``doc``.

    A reporting clause is a unit of its own beside the quoted sentence that it reports: the parser then
    can't tie its words to words of the quote. ``stretches`` are the token ranges between double marks.
    """
    cuts = set()
    for start, end in stretches:
        if _opens(doc, starts, start):
            cuts.add(start)
            if end < len(doc) and _hangs(doc, end):
                cuts.add(end)
        elif end - start > 3 and start > 0 and doc[start - 1].text in (",", ":"):
            # Speech after its cue, or the second half after a cue in between.
            first = next((t for t in doc[start:end] if t.text not in _OPENERS), None)
            sentence = next((i for i in range(start, -1, -1) if starts[i]), 0)
            if first is not None and (
                first.text[:1].isupper() or sentence in cuts or _cut(cuts, sentence, start)
            ):
                cuts.add(start)
                if end < len(doc) and not starts[end] and _hangs(doc, end):
                    cuts.add(end)
    # At once: spaCy checks the whole doc each time that a single token's start is set.
    flags: Any = doc.to_array([SENT_START])
    for i, started in enumerate(starts):
        flags[i] = 1 if started or i in cuts else _GOES_ON
    if starts:
        doc.from_array([SENT_START], flags)


def _cut(cuts: set[int], start: int, end: int) -> bool:
    return any(i in cuts for i in range(start + 1, end))


def _opens(doc: Doc, starts: Sequence[bool], start: int) -> bool:
    """True where nothing but marks stands between the sentence's start and ``start``."""
    i = start
    while i > 0 and not starts[i] and (doc[i - 1].is_space or doc[i - 1].text in _OPENERS):
        i -= 1
    return starts[i]


def _hangs(doc: Doc, end: int) -> bool:
    """True where the stretch that ends at ``end`` stops with a comma, "?", "!" or a dash."""
    i = end - 1
    while i > 0 and (doc[i].text in _CLOSERS or doc[i].is_space):
        i -= 1
    return doc[i].text[-1:] in ",?!…—-–" or doc[end].text in (",", "—", "–")


def _starts(doc: Doc, i: int, double_open: bool) -> bool:
    token = doc[i]
    if token.is_space:
        return False
    if token.text in ('"', "''") and double_open:
        return False
    if token.text in _CLOSERS and token.text not in _OPENERS:
        return False
    if token.text in ("'", "’") and not doc[i - 1].whitespace_ and not doc[i - 1].is_space:
        return False
    before = doc[i - 1]
    while before.i > 0 and (before.is_space or before.text in _CLOSERS):
        before = doc[before.i - 1]
    first = token
    while first.text in _OPENERS and first.i + 1 < len(doc):
        first = doc[first.i + 1]
    text = first.text
    if not (text[:1].isupper() or text[:1].isdigit() or first.i != i):
        return False
    if before.text not in _STOPS:
        if before.text[:1].isdigit() or _is_glued(before):
            return True  # "27C.", "£2m.": a measure and its stop, which are one token
        if before.text.lower() in _HOURS and first.is_title:
            return text.lower() not in _OF_HOURS
        # An abbreviation: Mr., Sen., U.S., J.
        return (len(before.text) > 2 and before.text not in TITLES) and (
            (text.lower() in _STARTERS and not _is_number_sign(first))
            or (first.i != i and text[:1].isupper() and before.text[-2:-1].isupper())
        )
    if text[:1].isdigit() and before.i > 0 and _is_number_sign(doc[before.i - 1]):
        return False
    quoted = before.i < i - 1 and any(doc[k].text in _CLOSERS for k in range(before.i + 1, i))
    if quoted and before.text in ("?", "!", "…", "...", "?!", "!!") and first.i == i:
        return not _reporting_tag(doc, i)
    return True


def _is_glued(token: Token) -> bool:
    """True for the "m." of "£2m."."""
    before = token.nbor(-1) if token.i else token
    return before.text[-1:].isdigit() and not before.whitespace_


def is_mark(token: Token) -> bool:
    """True for what parts words: stops, commas, dashes, quotation marks, and not the sign of "40%"."""
    return bool(token.is_punct) and token.text not in _SIGNS


_SIGNS = ("%", "‰", "#", "@")


def _is_number_sign(token: Token) -> bool:
    """True for the "No" of "No. 2"."""
    return token.text == "No" and token.i + 1 < len(token.doc) and token.nbor().text == "."


def _reporting_tag(doc: Doc, i: int) -> bool:
    """True for ``Mr. Smith asked`` and ``Jo "Bo" Day, his niece, asked`` after ``…?"``: the sentence goes on."""
    commas = 0
    stop = min(i + _LONGEST_TAG, len(doc))
    while i < stop:
        token = doc[i]
        closes = commas == 0 or (commas == 2 and doc[i - 1].text == ",")
        if closes and token.lower_ in QUOTING_FORMS:
            return True
        if token.text == "," and commas < 2:
            commas += 1
        elif token.text in _DOUBLES and i + 2 < stop and doc[i + 2].text in _CLOSERS:
            i += 2
        elif token.text in _BREAKS and not (token.text == "(" and commas == 1):
            return False
        i += 1
    return False


TITLES = frozenset(
    "Mr. Mrs. Ms. Dr. Sen. Rep. Gov. Gen. Lt. Col. Sgt. Capt. Rev. Hon. Prof. St. Sens. Reps. Govs. "
    "Messrs. Pres. Sec. Jr. Adm. Cmdr. Maj. Cpl. vs. Gens. Lts. Supt. Insp. Det. Pvt. Brig. Amb. Fr. "
    "Atty. Asst. Ft. Mt.".split()
)
"""Abbreviations that stand before a name: no sentence ends with them."""
