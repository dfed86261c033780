"""Noun phrases beside a cue, by hand: words, capitals and commas instead of a parse."""

from __future__ import annotations

from store.extract.fast.atoms import QUOTED, Atoms
from store.extract.fast.verbs import AUXILIARIES, cue_forms, is_verb
from store.extract.lexicon import REPORTING_NOUNS
from store.extract.names import BODY_WORDS, DAYS, TITLES

Range = tuple[int, int]
"""``(start, end)`` atom indices, end exclusive."""

PRONOUNS = frozenset("he she they i we you it who".split())
_OTHER_PRONOUNS = frozenset(
    "others some many most several both all one this that those these everyone nobody".split()
)
DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your one another some many most several".split()
)
_BOUNDS = frozenset((QUOTED, *",;:—–()[].!?…|\"“”'’‘", "--", "-"))
_HALTS = frozenset(("who", ",", ";", ":", QUOTED, "that", "which", "but", "(", ")"))
_SUBORDINATORS = frozenset(
    "that but while as because when if whether although though since which who whom where than so or nor yet until "
    "unless whereas what how why after before".split()
)
_ADVERBS = frozenset(
    "also then later still often once again now just even never ever always not soon first already further simply "
    "sometimes once instead rather too therefore thus quickly both all himself herself itself themselves reportedly "
    "today yesterday tonight n't long".split()
)
_OPENERS = frozenset(
    "but and so or yet meanwhile however later also still then instead nonetheless nevertheless moreover furthermore indeed "
    "additionally similarly likewise besides earlier afterward afterwards again perhaps today yesterday now once even "
    "afterwards though in-turn overall here there".split()
)
_PREPOSITIONS = frozenset(
    "in on at after during for with by from to before since under over about through throughout despite amid among "
    "near outside inside following until within without like against between into per of as upon".split()
)
_NAMING_PREPOSITIONS = frozenset("of for at from with in on to".split())
_APART = frozenset(
    "a an the who whom which whose one former where himself herself now both including formerly also then-".split()
)
_SETTINGS = frozenset(
    "interview interviews statement statements speech speeches release tweet tweets email e-mail letter post memo briefing "
    "rally conference appearance debate hearing response reply video message call meeting phone telephone report "
    "interview. testimony note remarks broadcast article column event text texts series address season week month "
    "year time afternoon morning evening night".split()
)
_LONGEST = 40


def is_adverb(word: str) -> bool:
    return word in _ADVERBS or (
        len(word) > 4 and word.endswith("ly") and word not in ("family", "ally", "italy", "july")
    )


def before_verbs(atoms: Atoms, p: int, low: int) -> int:
    """The first atom of the verb group that ends with the verb ``p``: auxiliaries and adverbs included."""
    words = atoms.words
    first = p
    j = p - 1
    while j >= low and (words[j] in AUXILIARIES or is_adverb(words[j])):
        if words[j] in AUXILIARIES:
            first = j
        j -= 1
    return first


def subject_before(atoms: Atoms, verb: int, low: int) -> Range | None:
    """The noun phrase that ends before the verb group at ``verb``, appositions included; ``low`` starts the
    sentence."""
    words = atoms.words
    j = verb - 1
    while j >= low and (
        is_adverb(words[j]) or words[j] in DAYS or (words[j] == "on" and words[j + 1] in DAYS)
    ):
        j -= 1
    if j > low and words[j] in ("week", "month", "year") and words[j - 1] in ("last", "this"):
        j -= 2
    if j < low:
        return None
    if words[j] == ")":
        opened = _opened(atoms, j, low)
        if opened is None:
            return None
        phrase = ending_at(atoms, opened - 1, low)
        return (phrase[0], j + 1) if phrase else None
    if words[j] in ",—–" or words[j] == "--":
        return _with_asides(atoms, j, low)
    return ending_at(atoms, j, low)


def _opened(atoms: Atoms, j: int, low: int) -> int | None:
    for k in range(j - 1, max(low, j - _LONGEST), -1):
        if atoms.words[k] == "(":
            return k
    return None


def _with_asides(atoms: Atoms, comma: int, low: int) -> Range | None:
    """The phrase before one or more asides that end at ``comma``: "Ada Obe, a clerk at the mill,"."""
    words = atoms.words
    end = comma
    mark = words[comma]
    for _ in range(4):
        start = end - 1
        while start >= low and words[start] != mark:
            if words[start] == QUOTED or end - start > _LONGEST:
                return None
            start -= 1
        if start < low:
            return None
        if not _is_aside(atoms, start + 1, end):
            return None
        if start - 1 >= low and words[start - 1] == ")":
            opened = _opened(atoms, start - 1, low)
            phrase = ending_at(atoms, opened - 1, low) if opened is not None else None
        else:
            phrase = ending_at(atoms, start - 1, low)
        if phrase is not None and not (_is_aside_only(atoms, phrase, low)):
            return phrase[0], comma
        end = start
    return None


def _is_aside(atoms: Atoms, start: int, end: int) -> bool:
    """True for what may stand between commas after a name: "a clerk", "who was there", "D-Ohio", "34"."""
    if start >= end:
        return False
    word, text = atoms.words[start], atoms.texts[start]
    if (
        word in _APART
        or word in TITLES
        or word in BODY_WORDS
        or text[0].isdigit()
        or word in _NAMING_PREPOSITIONS
    ):
        return True
    if text[0].isupper():
        return end - start <= 8 and word not in PRONOUNS
    return (
        text[0].islower()
        and word not in _OPENERS
        and word not in _SUBORDINATORS
        and word not in PRONOUNS
    )


def _is_aside_only(atoms: Atoms, phrase: Range, low: int) -> bool:
    """True where ``phrase`` is itself an aside: a comma before it, and a name before that."""
    start, _end = phrase
    words, texts = atoms.words, atoms.texts
    if start - 2 < low or words[start - 1] != ",":
        return False
    named = texts[start - 2][0].isupper() and words[start - 2] not in DAYS
    return named and (
        words[start] in _APART
        or words[start] in TITLES
        or not texts[start][0].isupper()
        or "-" in texts[start]
    )


def ending_at(atoms: Atoms, last: int, low: int) -> Range | None:
    """The noun phrase whose last word is ``last``, without asides."""
    words, texts = atoms.words, atoms.texts
    if last < low or (words[last] in _BOUNDS and words[last] != "."):
        return None
    if words[last] in PRONOUNS or words[last] in ("which", "that"):
        return last, last + 1
    if words[last] in _SUBORDINATORS or words[last] in _PREPOSITIONS or words[last] == "and":
        return None
    k = last
    joined = -1
    while k - 1 >= low and last - k < _LONGEST:
        word = words[k - 1]
        if word in _BOUNDS:
            if word == "." and k - 2 >= low and _abbreviates(atoms, k - 1):
                k -= 2
                continue
            if word in "'’" and texts[k - 2][-1:] == "s" and k - 2 >= low:
                k -= 1
                continue
            break
        if word in _SUBORDINATORS:
            break
        if word in ("and", "&"):
            joined = k
            k -= 1
            continue
        if word in PRONOUNS:
            break
        if is_verb(word) and not _modifies(atoms, k - 1):
            if joined >= 0:
                k = joined
                break
            who = next(
                (q for q in range(k - 1, max(low, k - _LONGEST), -1) if words[q] in _HALTS), low
            )
            if words[who] == "who" and who > low and words[who - 1] != ",":
                # "an aide who spoke without leave said": the clause belongs to its noun.
                before = ending_at(atoms, who - 1, low)
                return (before[0], last + 1) if before is not None else None
            break
        k -= 1
    return _trimmed(atoms, k, last + 1)


def _abbreviates(atoms: Atoms, p: int) -> bool:
    """True for the stop in "Sen. Smith" or "U.S. officials": the sentence did not end there."""
    return atoms.ends[p - 1] == atoms.starts[p]


def _modifies(atoms: Atoms, p: int) -> bool:
    """True for a participle before its noun: "the proposed law", "retired general", "the United States"."""
    word, text = atoms.words[p], atoms.texts[p]
    if p == 0:
        return False
    before = atoms.words[p - 1]
    if word.endswith(("ed", "ing")):
        return before in DETERMINERS or before in (QUOTED, ",") or text[0].isupper()
    return text[0].isupper() and before not in PRONOUNS and word not in AUXILIARIES


def _trimmed(atoms: Atoms, start: int, end: int) -> Range | None:
    """Without words that open the sentence: "But", "On Tuesday", "Meanwhile"."""
    words, texts = atoms.words, atoms.texts
    while start < end and (
        words[start] in _OPENERS
        or words[start] in _ADVERBS
        or (is_adverb(words[start]) and not texts[end - 1].islower())
    ):
        start += 1
    if start < end and words[start] in _PREPOSITIONS:
        begin = -1
        for q in range(start + 2, end):
            opens = (
                words[q] in DETERMINERS
                or words[q] in PRONOUNS
                or (texts[q][0].isupper() and not texts[q - 1][0].isupper() and words[q - 1] != ".")
            )
            if (
                opens
                and words[q - 1] not in _PREPOSITIONS
                and words[q - 1] not in DETERMINERS
                and words[q] not in DAYS
            ):
                begin = q
        if begin < 0:
            return None
        start = begin
    if start < end and words[start] in DAYS:
        start += 1
    while start < end and words[start] in ("and", "&", ".", "'", "’"):
        start += 1
    if start >= end or (not atoms.texts[end - 1][0].isalnum() and words[end - 1] != "."):
        return None
    return start, end


def phrase_after(atoms: Atoms, p: int, high: int) -> Range | None:
    """The noun phrase that starts at ``p``, appositions included: behind an inverted cue or "according to"."""
    words, texts = atoms.words, atoms.texts
    if p >= high or words[p] in _BOUNDS or words[p] in _SUBORDINATORS:
        return None
    if words[p] in PRONOUNS:
        return p, p + 1
    q = p
    while q < high and q - p < _LONGEST:
        word = words[q]
        if word in _BOUNDS:
            if word == "." and q > p and _abbreviates(atoms, q) and q + 1 < high:
                q += 1
                continue
            if (
                word in "'’"
                and q > p
                and texts[q - 1][-1:] == "s"
                and q + 1 < high
                and texts[q + 1][0].isalnum()
            ):
                q += 1
                continue
            if word == "(" and q > p:
                closed = next((k for k in range(q, min(high, q + 12)) if words[k] == ")"), None)
                if closed is not None:
                    q = closed + 1
                    continue
            if word == "," and q > p:
                aside = _aside_after(atoms, q, high)
                if aside is not None:
                    q = aside
                    continue
            break
        if q > p:
            if word in DAYS and texts[q][0].isupper() and words[q - 1] not in DETERMINERS:
                break
            if word in _SUBORDINATORS and not (False):
                break
            if word in _PREPOSITIONS and _leaves(atoms, p, q, high):
                break
            if (
                word == "and"
                and q + 1 < high
                and (words[q + 1] in PRONOUNS or is_verb(words[q + 1]))
            ):
                break
            if is_verb(word) and texts[q].islower() and not _modifies(atoms, q):
                break
            if is_adverb(word):
                break
        q += 1
    while q > p + 1 and words[q - 1] in ("and", "&", ",", "the", "a", "in", "of"):
        q -= 1
    return (p, q) if q > p and texts[p][0].isalnum() else None


def _leaves(atoms: Atoms, p: int, q: int, high: int) -> bool:
    """True where the preposition ``q`` no longer belongs to the phrase from ``p``: "Obe in an interview"."""
    words, texts = atoms.words, atoms.texts
    if words[q] not in _NAMING_PREPOSITIONS or q + 1 >= high:
        return True
    rest = words[q + 1 : q + 6]
    if any(w in _SETTINGS or w in DAYS for w in rest):
        return True
    if words[q] == "of":
        return False
    return (
        texts[q - 1][0].isupper() and words[q - 1] not in BODY_WORDS and words[q - 1] not in TITLES
    )


def _aside_after(atoms: Atoms, comma: int, high: int) -> int | None:
    """Where an apposition that starts behind ``comma`` ends: at the next comma, or with its sentence."""
    words, texts = atoms.words, atoms.texts
    start = comma + 1
    if start >= high:
        return None
    word, text = words[start], texts[start]
    form = cue_forms().get(word)
    if form is not None and not form.also_noun:
        return None
    aside = (
        word in ("a", "an", "the", "who", "whose", "one", "former", "himself")
        or word in TITLES
        or text[0].isdigit()
        or (
            text[0].isupper()
            and word not in PRONOUNS
            and word not in DAYS
            and word not in _PREPOSITIONS
        )
    )
    if not aside:
        noun = (
            text[0].islower()
            and word not in _SUBORDINATORS
            and word not in _OPENERS
            and word not in _PREPOSITIONS
        )
        if not noun or is_verb(word) or word.endswith("ing") or word in PRONOUNS or is_adverb(word):
            return None
    q = start
    while q < high and q - start < _LONGEST:
        if words[q] == "." and _abbreviates(atoms, q) and q + 1 < high:
            q += 1
            continue
        if words[q] in _BOUNDS and words[q] not in "'’-":
            break
        q += 1
    # A clause, not a name's apposition: "…, the vote was lost".
    sure = (
        word in ("who", "whose", "a", "an", "former", "one") or word in TITLES or text[0].isdigit()
    )
    if not sure and any(w in AUXILIARIES for w in words[start:q]) and "who" not in words[start:q]:
        return None
    return q


def has_settings(word: str) -> bool:
    return word in _SETTINGS or word in REPORTING_NOUNS
