"""A question as typed → a Question: its kind, its words, and the limits written into it."""

from __future__ import annotations

import re
import unicodedata

from store.model import Question, QuestionKind
from store.search.text import FUNCTION_WORDS, folded

LONGEST = 1_000
"""Characters of a question that are read."""
MOST_WORDS = 40

_OPERATOR = re.compile(
    r"(?<!\S)(speaker|after|before):\s?(?:\"([^\"]*)\"|“([^”]*)”|(\S+))", re.IGNORECASE
)
_PHRASE = re.compile(r"\"([^\"]+)\"|“([^”]+)”|«([^»]+)»")
_EXCLUDED = re.compile(r"(?<!\S)-(\w[\w’'-]*)")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

_NAMED = re.compile(r"[A-Z][\w’'-]*|\d[\w.,-]*")

_SAY = (
    r"(?:sa(?:y|ys|id|ying)|tells?|told|claim(?:s|ed)?|stat(?:es?|ed)|announc(?:es?|ed)|argu(?:es?|ed)"
    r"|warn(?:s|ed)?|comment(?:s|ed)?|promis(?:es?|ed)|complain(?:s|ed)?|insist(?:s|ed)?|add(?:s|ed)?"
    r"|remark(?:s|ed)?)"
)
_ABOUT = r"(?:about|on|of|regarding|concerning)"
_WHO_SAID = re.compile(rf"who(?: has| had| have)? {_SAY}(?: that)?\b[\s,:]*(?P<words>.+)")
_WHAT_SAID = (
    re.compile(
        rf"what (?:did|does|do|has|have|had) (?P<speaker>.+?) (?:have to |to )?{_SAY}"
        rf"(?: (?:{_ABOUT} )?(?P<about>.+))?"
    ),
    re.compile(rf"what (?:was|is|were) said by (?P<speaker>.+?)(?: {_ABOUT} (?P<about>.+))?"),
    re.compile(rf"what (?P<speaker>.+?) (?:sa(?:ys|id)|told)\b(?: {_ABOUT} (?P<about>.+))?"),
)
_WHO_IS = re.compile(r"who(?:'s|’s| is| was| are| were) (?P<name>.+)")
_KINDS = (
    (
        QuestionKind.HOW_MUCH,
        r"\bhow much\b|\bwh(?:at|ich) (?:\w+ ){0,2}(?:price|cost|salary|budget|fine|worth)\b",
    ),
    (
        QuestionKind.HOW_MANY,
        r"\bhow (?:many|large|long|big|tall|high|far|old|often|fast|wide|deep|few|heavy|hot|cold)\b"
        r"|\bwh(?:at|ich) (?:(?:is|was|are|were|the|a|total|average|estimated) ){0,3}"
        r"(?:number|percentage|percent|amount|population|fraction|proportion|rate|share|size|age|height"
        r"|length|distance|temperature)\b",
    ),
    (
        QuestionKind.WHEN,
        r"\bwhen\b|\b(?:what|which) (?:\w+ )?(?:year|years|month|day|date|century|decade|time)\b",
    ),
    (
        QuestionKind.WHERE,
        r"\bwhere\b|\b(?:what|which) (?:\w+ )?(?:city|cities|country|countries|state|states|place|county"
        r"|region|continent|location|town|island|river|village|province|streets?)\b",
    ),
    (
        QuestionKind.WHO,
        r"\bwho\b|\bwhom\b|\bwhose\b|\b(?:what|which) (?:\w+ )?(?:person|man|woman|king|queen|president"
        r"|minister|scientist|author|player|actor|leader|company|group|organi[sz]ation|team|party)\b",
    ),
    (
        QuestionKind.OTHER,
        r"^(?:is|are|was|were|do|does|did|can|name)\b|\b(?:what|which|why|how)\b|\?\s*$",
    ),
)
_ASKING = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
"""Says what kind of answer is wanted, and is not in it."""
_KIND_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


def parse(text: str) -> Question:
    """Read a question. Pure: nothing is looked up, any string whatever gives a Question."""
    typed = text
    rest = _plain(text)
    limits = {"speaker": "", "after": "", "before": ""}

    def take(match: re.Match[str]) -> str:
        name = match[1].lower()
        value = (match[2] or match[3] or match[4] or "").strip()
        if not value or (name != "speaker" and not _DATE.fullmatch(value)):
            return match[0]
        limits[name] = value
        return " "

    rest = _OPERATOR.sub(take, rest)
    phrases = tuple(
        phrase.strip()
        for groups in _PHRASE.findall(rest)
        for phrase in groups
        if phrase.strip() and folded(phrase)
    )
    excluded = tuple(folded(match)[0] for match in _EXCLUDED.findall(rest) if folded(match))
    rest = " ".join(_EXCLUDED.sub(" ", rest).split())
    kind, speaker, about, words = _understand(rest)
    if limits["speaker"] and not about:
        about = " ".join(words)
    return Question(
        text=typed,
        kind=kind,
        words=words,
        phrases=phrases,
        excluded=excluded,
        speaker=limits["speaker"] or speaker,
        about=about,
        after=limits["after"],
        before=limits["before"],
    )


def content_words(text: str) -> tuple[str, ...]:
    """The words to look for, folded, each once, function words left out unless there is nothing else."""
    words = list(dict.fromkeys(folded(text)))
    chosen = [word for word in words if word not in FUNCTION_WORDS] or words
    return tuple(chosen[:MOST_WORDS])


def names(question: Question) -> list[str]:
    """The names and numbers in a question, folded and as they were read: an answer must be about them."""
    read = {
        words[0]: correction.read
        for correction in question.corrections
        if (words := folded(correction.typed))
    }
    text = question.text[:LONGEST]
    named = []
    for match in _NAMED.finditer(text):
        words = [word for word in folded(match.group()) if word not in FUNCTION_WORDS]
        if words and text[: match.start()].strip():
            named.append(" ".join(read.get(word, word) for word in words))
    return named


def _plain(text: str) -> str:
    """Composed, cut to a length that can be read, and without control and invisible characters."""
    cut = unicodedata.normalize("NFKC", text[: 2 * LONGEST])
    return "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Zs") else c
        for c in cut
        if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")
    )[:LONGEST]


def _understand(text: str) -> tuple[QuestionKind, str, str, tuple[str, ...]]:
    """Kind, speaker, what about, and words."""
    bare = text.strip().rstrip("?!. ")
    lower = bare.lower()
    if len(lower) == len(bare):
        if match := _WHO_SAID.fullmatch(lower):
            return QuestionKind.WHO_SAID, "", "", content_words(bare[match.start("words") :])
        for pattern in _WHAT_SAID:
            if (match := pattern.fullmatch(lower)) and folded(match["speaker"]):
                speaker = bare[slice(*match.span("speaker"))]
                about = bare[slice(*match.span("about"))] if match["about"] else ""
                return QuestionKind.WHAT_SAID, speaker, about, content_words(bare)
        if (match := _WHO_IS.fullmatch(lower)) and _is_a_name(bare[match.start("name") :]):
            name = bare[match.start("name") :]
            return QuestionKind.WHO_IS, name, "", content_words(name)
    for kind, expression in _KIND_PATTERNS:
        if expression.search(text):
            return kind, "", "", content_words(_ASKING.sub(" ", bare))
    return QuestionKind.KEYWORDS, "", "", content_words(bare)


def _is_a_name(text: str) -> bool:
    words = folded(text)
    if not 1 <= len(words) <= 5 or any(word in FUNCTION_WORDS for word in words):
        return False
    return len(words) <= 3 or sum(word[:1].isupper() for word in text.split()) * 2 >= len(words)
