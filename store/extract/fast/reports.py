"""Reporting clauses in a row of atoms: cue, source, and what is reported."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.extract.fast.atoms import QUOTED, Atoms
from store.extract.fast.phrases import (
    DETERMINERS,
    PRONOUNS,
    Range,
    before_verbs,
    has_settings,
    is_adverb,
    phrase_after,
    subject_before,
)
from store.extract.fast.verbs import AUXILIARIES, PASSIVE_OF, Form, is_verb, reporting_forms
from store.extract.lexicon import is_speech, share
from store.extract.names import DAYS

_ENOUGH = 0.45
_ENOUGH_OTHER = 0.5
_ENOUGH_OBJECT = 0.6
_WH = frozenset("whether how why what where when who if".split())
_LONG_STOPS = frozenset((";", "—", "–", "--"))
_SKIPPED = frozenset(
    "in on at during to after before from with by over via through of about for".split()
)
_LONGEST_SETTING = 14


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
    """The reports of each sentence, in the order of their cues."""
    forms = reporting_forms()
    found: list[list[Report]] = []
    for low, high in atoms.sentences:
        here: list[Report] = []
        words = atoms.words
        cues = [p for p in range(low, high) if words[p] in forms or words[p] == "according"]
        for p in cues:
            report = _report(atoms, p, low, high, here)
            if report is not None:
                report.stretches = [
                    k
                    for s, e in report.content
                    for k in range(s, e)
                    if words[k] == QUOTED and k in atoms.stretches
                ]
                here.append(report)
        found.append(_settled(atoms, here))
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
    if before in PRONOUNS or before in AUXILIARIES or before == "to":
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
    end = _end(atoms, high)
    after = source[1]
    content: list[Range] = []
    if p - 1 > low:
        start = _opened(atoms, p, low)
        stop = p - 1 if words[p - 1] in (",", "—", "–", "(") else p
        if stop > start:
            content.append((start, stop))
    if after < end and words[after] == "," and (not content or _goes_on(atoms, after + 1, end)):
        content.append((after + 1, end))
    if not content:
        return None
    return Report((p, p + 2), source, content, "according", "according")


def _goes_on(atoms: Atoms, p: int, end: int) -> bool:
    """True where the clause that was broken off for its source goes on behind it."""
    return (
        p < end
        and atoms.words[p] not in ("and", "but", "while", "which", "who", "where", "with")
        and is_verb(atoms.words[p])
    )


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
        if before in DETERMINERS or before in ("of", "in"):
            return None
        cue = (p, p + 1)
        source = _speaking(atoms, low, first, here)
    if source is None:
        return None
    kind, at = _right(atoms, p, high, form)
    if kind == "clause" and not _clausal(atoms, at, high):
        kind = "object"
    if kind in ("that", "quote", "clause", "wh") and form.says and _introduces(form, kind):
        return Report(cue, source, [_content(atoms, kind, at, high)], "on", form.lemma)
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
    kind, at = _right(atoms, p, high, form)
    source = subject_before(atoms, first, low)
    if source is not None and words[source[1] - 1] in ("which", "that") and not form.says:
        return None
    behind = _inverted(atoms, p, low, high, source) if form.says and first == p else None
    if behind is not None:
        source, begin = behind, first
        kind, at = _right_of(atoms, behind[1], high)
    elif source is not None:
        begin = source[0]
    else:
        begin = first
        if words[first - 1] in ("and", "but", ",", "then", "or"):
            source = _speaking(atoms, low, first, here)
        if source is None:
            return None
    relative = words[source[0]] in _RELATIVE
    left = None if relative else _left(atoms, begin, low)
    if left is not None and (form.says or share(lemma, "bare") >= _ENOUGH):
        content = _around(atoms, left, kind, at, high, behind is not None)
        if content:
            quoted = any(words[k] == QUOTED for k in range(*left))
            how = ("after" if quoted else "tag") if len(content) == 1 else "between"
            return Report(cue, source, content, how, lemma)
    if kind == "clause" and not _clausal(atoms, at, high):
        kind = "object"
    if not _introduces(form, kind):
        return _flowing(atoms, p, high, cue, source, form)
    how = "before" if kind == "quote" else kind
    return Report(cue, source, [_content(atoms, kind, at, high)], how, lemma)


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
    ends = (
        after[1] >= high or words[after[1]] in _AFTER_NAME or not _has_verb(atoms, after[1], high)
    )
    return after if ends and (closed or source is None) else None


def _around(
    atoms: Atoms, left: Range, kind: str, at: int, high: int, inverted: bool
) -> list[Range]:
    """What is reported where words stand before the clause: those, and what goes on behind it."""
    words = atoms.words
    tight = QUOTED in (words[left[1] - 1], words[left[1] - 2])
    lead = kind != "end" and _is_lead(atoms, left)
    if kind == "quote":
        return [] if lead else [left, _content(atoms, kind, at, high)]
    if tight:
        aside = words[left[0]] in _LEADS and words[left[0]] != "but"
        return [] if aside and kind in ("that", "clause", "wh") else [left]
    if kind == "comma" and at + 1 < high and words[left[0]] not in _OPENING_WORDS:
        broken = is_verb(words[left[1] - 1]) or _goes_on(atoms, at + 1, high)
        if broken or (lead and _clausal(atoms, at + 1, high)):
            return [left, (at + 1, _end(atoms, high))]
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
            return Report(cue, source, [(p + 1, _marked_end(atoms, k, high))], "object", form.lemma)
        if words[k] in ";—–:" or is_verb(words[k]):
            return None
    return None


def _marked_end(atoms: Atoms, k: int, high: int) -> int:
    """Behind the marked words at ``k``, and those that "and" joins to them."""
    words = atoms.words
    end = k + 1
    if words[k] != QUOTED:
        while end < high and words[end] not in ('"', "”"):
            end += 1
        end = min(end + 1, high)
    for q in range(end, min(high, end + 3)):
        if words[q] == QUOTED:
            return q + 1
    return end


def _reports(lemma: str, frame: str) -> bool:
    likely = share(lemma, frame)
    return likely >= (_ENOUGH if is_speech(lemma, frame) else 0.5)


_AFTER_NAME = frozenset(
    (
        ",",
        ".",
        ";",
        QUOTED,
        ":",
        "—",
        "–",
        "--",
        "in",
        "on",
        "at",
        "during",
        "of",
        "after",
        "to",
        "as",
        "when",
        "who",
        "while",
        "from",
    )
)


def _has_verb(atoms: Atoms, start: int, end: int) -> bool:
    return any(is_verb(atoms.words[k]) for k in range(start, end))


def _right(atoms: Atoms, p: int, high: int, form: Form) -> tuple[str, int]:
    """What follows the cue ``p``, and where the reported words would start."""
    q = p + 1
    words = atoms.words
    while q < high and (is_adverb(words[q]) or words[q] in DAYS):
        q += 1
    if (
        form.addressed
        and q < high
        and words[q] not in ("that", ",", ":", QUOTED)
        and words[q] not in _WH
    ):
        object_end = _addressee(atoms, q, high)
        if object_end is not None:
            kind, at = _right_of(atoms, object_end, high)
            return ("object to", q) if kind == "to" else (kind, at)
    return _right_of(atoms, q, high)


def _addressee(atoms: Atoms, p: int, high: int) -> int | None:
    """Past "reporters", "the crowd in Ohio", "him"."""
    words, texts = atoms.words, atoms.texts
    if words[p] in (
        "me",
        "him",
        "her",
        "us",
        "them",
        "you",
        "it",
        "people",
        "reporters",
        "voters",
        "supporters",
    ):
        return p + 1
    if words[p] in PRONOUNS or words[p] in ("to", "for"):
        return None
    q = p
    while q < high and q - p < _LONGEST_SETTING:
        if (
            words[q] in ("that", QUOTED, ":", "to")
            or words[q] in _WH
            or words[q] in ("he", "she", "they", "it", "i", "we")
        ):
            return q
        if words[q] == ",":
            return q
        if words[q] == "." and q + 1 < high and texts[q - 1][0].isupper():
            q += 1
            continue
        if not texts[q][0].isalnum() and words[q] not in "'’-":
            return q
        if (
            q > p
            and words[q] in ("the", "a")
            and words[q - 1] not in _SKIPPED
            and words[q - 1] != "and"
        ):
            return q
        q += 1
    return q


def _right_of(atoms: Atoms, q: int, high: int) -> tuple[str, int]:
    words, texts = atoms.words, atoms.texts
    begin = q
    while q < high and (words[q] in DAYS or is_adverb(words[q])):
        q += 1
    if q >= high:
        return "end", q
    word = words[q]
    if word in (":",):
        return ("quote", q + 1) if q + 1 < high and words[q + 1] == QUOTED else ("colon", q + 1)
    if word == QUOTED:
        return "quote", q
    if word == ",":
        if q + 1 < high and words[q + 1] == QUOTED:
            return "quote", q + 1
        that = _that_behind(atoms, q, high)
        return ("that", that) if that is not None else ("comma", q)
    if word == "that":
        return "that", q
    if word in ".!?;—–" or word == "--":
        return ("end", q) if q + 1 >= high or word in ".!?" else ("comma", q)
    if word in _WH:
        return "wh", q
    if word in (
        "to",
        "of",
        "about",
        "for",
        "in",
        "on",
        "at",
        "during",
        "from",
        "after",
        "before",
        "when",
        "as",
        "with",
        "by",
        "while",
        "last",
        "this",
        "earlier",
        "over",
        "through",
        "via",
    ):
        behind = _behind_setting(atoms, q, high)
        if behind is not None:
            return behind
        if word == "to":
            return "to", q
        return "other", q
    if texts[q][0] in "([)]":
        return "other", q
    return "clause", q if q > begin else begin


def _that_behind(atoms: Atoms, comma: int, high: int) -> int | None:
    """The "that" behind an aside between commas: "said, in a statement, that"."""
    words = atoms.words
    for q in range(comma + 1, min(high, comma + _LONGEST_SETTING)):
        if words[q] == ",":
            return q + 1 if q + 1 < high and words[q + 1] == "that" else None
    return None


def _behind_setting(atoms: Atoms, q: int, high: int) -> tuple[str, int] | None:
    """Past "in a statement", "on Tuesday", "to reporters": what the cue still reports behind it."""
    words, texts = atoms.words, atoms.texts
    setting = False
    for k in range(q, min(high, q + _LONGEST_SETTING)):
        word = words[k]
        if word == QUOTED:
            return (
                ("quote", k)
                if words[k - 1] in (",", ":") or has_settings(words[k - 1]) or words[k - 1] in DAYS
                else None
            )
        if word == ":":
            return ("quote", k + 1) if k + 1 < high and words[k + 1] == QUOTED else ("colon", k + 1)
        if word == "that" and k > q + 1 and words[k - 1] not in _SKIPPED:
            return "that", k
        if word == "," or word in ";—–":
            return (
                None if word != "," or k + 1 >= high or words[k + 1] != QUOTED else ("quote", k + 1)
            )
        if (
            setting
            and (
                word
                in (
                    "the",
                    "a",
                    "an",
                    "he",
                    "she",
                    "they",
                    "it",
                    "his",
                    "her",
                    "there",
                    "i",
                    "we",
                    "their",
                )
                or texts[k][0].isupper()
            )
            and words[k - 1] not in _SKIPPED
        ):
            named = texts[k - 1][0].isupper() and words[k - 1] not in DAYS
            if words[k] in DAYS or (named and texts[k][0].isupper()):
                continue
            return "clause", k
        if (
            has_settings(word)
            or word in DAYS
            or texts[k].isdigit()
            or word in ("reporters", "supporters", "voters")
        ):
            setting = True
    return None


def _clausal(atoms: Atoms, p: int, high: int) -> bool:
    """True where a clause of its own starts at ``p``: a phrase and then a verb."""
    words = atoms.words
    if p >= high or words[p] in _NO_CLAUSE:
        return False
    if words[p] in _SUBJECTS or "'" in words[p][1:]:
        return True
    for k in range(p + 1, min(high, p + 25)):
        word = words[k]
        if word in AUXILIARIES and words[k - 1] != "to":
            return True
        if word in _CLAUSE_STOPS and k > p + 1:
            return False
        if (
            is_verb(word)
            and atoms.texts[k].islower()
            and words[k - 1] not in DETERMINERS
            and words[k - 1] != "to"
        ):
            return True
        if word in _LONG_STOPS or word == ":":
            return False
    return False


_NO_CLAUSE = frozenset(
    "and or but to in on at for of from with by about against after before when who which that while because into than as if".split()
)
_CLAUSE_STOPS = frozenset("but after before when who which that while because than as if".split())
_SUBJECTS = frozenset("he she they i we there this these those you nobody everyone".split())


def _left(atoms: Atoms, begin: int, low: int) -> Range | None:
    """What stands before a reporting clause that starts at ``begin``, where a mark or comma ends it."""
    words = atoms.words
    if begin - 1 < low:
        return None
    before = words[begin - 1]
    if before == QUOTED:
        return _opened(atoms, begin, low), begin
    if before in (",", "—", "–", "--") and begin - 2 >= low:
        start = _opened(atoms, begin, low)
        return (start, begin - 1) if start < begin - 1 else None
    return None


def _opened(atoms: Atoms, p: int, low: int) -> int:
    """Where the words that a clause at ``p`` reports start: with their sentence, or behind a semicolon."""
    words = atoms.words
    for k in range(p - 2, low, -1):
        if words[k] == ";":
            return k + 1
    return low


def _is_lead(atoms: Atoms, left: Range) -> bool:
    """True for "In a statement," and "But": words that open the sentence and that nobody said."""
    words = atoms.words
    if any(words[k] == QUOTED for k in range(*left)):
        return False
    return left[1] - left[0] <= 2 or words[left[0]] in _LEADS or not _has_verb(atoms, *left)


_LEADS = frozenset(
    "when while as after asked if although though speaking since because before in during on at with for by but from "
    "citing later appearing walking pressed".split()
)


def _content(atoms: Atoms, kind: str, at: int, high: int) -> Range:
    words = atoms.words
    if kind == "quote":
        m = atoms.stretches.get(at)
        end = at + 1
        if m is not None:
            last = atoms.body[m.start : m.end].rstrip("\"'”’» ")[-1:]
            first = atoms.body[m.start : m.end].lstrip("\"'“‘„«`")[:1]
            whole = first.isupper() and (
                last in ".?!…" or (end < high and words[end] == "," and last == ",")
            )
            if not whole and end < high:
                end = _clause_end(atoms, end, high)
        return at, end
    return at, _clause_end(atoms, at, high)


def _clause_end(atoms: Atoms, at: int, high: int) -> int:
    """Where reported words that start at ``at`` end: with the sentence, or before the writer's own turn."""
    words = atoms.words
    for k in range(at + 2, high - 1):
        if words[k] == "," and (words[k + 1] in _TURNS or _turns(words[k + 1])):
            return k
    return _end(atoms, high)


_OPENING_WORDS = frozenset("but and still meanwhile however instead so then yet".split())

_TURNS = frozenset("adding saying according noting citing referring said says told added".split())


def _turns(word: str) -> bool:
    form = reporting_forms().get(word)
    return form is not None and form.ing and form.says


def _end(atoms: Atoms, high: int) -> int:
    """The sentence's end without its stop."""
    return high - 1 if atoms.words[high - 1] in ".!?" else high


def _settled(atoms: Atoms, reports: list[Report]) -> list[Report]:
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
    return reports
