"""What kind of answer a question asks for, and whose words about what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.model import QuestionKind
from store.search.text import FUNCTION_WORDS, folded

MOST_WORDS = 40

_SAY = (
    r"(?:sa(?:y|ys|id|ying)|tells?|told|claim(?:s|ed)?|stat(?:es?|ed)|announc(?:es?|ed)|argu(?:es?|ed)"
    r"|warn(?:s|ed)?|comment(?:s|ed)?|promis(?:es?|ed)|complain(?:s|ed)?|insist(?:s|ed)?|add(?:s|ed)?"
    r"|remark(?:s|ed)?|wr(?:ites?|ote)|tweet(?:s|ed)?|post(?:s|ed)?|explain(?:s|ed)?|repl(?:y|ies|ied)"
    r"|respond(?:s|ed)?|admit(?:s|ted)?|predict(?:s|ed)?|th(?:inks?|ought)(?= (?:of|about)\b))"
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
    re.compile(
        r"(?:(?:give me|show me|find|list|get|all|any|the|some) ){0,3}(?:quotes?|quotations?|statements?|remarks?)"
        rf" (?:by|from) (?P<speaker>.+?)(?: {_ABOUT} (?P<about>.+))?"
    ),
    re.compile(
        r"(?:what(?:'s|’s| is| was| are| were) )?(?P<speaker>.+?)(?:['’]s|s['’]) (?:views?|opinions?)"
        rf" {_ABOUT} (?P<about>.+)"
    ),
)
_ANYBODY = frozenset(
    "people anyone anybody everyone everybody someone somebody others they".split()
)
"""Of whom nobody in particular is asked for."""
_LATELY = frozenset("last lately recently latest".split())
"""About nothing: the newest words come first."""
_DANGLING = re.compile(rf"{_ABOUT}|against|for|to", re.IGNORECASE)
"""Of "What did she warn about?", whose topic is what is asked for."""
_WHO_IS = re.compile(r"who(?:'s|’s| is| was| are| were) (?P<name>.+)")
_KINDS = (
    (QuestionKind.WHY, r"^(?:why\b|what (?:\w+ )?(?:reason|caused|causes)\b|for what reason\b)"),
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
        QuestionKind.DEFINITION,
        r"^(?:define\b|what(?:'s|’s| is| are| was| were) (?:an? (?:[\w’'-]++ ?){1,3}\??$"
        r"|the (?:meaning|definition)\b|meant by\b)|what (?:does|do|did) .{1,80} (?:mean|stand for)\b)",
    ),
    (QuestionKind.WHICH, r"\bwhich\b"),
    (
        QuestionKind.OTHER,
        r"^(?:is|are|was|were|do|does|did|can|name)\b|\b(?:what|why|how)\b|\?\s*$",
    ),
)
_ASKING = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
"""Says what kind of answer is wanted, and is not in it."""
_CIRCUMSTANCE = re.compile(
    r"^\s*(?:when|where|after|before|while|if|since|as)\b[^,?]{1,200},"
    r"(?=\s(?:(?:in|at|on|by|to|from|for|of) )?(?:wh(?:at|ich|o|om|ose|en|ere|y)|how)\b)",
    re.IGNORECASE,
)
"""A clause before what is asked: "When the ferry sank, who …"."""
_ASKS = re.compile(r"\b(?:wh(?:at|ich|o|om|ose|en|ere|y)|how)\b", re.IGNORECASE)
_RELATIVE = frozenset("when where who whom whose".split())
_KIND_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


@dataclass(frozen=True, slots=True)
class Understood:
    kind: QuestionKind
    words: tuple[str, ...]
    speaker: str = ""
    about: str = ""


def understood(text: str) -> Understood:
    """The kind of a question without its operators, and its parts."""
    bare = text.strip().rstrip("?!. ")
    lower = bare.lower()
    if len(lower) == len(bare):
        if match := _WHO_SAID.fullmatch(lower):
            words = content_words(bare[match.start("words") :])
            return Understood(QuestionKind.WHO_SAID, words)
        for pattern in _WHAT_SAID:
            if (match := pattern.fullmatch(lower)) and folded(match["speaker"]):
                speaker = bare[slice(*match.span("speaker"))]
                about = bare[slice(*match.span("about"))] if match["about"] else ""
                if about and _ANYBODY.issuperset(folded(speaker)):
                    return Understood(QuestionKind.WHO_SAID, content_words(about))
                if _LATELY.issuperset(word for word in folded(about) if word != "most"):
                    about = ""
                if _DANGLING.fullmatch(about):
                    about = ""
                return Understood(QuestionKind.WHAT_SAID, content_words(bare), speaker, about)
        if (match := _WHO_IS.fullmatch(lower)) and _is_a_name(bare[match.start("name") :]):
            name = bare[match.start("name") :]
            return Understood(QuestionKind.WHO_IS, content_words(name), name)
    main = _CIRCUMSTANCE.sub("", text)
    for kind, expression in _KIND_PATTERNS:
        if (match := expression.search(main)) and not _is_subordinate(main, match):
            return Understood(kind, content_words(_ASKING.sub(" ", bare)))
    return Understood(QuestionKind.KEYWORDS, content_words(bare))


def _is_subordinate(text: str, match: re.Match[str]) -> bool:
    """Whether a question word only joins a clause to what is asked: "What did it do when …"."""
    first = _ASKS.search(text)
    return match[0].lower() in _RELATIVE and first is not None and first.start() < match.start()


def content_words(text: str) -> tuple[str, ...]:
    """The words to look for, folded, each once, function words left out unless there is nothing else."""
    words = list(dict.fromkeys(folded(text)))
    chosen = [word for word in words if word not in FUNCTION_WORDS] or words
    return tuple(chosen[:MOST_WORDS])


def _is_a_name(text: str) -> bool:
    words = folded(text)
    if not 1 <= len(words) <= 5 or any(word in FUNCTION_WORDS for word in words):
        return False
    return len(words) <= 3 or sum(word[:1].isupper() for word in text.split()) * 2 >= len(words)
