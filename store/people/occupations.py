"""What roles say about who is who: how telling a shared one is, and which ones one person seldom has."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")

_FIELDS = {
    "public life": """president premier chancellor minister secretary senator congressman congresswoman
        lawmaker legislator representative governor mayor councillor councilman councilwoman ambassador
        envoy diplomat commissioner deputy candidate politician king queen prince princess judge justice
        prosecutor attorney lawyer solicitor barrister notary chairman chairwoman chairperson chair chief
        executive ceo founder cofounder owner director manager head leader coordinator activist
        campaigner organizer organiser economist analyst banker spokesman spokeswoman spokesperson
        adviser advisor investor entrepreneur businessman businesswoman trader treasurer undersecretary
        speaker delegate official administrator journalist editor columnist reporter correspondent
        strategist lobbyist unionist commander general colonel""",
    "learning": """professor lecturer researcher scientist physicist chemist biologist astronomer geologist
        historian sociologist psychologist anthropologist archaeologist epidemiologist virologist doctor
        physician surgeon nurse pediatrician paediatrician psychiatrist dentist veterinarian botanist
        zoologist ecologist climatologist seismologist linguist mathematician philosopher scholar
        teacher schoolteacher student graduate dean rector provost economist analyst director engineer""",
    "uniform": """general colonel major captain lieutenant sergeant corporal private soldier admiral
        commander marine sailor officer constable detective inspector superintendent sheriff firefighter
        fireman guard chief pilot commissioner""",
    "arts": """actor actress singer musician composer conductor violinist cellist pianist guitarist drummer
        rapper painter sculptor artist novelist author writer poet playwright dancer choreographer
        filmmaker director producer comedian photographer designer curator cartoonist""",
    "sport": """player footballer striker goalkeeper midfielder defender quarterback pitcher batter
        cricketer golfer boxer wrestler swimmer runner sprinter cyclist skier skater gymnast jockey
        coach trainer referee umpire athlete curler rower champion""",
    "trades": """fisherman fisher farmer crofter shepherd rancher gardener baker butcher carpenter mason
        plumber electrician mechanic machinist welder miner bricklayer roofer painter driver trucker
        cabdriver cashier shopkeeper grocer waiter waitress cook chef bartender barber hairdresser tailor
        seamstress cleaner janitor porter docker dockworker stevedore deckhand sailor logger blacksmith
        cobbler vendor postman mailman plasterer""",
}
_FIELDS_OF: dict[str, set[str]] = {}
for _field, _words in _FIELDS.items():
    for _word in _words.split():
        _FIELDS_OF.setdefault(_word, set()).add(_field)

# So many hold one of these that sharing it says little.
_COMMON = frozenset(
    """doctor dr professor teacher schoolteacher student graduate lecturer researcher scientist spokesman
    spokeswoman spokesperson official lawyer attorney judge inspector reporter correspondent author writer
    owner member resident witness neighbor neighbour victim survivor head leader deputy officer soldier
    player actor singer artist farmer driver economist analyst engineer""".split()
)
LESSER = frozenset("vice deputy assistant associate under shadow co sub aide".split())
"""Words that make another role of one: a deputy mayor is no mayor."""
PAST = frozenset("former ex late retired".split())
"""Words by which somebody holds a role no more."""
_EMPTY = PAST | frozenset("then outgoing incoming acting current new senior junior".split())


def same_role(one: str, other: str) -> int:
    """How much it says that two roles read alike: 0 nothing, 1 little, 2 much."""
    a, b = _words_of(one), _words_of(other)
    if not a or not b:
        return 0
    if a != b:
        # "U.S. President" beside "President": the shorter one ends the longer.
        short, long = sorted((a, b), key=len)
        more = long[: -len(short)]
        if long[-len(short) :] != short or short[-1] not in _FIELDS_OF:
            return 0
        return 1 if short[-1] in _COMMON or not LESSER.isdisjoint(more) else 2
    if len(a) > 1:
        return 2
    return 2 if a[0] in _FIELDS_OF and a[0] not in _COMMON else 1


def is_occupation(word: str) -> bool:
    """Whether a word (lower case) is what somebody may be: "mayor", "pilot"; plurals too."""
    return word in _FIELDS_OF or word.removesuffix("s") in _FIELDS_OF


def clash(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether all known roles of one lie in other walks of life than all of the other's.

    False where one side has no role, or one that is in none of the lists here.
    """
    one, other = _fields(ours), _fields(theirs)
    return bool(one and other) and one.isdisjoint(other)


def _fields(roles: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for role in roles:
        words = _words_of(role)
        known = next((_FIELDS_OF[word] for word in reversed(words) if word in _FIELDS_OF), None)
        if words and known is None:
            return set()
        found |= known or set()
    return found


def _words_of(role: str) -> list[str]:
    return [word for word in _WORD.findall(role.casefold()) if word not in _EMPTY]
