"""A role in words: its head, what else it says, and which printed roles it is the same as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.people.bodies import is_generic
from store.people.occupations import LESSER, PAST, is_occupation
from store.search.text import FUNCTION_WORDS, folded

_LINKS = frozenset("of for to at in from on with by".split())
"""Behind these a role says of what it is one: "minister of transport"."""
_DETERMINERS = frozenset("the a an our this that one some".split())
_SPELT_OUT = {
    "pm": ("prime", "minister"),
    "premier": ("prime", "minister"),
    "ceo": ("chief", "executive"),
    "cfo": ("chief", "financial", "officer"),
    "mp": ("member", "parliament"),
    "sen": ("senator",),
    "gov": ("governor",),
    "rep": ("representative",),
    "gen": ("general",),
    "dr": ("doctor",),
    "pres": ("president",),
    "prof": ("professor",),
    "capt": ("captain",),
    "lt": ("lieutenant",),
    "col": ("colonel",),
    "sgt": ("sergeant",),
}
_SEXED = re.compile(
    r"(spokes|chair|council|congress|business|assembly|alder|camera|news)(?:wo)?m[ae]n"
)
_EITHER = r"\1person"
_ONE = {"chair": "chairperson", "spokespeople": "spokesperson", "spokespersons": "spokesperson"}


@dataclass(frozen=True, slots=True)
class Role:
    """What a role says, its words in one form: "spokeswoman" and "spokesman" are the same."""

    head: str
    """What somebody is: "minister"."""
    core: frozenset[str]
    """The head and what makes one office of it: "prime minister" of "Norland's prime minister"."""
    words: frozenset[str]
    """All of it."""

    def is_meant_by(self, asked: Role, beside: frozenset[str] = frozenset()) -> bool:
        """Whether a printed role is the one that is asked for; ``beside``: of the body and place it names.

        "The transport minister" is a minister, a deputy or a former minister is none.
        """
        if self.head != asked.head or not asked.words <= self.words | beside:
            return False
        return (self.words - asked.words).isdisjoint(_OTHERS)


_OTHERS = PAST | LESSER


def role_of(text: str) -> Role | None:
    """The role that a phrase names ("the mayor of Lund", "Lund's mayor"); None where it names none."""
    words = folded(text)
    before = _before_link(words)
    own = before[before.index("s") + 1 :] if "s" in before else before
    said = telling(own)
    if not said:
        return None
    is_parted = len(own) < len(words)
    return Role(said[-1], frozenset(said if is_parted else said[-1:]), frozenset(telling(words)))


def telling(words: Iterable[str]) -> list[str]:
    """Folded words that say something, each in one form."""
    return one_form([word for word in words if word not in FUNCTION_WORDS])


def one_form(words: Sequence[str]) -> list[str]:
    """Folded words as one of each, without sexes and abbreviations.

    Not as stems: "report" and "reporter", "office" and "officer" share one.
    """
    found: list[str] = []
    for word in words:
        for part in _SPELT_OUT.get(word, (word,)):
            plain = _SEXED.sub(_EITHER, part)
            found.append(_singular(_ONE.get(plain, plain)))
    return found


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-2] + "an"
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
    return word[:-1] if is_plural else word


def beginnings(head: str) -> list[str]:
    """How the words of a head begin, abbreviations with them: "spokes", "minist" and "PM"."""
    short = [word for word, spelt in _SPELT_OUT.items() if spelt[-1] == head]
    return [head.removesuffix("person").removesuffix("y") or head, *short]


def is_loose(text: str) -> bool:
    """Whether a role is asked for in a body that is not named: "the company's spokesman"."""
    words = folded(text)
    said = [word for word in words if word not in FUNCTION_WORDS]
    head = [word for word in _before_link(words) if word not in FUNCTION_WORDS][-1:]
    return all(is_generic(word.title()) for word in said if [word] != head)


def reads_as_role(text: str) -> bool:
    """Whether a phrase is typed as a role is, and not as a name: "the pilot", "mayor of Lund"."""
    words = folded(text)
    return bool(words) and (words[0] in _DETERMINERS or says_what_somebody_is(text))


def says_what_somebody_is(text: str) -> bool:
    """Whether the head of a phrase is an office or a trade: "mayor of Lund" and not "Lund"."""
    head = _before_link(folded(text))[-1:]
    return any(is_occupation(word) for one in head for word in (one, *_SPELT_OUT.get(one, ())))


def _before_link(words: Sequence[str]) -> Sequence[str]:
    """What stands before "of", "for" and the like: "mayor" of "mayor of Lund"."""
    return words[: next((at for at, word in enumerate(words) if at and word in _LINKS), len(words))]


def phrasings(text: str) -> tuple[tuple[str, ...], ...]:
    """How else a role of something may be printed: "mayor of Lund", "Lund mayor", "Lund's mayor"; folded."""
    words = [word for word in folded(text) if word not in _DETERMINERS]
    role = list(_before_link(words))
    links = words[len(role) : len(role) + 1]
    thing = words[len(role) + 1 :]
    if not links:
        owned = words.index("s") if "s" in words else len(words) - 1
        thing, role = words[:owned], [word for word in words[owned:] if word != "s"]
        links = ["of", "for", "in", "at"]
    if not role or not thing:
        return ()
    with_link = [(*role, link, *the, *thing) for link in links for the in ((), ("the",))]
    return ((*thing, *role), (*thing, "s", *role), *with_link)
