"""Reporting clauses in a row of atoms: cue, source, and what is reported."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.extract.fast.atoms import QUOTED, Atoms
from store.extract.fast.behind import right_of, right_of_cue
from store.extract.fast.extent import (
    LEADS,
    content_at,
    end_of,
    goes_on,
    has_verb,
    is_clausal,
    is_lead,
    left_of,
    marked_end,
    opening_of,
)
from store.extract.fast.phrases import (
    DETERMINERS,
    PRONOUNS,
    Range,
    before_verbs,
    is_adverb,
    phrase_after,
    subject_before,
)
from store.extract.fast.verbs import AUXILIARIES, PASSIVE_OF, Form, is_verb, reporting_forms
from store.extract.lexicon import is_speech, share

_MOST_CUES = 12
"""No sentence of prose has more: a bound keeps the work linear whatever comes in."""
_LONGEST_LEAD = 30
_ENOUGH = 0.45

_ENOUGH_OTHER = 0.5

_ENOUGH_OBJECT = 0.6


@dataclass(slots=True)
class Report:
    """A quote in the making; all ranges are of atoms."""

    cue: Range
    source: Range | None
    content: list[Range]
    how: str
    """The frame of the cue lexicon, or how words in marks stand to the cue."""
    lemma: str
    stretches: list[int] = field(default_factory=list)


def find_reports(atoms: Atoms) -> list[list[Report]]:
    """The reports of each sentence, in the order of their cues; without content where a colon ends it."""
    forms = reporting_forms()
    words = atoms.words
    found: list[list[Report]] = []
    for low, high in atoms.sentences:
        cues = [p for p in range(low, high) if words[p] in forms or words[p] == "according"]
        here: list[Report] = []
        for p in cues[:_MOST_CUES]:
            report = _report(atoms, p, low, high, here)
            if report is not None:
                here.append(report)
        _settle(atoms, here)
        for report in here:
            report.content = [span for span in report.content if span[0] < span[1]]
            report.stretches = [
                k for span in report.content for k in range(*span) if k in atoms.stretches
            ]
        found.append(here)
    return found


def _report(atoms: Atoms, p: int, low: int, high: int, here: list[Report]) -> Report | None:
    word = atoms.words[p]
    if word == "according":
        return _according(atoms, p, low, high)
    form = reporting_forms().get(word)
    if form is None or _is_noun(atoms, p, low, form):
        return None
    if form.ing:
        return _reporting_on(atoms, p, low, high, here, form)
    first = before_verbs(atoms, p, low)
    group = atoms.words[first:p]
    passive = form.past and any(w in PASSIVE_OF for w in group)
    if passive or (form.past and not form.finite and not group):
        return None
    if first > low and atoms.words[first - 1] == "to":
        return _reporting_on(atoms, p, low, high, here, form)
    return _clause(atoms, p, first, low, high, here, form)


def _is_noun(atoms: Atoms, p: int, low: int, form: Form) -> bool:
    words, texts = atoms.words, atoms.texts
    if texts[p][0].isupper() and p != low:
        return True
    if words[p - 1] in DETERMINERS - _STANDING and p > low:
        return True
    if not form.also_noun:
        return p == low and not (form.says and form.finite)
    if p == low:
        return True
    q = p - 1
    while q > low and is_adverb(words[q]):
        q -= 1
    before = words[q]
    if before in PRONOUNS or before in AUXILIARIES or before in ("to", QUOTED):
        return False
    if words[p].endswith("ing") and words[p + 1 : p + 2] in ([","], [":"], [QUOTED], ["that"]):
        return False
    if words[p].endswith(("s", "ing")) and not words[p].endswith("ss"):
        return not (
            texts[q][0].isupper()
            or before in (",", ")", "study", "poll", "survey", "report", "group")
        )
    return not (
        before.endswith("s") and not before.endswith(("'s", "ss")) and texts[q][0].islower()
    )


_STANDING = frozenset("that this these those some many most several another one".split())


def _according(atoms: Atoms, p: int, low: int, high: int) -> Report | None:
    words = atoms.words
    if p + 2 >= high or words[p + 1] != "to":
        return None
    source = phrase_after(atoms, p + 2, high)
    if source is None:
        return None
    end = end_of(atoms, high)
    after = source[1]
    content: list[Range] = []
    if p > low:
        start = opening_of(atoms, p, low)
        stop = p - 1 if words[p - 1] in (",", "—", "–", "(") else p
        if stop > start:
            content.append((start, stop))
    if after < end and words[after] == "," and (not content or goes_on(atoms, after + 1, end)):
        content.append((after + 1, end))
    if not content:
        return None
    return Report((p, p + 2), source, content, "according", "according")


def _reporting_on(
    atoms: Atoms, p: int, low: int, high: int, here: list[Report], form: Form
) -> Report | None:
    """ "…, adding that", "went on to say": the source is the subject of the verb before."""
    words = atoms.words
    first = before_verbs(atoms, p, low)
    cue = (first, p + 1)
    if form.ing and first < p:
        source = subject_before(atoms, first, low)
    else:
        first = first - 1 if not form.ing else p
        before = words[first - 1] if first > low else ""
        if form.ing and (before in DETERMINERS or before in ("of", "in")):
            return None
        cue = (p, p + 1)
        source = _speaking(atoms, low, first, here)
    if source is None:
        return None
    kind, at = right_of_cue(atoms, p, high, form)
    if kind == "clause" and not is_clausal(atoms, at, high):
        kind = "object"
    told = kind in ("that", "quote", "colon", "clause", "wh")
    if told and form.says and _introduces(form, kind):
        return Report(cue, source, [content_at(atoms, kind, at, high)], "on", form.lemma)
    return _flowing(atoms, p, high, cue, source, form) if form.naming else None


def _speaking(atoms: Atoms, low: int, high: int, here: list[Report]) -> Range | None:
    """Who speaks already before ``high``, or the subject of the sentence's first verb."""
    words = atoms.words
    for report in reversed(here):
        if (
            report.source is not None
            and words[report.source[0]] not in _RELATIVE
            and report.how != "according"
        ):
            return report.source
    for q in range(low, high):
        if is_verb(words[q]) and atoms.texts[q].islower():
            first = before_verbs(atoms, q, low)
            subject = subject_before(atoms, first, low) if first > low else None
            if subject is None or words[subject[0]] not in _RELATIVE:
                return subject
    return None


_RELATIVE = frozenset(("who", "which", "that"))


def _clause(
    atoms: Atoms, p: int, first: int, low: int, high: int, here: list[Report], form: Form
) -> Report | None:
    words, lemma = atoms.words, form.lemma
    cue = (first, p + 1)
    kind, at = right_of_cue(atoms, p, high, form)
    source = subject_before(atoms, first, low)
    if source is not None and words[source[1] - 1] in ("which", "that") and not form.says:
        return None
    behind = _inverted(atoms, p, low, high, source) if form.says and first == p else None
    if behind is not None:
        source, begin = behind, first
        kind, at = right_of(atoms, behind[1], high)
    elif source is not None:
        begin = source[0]
    else:
        begin = first
        if words[first - 1] in ("and", "but", ",", "then", "or"):
            source = _speaking(atoms, low, first, here)
        if source is None:
            return None
    relative = words[source[0]] in _RELATIVE
    left = None if relative else left_of(atoms, begin, low)
    if left is not None and (form.says or share(lemma, "bare") >= _ENOUGH):
        content = _around(atoms, left, kind, at, high, behind is not None)
        if content:
            quoted = any(words[k] == QUOTED for k in range(*left))
            how = ("after" if quoted else "tag") if len(content) == 1 else "between"
            return Report(cue, source, content, how, lemma)
    if kind == "clause" and not is_clausal(atoms, at, high):
        kind = "object"
    if not _introduces(form, kind):
        colon = _colon_behind(atoms, p, high) if form.says else None
        if colon is not None:
            return Report(cue, source, [(colon, end_of(atoms, high))], "colon", lemma)
        return _flowing(atoms, p, high, cue, source, form)
    how = "before" if kind == "quote" else kind
    return Report(cue, source, [content_at(atoms, kind, at, high)], how, lemma)


def _inverted(atoms: Atoms, p: int, low: int, high: int, source: Range | None) -> Range | None:
    """The phrase behind a cue that stands before its source: ``"A," said Obe``, "Added Obe:"."""
    words = atoms.words
    if p > low and words[p - 1] not in (QUOTED, ","):
        return None
    after = phrase_after(atoms, p + 1, high)
    if after is None:
        return None
    if p == low:
        return after if words[after[1] : after[1] + 1] == [":"] else None
    closed = words[p - 1] == QUOTED or (p - 2 >= low and words[p - 2] == QUOTED)
    ends = after[1] >= high or words[after[1]] in _AFTER_NAME or not has_verb(atoms, after[1], high)
    return after if ends and (closed or source is None) else None


def _around(
    atoms: Atoms, left: Range, kind: str, at: int, high: int, inverted: bool
) -> list[Range]:
    """What is reported where words stand before the clause: those, and what goes on behind it."""
    words = atoms.words
    tight = QUOTED in (words[left[1] - 1], words[left[1] - 2])
    lead = kind != "end" and is_lead(atoms, left)
    if kind == "quote":
        return [] if lead else [left, content_at(atoms, kind, at, high)]
    if tight:
        aside = words[left[0]] in LEADS and words[left[0]] != "but"
        return [] if aside and kind in ("that", "clause", "wh") else [left]
    if kind == "comma" and at + 1 < high and words[left[0]] not in _OPENING_WORDS:
        broken = is_verb(words[left[1] - 1]) or goes_on(atoms, at + 1, high)
        if broken or (lead and is_clausal(atoms, at + 1, high)):
            return [left, (at + 1, end_of(atoms, high))]
    if lead or (kind not in ("end", "comma") and not (inverted or kind in ("other", "to"))):
        return []
    return [left]


def _introduces(form: Form, kind: str) -> bool:
    """True where the lexicon makes what follows the cue an attribution."""
    lemma = form.lemma
    if kind in ("that", "clause", "wh"):
        return _reports(lemma, kind)
    if kind == "colon":
        return form.says
    if kind == "quote":
        return form.says or form.naming or share(lemma, "bare") >= _ENOUGH
    return kind == "to" and share(lemma, kind) >= _ENOUGH_OTHER


def _colon_behind(atoms: Atoms, p: int, high: int) -> int | None:
    """Where the speech starts that a sentence with the cue ``p`` announces by a colon, here or behind it."""
    words = atoms.words
    for k in range(p + 1, min(high, p + _LONGEST_LEAD)):
        if words[k] == ":" and (k + 1 == high or words[k + 1] == QUOTED):
            return k + 1
        if words[k] == QUOTED:
            return None
    return None


def _flowing(
    atoms: Atoms, p: int, high: int, cue: Range, source: Range, form: Form
) -> Report | None:
    """Marked words that the sentence flows into: "called the plan “an insult to the drowned”"."""
    words = atoms.words
    if not (form.says or form.naming or share(form.lemma, "object") >= _ENOUGH_OBJECT):
        return None
    if words[p + 1 : p + 2] == ["on"]:
        return None
    for k in range(p + 1, min(high, p + 20)):
        if words[k] == QUOTED or (form.naming and words[k] in ('"', "“")):
            return Report(cue, source, [(p + 1, marked_end(atoms, k, high))], "object", form.lemma)
        if words[k] in ";—–:" or is_verb(words[k]):
            return None
    return None


def _reports(lemma: str, frame: str) -> bool:
    likely = share(lemma, frame)
    return likely >= (_ENOUGH if is_speech(lemma, frame) else 0.5)


_AFTER_NAME = frozenset(
    (QUOTED, *", . ; : — – -- in on at during of after to as when who while from".split())
)

_OPENING_WORDS = frozenset("but and still meanwhile however instead so then yet".split())


def _settle(atoms: Atoms, reports: list[Report]) -> None:
    """A report ends where another clause of the sentence reports for itself: ", but Obe said"."""
    words = atoms.words
    for one in reports:
        for other in reports:
            if other is one or other.source is None:
                continue
            begin = min(other.source[0], other.cue[0])
            begins = begin - 1
            if (
                words[begins] not in ("and", "but", "while", "as", "though", "although")
                or begins <= one.cue[1]
            ):
                continue
            last = one.content[-1]
            if last[0] < begins < last[1] and one.cue[1] <= last[0] and words[begins - 1] == ",":
                one.content[-1] = (last[0], begins - 1)
