"""The words that report speech, as plain data: verbs by what they take, nouns, and fixed phrases.

``data/cues.tsv`` holds one line a verb and frame: how often a verb in that frame was marked as an
attribution among how many candidates (counts mined from PolNeAR's training part).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Verbs that introduce words in quotation marks or a clause on their own.
SAY_VERBS = frozenset(
    """
    say tell add write ask continue explain reply respond answer declare announce state note remark
    argue claim insist assert warn predict promise vow pledge acknowledge admit concede confirm deny
    suggest tweet retweet post joke quip observe recall recount report read shout yell chant cry
    scream whisper mutter exclaim retort counter conclude stress emphasize emphasise reiterate repeat
    complain lament caution contend maintain allege testify charge urge demand advise assure remind
    comment opine reveal disclose proclaim boast brag muse ponder wonder inquire query interject
    interrupt blurt sigh laugh snap bark quote cite agree disagree object protest propose recommend
    predict estimate indicate hint imply email text tease crow gush rail thunder intone chime plead
    beg apologize apologise confess volunteer elaborate clarify summarize summarise affirm reaffirm
    decree announce guess reason declare advise inform notify instruct order signal attest swear
    """.split()
) | {"put it"}

# Verbs whose object is the person spoken to.
ADDRESSEE_VERBS = frozenset(
    "tell ask inform remind assure warn advise notify urge promise email text instruct beg caution".split()
)

_IRREGULAR = """
    said told wrote read quoth cried replied denied testified implied swore guessed begged quipped
    bragged snapped texted retorted blurted added asked""".split()


def _forms(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb: says, said-like past, -ing."""
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith(("s", "sh", "ch", "x")):
        return verb, verb + "es", verb + "ed", verb + "ing"
    return verb, verb + "s", verb + "ed", verb + "ing"


# "The ministry puts the cost at 9 million."
ESTIMATING_VERBS = frozenset(("put", "estimate", "value", "price"))

# "The mayor called the plan 'an insult to the drowned'": what stands between marks are the mayor's words.
NAMING_VERBS = frozenset(
    """
    call describe brand label dub term denounce blast deride slam mock praise hail dismiss characterize
    characterise portray decry criticize criticise condemn compare liken refer
    """.split()
)

QUOTING_FORMS = frozenset(form for verb in SAY_VERBS for form in _forms(verb)) | set(_IRREGULAR)

REPORTING_NOUNS = frozenset(
    """
    statement claim assertion allegation accusation announcement report remark comment suggestion
    argument warning promise pledge vow prediction belief view opinion idea notion hope fear concern
    message question response answer reply letter email tweet post speech testimony saying slogan
    ad contention insistence admission acknowledgment complaint denial
    """.split()
)


# Nouns that make a cue with a light verb ("voiced concern about", "expressed hope that").
STANCE_NOUNS = frozenset(
    """
    concern support doubt hope confidence credit responsibility disappointment fear anger regret
    frustration skepticism scepticism surprise astonishment sympathy outrage optimism opposition
    criticism discomfort alarm disdain contempt gratitude admiration approval praise blame worry
    dismay satisfaction interest reservation objection condolence
    """.split()
)


# Lemmas that the rule lemmatizer gets wrong.
_MISREAD = {"hop": "hope", "tweete": "tweet", "saye": "say"}


def canonical(lemma: str) -> str:
    return _MISREAD.get(lemma, lemma)


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a verb in one frame was an attribution."""

    marked: int
    speech: int
    seen: int

    @property
    def share(self) -> float:
        """Smoothed share of candidates that were attributions, in (0, 1)."""
        return (self.marked + 0.5) / (self.seen + 1.5)

    @property
    def is_speech(self) -> bool:
        return self.speech * 2 >= self.marked


# Nouns whose "that" clause their owner said.
CLAIM_NOUNS = frozenset(
    """
    claim assertion allegation accusation announcement suggestion argument warning promise pledge vow
    prediction statement contention insistence admission acknowledgment complaint denial
    """.split()
)


@cache
def rates() -> dict[tuple[str, str], Rate]:
    """The mined counts by ``(lemma, frame)``."""
    found: dict[tuple[str, str], Rate] = {}
    data = files("store.extract").joinpath("data/cues.tsv").read_text("utf-8")
    for line in data.splitlines():
        if line and not line.startswith("#"):
            lemma, frame, marked, speech, seen = line.split("\t")
            found[lemma, frame] = Rate(int(marked), int(speech), int(seen))
    return found


_CLAUSAL = ("that", "clause", "wh")
_UNSEEN = 0.6


def share(lemma: str, frame: str) -> float:
    """How likely ``lemma`` in ``frame`` reports something, in [0, 1]."""
    rate = rates().get((lemma, frame))
    if rate is None and frame.startswith("object "):
        rate = rates().get((lemma, "object"))
    if rate is not None:
        return rate.share
    if lemma in SAY_VERBS and frame in _CLAUSAL:
        return _UNSEEN
    return 0.0


def is_speech(lemma: str, frame: str) -> bool:
    """True where the verb reports words rather than a belief or an act."""
    rate = rates().get((lemma, frame))
    return lemma in SAY_VERBS if rate is None else rate.is_speech or lemma in SAY_VERBS


@cache
def _speech_lemmas() -> frozenset[str]:
    marked: dict[str, list[int]] = {}
    for (lemma, _), rate in rates().items():
        sums = marked.setdefault(lemma, [0, 0])
        sums[0] += rate.marked
        sums[1] += rate.speech
    return frozenset(lemma for lemma, (total, speech) in marked.items() if speech * 2 >= total)


def reports_speech(lemma: str) -> bool:
    """True where most of what the verb reported, in whatever frame, were words."""
    return lemma in _speech_lemmas()


# Nouns for what speaks without being a person: organisations, documents, findings.
BODY_NOUNS = frozenset(
    """
    agency group organization organisation company firm ministry government administration campaign
    party committee department council court bank union association institute institution university
    commission congress senate house parliament office bureau newspaper paper magazine network station
    website site statement report study poll survey letter email article story book memo document
    filing lawsuit complaint indictment brief message tweet post headline editorial ad advertisement
    film documentary video press media team foundation coalition alliance army police military force
    embassy consulate board panel city state county country nation regime junta league charity ngo
    watchdog service authority federation movement corporation airline outlet publication review
    research analysis data figure release announcement ruling decision order law bill rule text
    transcript caption sign slogan plan platform resolution account organisations brigade railway
    family preface note form version draft notice ministries management treasury palace presidency
    """.split()
)
BODY_NAMES = frozenset({"coast guard", "national guard"})
"""Bodies whose last word alone would be a person."""

GENERIC = frozenset("company firm group agency organisation organization".split())
"""Nouns that any business or body may be called by after its name."""

# Those of them that are written and not people together.
DOCUMENT_NOUNS = frozenset(
    """
    statement report study poll survey letter email article story book memo document filing lawsuit
    complaint indictment brief message tweet post headline editorial ad advertisement film documentary
    video publication review research analysis data figure release announcement ruling decision order
    law bill rule text transcript caption sign slogan plan platform resolution account note preface form
    version draft page chapter notice label reports minutes figures
    """.split()
)

PERSON_PLURALS = frozenset(
    "they we some many others most people several few both those critics all these two three".split()
)
