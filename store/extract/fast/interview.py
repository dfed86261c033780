"""Interviews without a parse: the turns that labels open, each with whom its label stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from store.extract.fast.atoms import Atoms, atoms_of
from store.extract.fast.people import Mention, Person, find_people
from store.extract.fast.verbs import finite_forms
from store.extract.fast.voices import speaker_of
from store.extract.marks import find_marked
from store.extract.turns import (
    ANSWER,
    ANSWERS,
    ASKERS,
    ASKS,
    CLAUSES,
    ENDS,
    IN_HEADLINE,
    LONGEST_TURN,
    MENTIONED,
    PAPERS,
    QUESTION,
    SPEAKS,
    SPOKEN_TO,
    TALKING,
    Turn,
    is_exchange,
    labelled,
    likeliest,
    trimmed,
)
from store.model import (
    Article,
    Extraction,
    Quote,
    QuoteKind,
    Reason,
    Span,
    Speaker,
    SpeakerKind,
    Where,
)

_CONFIDENCE = 0.8
"""Less than with the parse, which sees more of who was asked."""
_LOOK_AHEAD = 40
_BESIDE = 6
_ASKED = frozenset("interviewed asked interviews asks questioned".split())
_ANSWERED = frozenset("answered answers replied responded".split())
_TALKED = frozenset("spoke speaks talked talks sat met chatted".split())
_INTERVIEWS = frozenset("interview conversation talk chat discussion".split())
_OF = frozenset("of in at near from".split())


def with_interview(article: Article, found: Extraction) -> Extraction:
    """``found`` and the turns of an interview in order; what was found within one gives way to it."""
    turns = labelled(article)
    if not turns or not is_exchange(article, turns) or not _are_clauses(article, turns):
        return found
    atoms = atoms_of(article, find_marked(article.body, article.paragraphs))
    names = _Names(article, atoms, turns)
    quotes: list[Quote] = []
    for n, turn in enumerate(turns):
        speaker = names.of(turn)
        until = turns[n + 1].paragraph if n + 1 < len(turns) else len(article.paragraphs)
        content = _content(article, turn, until)
        if speaker is not None and content:
            quotes.append(_quote(article, turn, content, speaker))
    inside = [span for quote in quotes for span in quote.content]
    kept = [one for one in found.quotes if not _is_inside(one.content[0], inside)]
    quotes = sorted([*kept, *quotes], key=lambda quote: quote.content[0])
    speakers = {one.speaker.name: one.speaker for one in quotes if one.speaker is not None}
    return Extraction(tuple(quotes), tuple(speakers.values()))


def _quote(article: Article, turn: Turn, content: list[Span], speaker: Speaker) -> Quote:
    printed = article.body[slice(*turn.label)]
    ordinal = turn.paragraph + 1
    heard = "" if speaker.name == printed else speaker.name
    return Quote(
        QuoteKind.DIRECT,
        tuple(content),
        source=(turn.label,),
        speaker=speaker,
        paragraph=ordinal,
        confidence=_CONFIDENCE,
        reason=str(Reason(ordinal, "", Where.BEFORE, source=printed, heard=heard, is_parsed=False)),
    )


def _are_clauses(article: Article, turns: Sequence[Turn]) -> bool:
    """Whether most turns end like a sentence, and ask something or hold a finite verb."""
    spoken = 0
    for turn in turns:
        text = article.body[turn.start : turn.end].rstrip()
        words = text.lower().split()[:_LOOK_AHEAD]
        says = "?" in text or any(word.strip(".,;:!") in _FINITE for word in words)
        spoken += text[-1:] in ENDS and says
    return spoken >= CLAUSES * len(turns)


_FINITE = frozenset(finite_forms()) | frozenset(
    "is are was were am be has have had do does did can could will would should may might must".split()
)


def _content(article: Article, turn: Turn, until: int) -> list[Span]:
    spans = [trimmed(article.body, turn.start, turn.end)]
    for paragraph in article.paragraphs[turn.paragraph + 1 : until][:LONGEST_TURN]:
        words = article.body[paragraph.start : paragraph.end].lower().split()
        if len(words) < 4 or turn.key in words or TALKING.isdisjoint(words):
            break
        spans.append(trimmed(article.body, paragraph.start, paragraph.end))
    return [span for span in spans if span[0] < span[1]]


def _is_inside(span: Span, turns: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in turns)


class _Names:
    """Who the labels stand for."""

    def __init__(self, article: Article, atoms: Atoms, turns: Sequence[Turn]) -> None:
        self._atoms = atoms
        spoken = [(turn.label[0], turn.end) for turn in turns]
        outside = [one for one in find_people(atoms) if not _is_inside(_chars(atoms, one), spoken)]
        people = list({id(one.person): one.person for one in outside}.values())
        self._by_last = {person.words[-1].lower(): person for person in reversed(people)}
        short: defaultdict[str, list[Person]] = defaultdict(list)
        for person in people:
            if person.is_person and len(person.words) > 1:
                short["".join(word[0].upper() for word in person.words)].append(person)
        self._initials = {name: who[0] for name, who in short.items() if len(who) == 1}
        first = turns[0].label[0]
        before = [one for one in outside if _chars(atoms, one)[0] < first]
        self._answers = self._interviewed(article, before or outside)
        fullest: dict[str, Turn] = {}
        for turn in turns:
            if turn.key not in QUESTION | ANSWER:
                kept = fullest.get(turn.key)
                fullest[turn.key] = (
                    turn if kept is None or len(turn.name) > len(kept.name) else kept
                )
        self._fullest = fullest
        self._pair = list(fullest.values())[:2] if turns[0].key not in QUESTION | ANSWER else []

    def of(self, turn: Turn) -> Speaker | None:
        """None for a questioner whom nothing names, and where several may have answered."""
        if turn.key in QUESTION:
            return self.of(self._pair[0]) if self._pair else None
        if turn.key in ANSWER:
            if len(self._pair) > 1:
                return self.of(self._pair[1])
            return speaker_of(self._answers) if self._answers else None
        person = self._by_last.get(turn.key)
        if person is None and turn.name.isupper():
            person = self._initials.get(turn.name)
        if person is not None:
            return speaker_of(person)
        return Speaker(self._fullest[turn.key].name, SpeakerKind.PERSON, named=True)

    def _interviewed(self, article: Article, mentions: Sequence[Mention]) -> Person | None:
        worth: defaultdict[int, float] = defaultdict(float)
        people: dict[int, Person] = {}
        byline = article.byline.lower()
        headline = set(re.findall(r"\w+", article.headline.lower()))
        for one in mentions:
            person, last = one.person, one.person.words[-1].lower()
            is_place = len(person.words) == 1 and one.lead and self._word(one.lead - 1) in _OF
            if not person.is_person or last in PAPERS or last in byline or is_place:
                continue
            if id(person) not in people and len(person.words) > 1 and last in headline:
                worth[id(person)] += IN_HEADLINE
            people[id(person)] = person
            worth[id(person)] += self._part(one) + MENTIONED
        best = likeliest(worth)
        return None if best is None else people[best]

    def _part(self, one: Mention) -> float:
        """What the words around a name say for who is named being asked, or against it."""
        words = self._atoms.words
        before = words[max(0, one.lead - _BESIDE) : one.lead]
        after = words[one.end : one.end + 3]
        if not ASKERS.isdisjoint((*words[one.lead : one.start], *before[-1:])):
            return ASKS
        last = before[-1] if before else ""
        if last == "by" and not (_ASKED | {"conducted"}).isdisjoint(before):
            return ASKS
        if last == "from" and "questions" in before:
            return ASKS
        if last in _ASKED or (last == "with" and not _INTERVIEWS.isdisjoint(before)):
            return ANSWERS
        if after[:2] == ["was", "interviewed"] or (after and after[0] in _ANSWERED):
            return ANSWERS
        if after and after[0] in _ASKED:
            return ASKS
        if last in ("to", "with") and not _TALKED.isdisjoint(before):
            return SPOKEN_TO
        return SPEAKS if not _TALKED.isdisjoint(self._clause(one.end)) else 0.1

    def _clause(self, at: int) -> list[str]:
        """The words behind a name, its apposition passed over: "Orla Venn, the harbour master, spoke"."""
        words = self._atoms.words
        if self._word(at) == ",":
            stop = next((k for k in range(at + 1, min(at + 15, len(words))) if words[k] == ","), at)
            at = stop + 1
        return words[at : at + 2]

    def _word(self, at: int) -> str:
        return self._atoms.words[at] if at < len(self._atoms.words) else ""


def _chars(atoms: Atoms, one: Mention) -> Span:
    return atoms.starts[one.start], atoms.ends[one.end - 1]
