"""Who does a verb: the head of its subject in the parse, and the source phrase as printed around it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from store.extract.grid import Grid
from store.extract.lexicon import REPORTING_NOUNS, SAY_VERBS, reports_speech
from store.extract.sentences import Tokens

_CLIMBS = ("conj", "xcomp", "advcl", "pcomp", "ccomp", "dep", "prep")
_STEPS = 6
_DASHES = ("—", "–", "―", "--", "-")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
# Their object does what the infinitive after it says ("urged the crowd to welcome him").
_OBJECT_CONTROL = frozenset(
    "urge ask tell want force order allow get let make encourage push press advise convince persuade "
    "invite require help expect hear see lead drive prompt cause leave teach command beg challenge "
    "inspire enable permit instruct warn remind call".split()
)


def subject(verb: Token) -> Token | None:
    """The head noun of who does ``verb``: its own subject, or that of the verb that governs it."""
    here = verb
    if any(c.dep_ == "auxpass" or c.lower_ == "being" for c in verb.children) and _agent(verb):
        return _agent(verb)
    if _trails(verb):
        return _sentence_subject(verb)
    for _ in range(_STEPS):
        own = _own_subject(here, verb)
        if own is not None:
            return _outer_speaker(verb, here) or own
        if any(c.dep_ == "nsubjpass" for c in here.children):
            return None
        if here.dep_ == "acl":
            return _of_noun(here)
        if here.dep_ in ("xcomp", "ccomp") and here.tag_ in ("VB", "VBG"):
            controlled = [c for c in here.head.children if c.dep_ == "dobj" and c.i < here.i]
            if controlled and here.head.lemma_ in _OBJECT_CONTROL:
                return controlled[0]
        if here.dep_ not in _CLIMBS or here.head == here:
            return None
        if here.dep_ == "ccomp" and here.tag_ not in ("VBG", "VB", "VBN"):
            return None
        up = here.head
        if here.dep_ == "prep" or (
            up.pos_ in ("ADP", "SCONJ", "ADJ", "NOUN") and up.dep_ != "ROOT"
        ):
            up = up.head
        here = up
    return None


def _own_subject(here: Token, verb: Token) -> Token | None:
    own = [child for child in here.children if child.dep_ == "nsubj"]
    if own:
        return own[-1] if here == verb and _is_beside(own[0], own[-1], here) else own[0]
    for child in here.children:
        if child.dep_ == "nsubjpass":
            return _agent(here) if here == verb else child
    return None


def _is_beside(first: Token, second: Token, verb: Token) -> bool:
    """True for the "Ada Lund" of "Quoting Osk, Ada Lund told …": neither an aside nor the end of a list."""
    doc, start, end = verb.doc, second.left_edge.i, second.right_edge.i + 1
    if not first.i < start < verb.i or doc[start - 1].text in ("-", "–"):
        return False
    is_joined = any(t.dep_ == "cc" for t in (*doc[first.i : start], *second.children))
    return not is_joined and doc[end - 1].text != "," and doc[end].text != ","


def _trails(verb: Token) -> bool:
    """True for ``, saying …`` behind a clause that is itself part of another one."""
    return (
        verb.tag_ == "VBG"
        and verb.dep_ == "advcl"
        and verb.lemma_ in SAY_VERBS
        and verb.i > verb.head.i
        and verb.doc[verb.left_edge.i - 1].text == ","
        and verb.head.dep_ in ("ccomp", "acl", "advcl")
    )


def _sentence_subject(verb: Token) -> Token | None:
    """The subject of the sentence's main clause: ``X denied that Y is near, saying …`` has X saying it."""
    here = verb.head
    while here.dep_ in ("ccomp", "acl", "advcl", "conj", "xcomp", "pcomp", "prep", "dobj", "pobj"):
        here = here.head
    return _own_subject(here, verb) or subject(verb.head)


def _outer_speaker(verb: Token, here: Token) -> Token | None:
    """``X said it was early but added``: who adds is X, whatever the clause in between is about."""
    if here == verb or not (verb.lemma_ in SAY_VERBS or reports_speech(verb.lemma_)):
        return None
    for _ in range(_STEPS):
        if here.dep_ not in ("ccomp", "acl", "acomp", "advcl"):
            return None
        here = here.head
        if here.lemma_ in SAY_VERBS and here.i < verb.i:
            return next((c for c in here.children if c.dep_ == "nsubj"), None)
    return None


def _of_noun(here: Token) -> Token | None:
    """The subject of a clause that hangs on a noun: the noun, or who issued it ("a statement saying")."""
    if here.tag_ == "VBN":
        return _agent(here)
    noun = here.head
    if here.tag_ != "VBG" or noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    if noun.dep_ == "pobj" and noun.head.head.lemma_ in REPORTING_NOUNS:
        # "sent a message to supporters saying"
        noun = noun.head.head
    if noun.dep_ == "dobj" and noun.lemma_ in REPORTING_NOUNS:
        issuer = next((c for c in noun.head.children if c.dep_ == "nsubj"), None)
        return issuer or noun
    return noun


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def phrase(grid: Grid, head: Token, verb: Token) -> Tokens:
    """The noun phrase of ``head`` with its titles, appositions and relative clauses."""
    doc, outside = grid.doc, grid.outside
    start, end = head.left_edge.i, head.right_edge.i + 1
    if head.i < verb.i:
        end = min(end, verb.i)
    elif start <= verb.i:
        start = verb.i + 1
    first, last = grid.unit(head.i)
    start, end = max(start, first), min(end, last)
    while start < head.i and (
        doc[start].is_punct
        or doc[start].is_space
        or doc[start].dep_ == "cc"
        or (not outside[start] and outside[head.i])
    ):
        start += 1
    while end - 1 > head.i and doc[end - 1].head == verb and doc[end - 1].i < verb.i:
        end -= 1
    if head.i > verb.i:
        end = next((i for i in range(head.i + 1, end) if not outside[i]), end)
    end = _cut_aside(doc, head.i, end)
    while end - 1 > head.i and (
        doc[end - 1].is_space or doc[end - 1].text in (".", ":", ";", "(", *_DASHES)
    ):
        end -= 1
    if end - 1 > head.i and doc[end - 1].text == "," and head.i > verb.i:
        end -= 1
    return start, end


def _cut_aside(doc: Doc, head: int, end: int) -> int:
    """Before ", speaking to reporters" and " - who …": what the source does is not who the source is."""
    for i in range(head + 1, end - 1):
        token = doc[i]
        if token.text in _DASHES and (token.text != "-" or token.whitespace_):
            return i
        if token.text == "," and doc[i + 1].tag_ == "VBG" and doc[i + 1].dep_ in ("acl", "advcl"):
            return i
    return end


def nearby(grid: Grid, verb: Token) -> tuple[Token, Tokens] | None:
    """The source of a reporting verb that the parse left alone: the noun phrase right before or after it."""
    doc, outside = grid.doc, grid.outside
    first, last = grid.unit(verb.i)
    if verb.tag_ not in _FINITE and verb.tag_ != "VBN":
        return None
    after = _after(doc, verb.i + 1, last, outside)
    if after is not None and verb.i - first <= 1:
        return after
    start = first
    while start < verb.i and (
        doc[start].is_punct or doc[start].is_space or doc[start].pos_ in ("CCONJ", "ADV")
    ):
        start += 1
    before = doc[start : verb.i]
    if len(before) and doc[start].pos_ in ("ADP", "SCONJ"):
        commas = [t.i for t in before if t.text == ","]
        if commas:
            before = doc[_behind(doc, commas, verb.i) + 1 : verb.i]
    end = before.end
    while end > before.start and (
        doc[end - 1].pos_ in ("ADV", "AUX") or doc[end - 1].dep_ == "neg"
    ):
        end -= 1
    before = doc[before.start : end]
    if (
        len(before)
        and all(outside[t.i] for t in before)
        and not any(t.tag_ in _FINITE for t in before)
        and (before[0].pos_ not in ("ADP", "SCONJ", "VERB") or before[0].text[:1].isupper())
        and not any(t.text in _DASHES for t in before)
    ):
        head = _core(before.start, before.end, doc)
        if head is not None:
            return head, (before.start, before.end)
    return after


def _behind(doc: Doc, commas: list[int], end: int) -> int:
    """The comma that the subject stands behind: the last one, unless it closes an aside or joins a list."""
    last = commas[-1]
    is_open = last + 1 < end and doc[end - 1].text != ","
    named = is_open and doc[last + 1].pos_ == "PROPN" and doc[last + 1].dep_ != "conj"
    return last if named and all(t.dep_ != "cc" for t in doc[last + 1 : end]) else commas[0]


def beside(grid: Grid, cue: Tokens, words: Tokens) -> tuple[Token, Tokens] | None:
    """The source of a cue beside the quoted ``words``, where the parse gave it none: what stands between
    them, or right behind the cue. ``cue`` and ``words`` are token ranges, ``words`` first."""
    doc = grid.doc
    between = [i for i in range(words[1], cue[0]) if not (doc[i].is_punct or doc[i].is_space)]
    if between:
        start, end = between[0], between[-1] + 1
    else:
        start = end = cue[1]
        stop = grid.sentence(cue[0])[1]
        while end < stop and grid.outside[end] and not _ends_name(doc, start, end):
            end += 1
    head = _core(start, end, doc) or next((t for t in doc[start:end] if t.is_title), None)
    return (head, (start, end)) if head is not None else None


def _ends_name(doc: Doc, start: int, end: int) -> bool:
    token = doc[end]
    if token.is_space or (token.is_punct and token.text not in ("-", "'", "’")):
        return True
    return end > start and token.pos_ in ("ADP", "SCONJ", "AUX", "VERB") and not token.is_title


def _after(doc: Doc, start: int, stop: int, outside: list[bool]) -> tuple[Token, Tokens] | None:
    end = start
    while (
        end < stop
        and outside[end]
        and not (doc[end].is_punct and doc[end].text not in ("-", "'", "’"))
        and doc[end].pos_ not in ("ADP", "VERB", "AUX", "SCONJ")
        and not doc[end].is_space
    ):
        end += 1
    head = _core(start, end, doc)
    return (head, (start, end)) if head is not None else None


def _core(start: int, end: int, doc: Doc) -> Token | None:
    """The head noun of the first noun phrase in the range: the last noun before a comma or a preposition."""
    found: Token | None = None
    for token in doc[start:end]:
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            found = token
        elif found is not None and (token.is_punct or token.pos_ in ("ADP", "VERB")):
            break
    return found
