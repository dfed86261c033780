"""Verb forms without a lemmatizer: every form of the cue lexicon's verbs, and what else is a finite verb."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from store.extract.lexicon import ADDRESSEE_VERBS, NAMING_VERBS, SAY_VERBS, rates, share

# base: past, participle (where it differs)
_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "think": "thought", "know": "knew known",
    "feel": "felt", "find": "found", "hear": "heard", "read": "read", "see": "saw seen", "hold": "held",
    "make": "made", "put": "put", "speak": "spoke spoken", "swear": "swore sworn", "get": "got gotten",
    "understand": "understood", "mean": "meant", "give": "gave given", "take": "took taken", "go": "went gone",
    "come": "came come", "begin": "began begun", "lead": "led", "show": "showed shown", "bring": "brought",
    "choose": "chose chosen", "cut": "cut", "draw": "drew drawn", "fall": "fell fallen", "fight": "fought",
    "forget": "forgot forgotten", "grow": "grew grown", "have": "had", "do": "did done", "be": "was been",
    "keep": "kept", "leave": "left", "let": "let", "lose": "lost", "meet": "met", "pay": "paid", "rise": "rose risen",
    "run": "ran run", "seek": "sought", "sell": "sold", "send": "sent", "set": "set", "sing": "sang sung",
    "sit": "sat", "spend": "spent", "stand": "stood", "teach": "taught", "win": "won", "break": "broke broken",
    "throw": "threw thrown", "lie": "lied", "become": "became become", "build": "built", "buy": "bought",
    "catch": "caught", "deal": "dealt", "drive": "drove driven", "hit": "hit", "lay": "laid", "quit": "quit",
    "strike": "struck", "shoot": "shot", "foresee": "foresaw foreseen", "withdraw": "withdrew withdrawn",
    "dream": "dreamed", "overhear": "overheard", "mislead": "misled", "forbid": "forbade forbidden",
    "wear": "wore worn", "bear": "bore borne", "lend": "lent", "wake": "woke woken",
}  # fmt: skip
# Verbs of more than one syllable that double their last letter.
_DOUBLING = frozenset(
    "admit commit permit submit omit refer prefer infer confer concur regret rebut quip brag beg plan stop nod chat "
    "jot blog hop drop step slam pin dub plot tap ban rap rip snap control compel propel rebel occur deter begin "
    "forget put get cut run sit set hit let win quit swim".split()
)
# Forms that are nouns as often as verbs: verbs only where no article or adjective precedes.
_ALSO_NOUNS = frozenset(
    "answer appeal ask attempt author bar broadcast brush call campaign care cast caution challenge champion charge "
    "cheer claim comment concern contrast count counter credit cry cut deal decline defeat delight demand detail display "
    "dispute document doubt draft dream echo email end envision estimate expect experience fear feature figure focus "
    "forecast frame grant guess hack hail hammer hint hit hold hope issue joke launch like limit line link list look "
    "mandate mention mount name need note object offer order outline paint pass pay pivot plan pledge plot point poll "
    "position post praise present press pressure project promise promote protest push quip quote rail raise rally range "
    "reason record reference release remark reply report request respect rule share shift shoot shout show shrug sign "
    "signal slam sound speculation spend spot stand start state stick stress struggle study support surprise suspect talk "
    "text thought threat touch tout trade trust turn tweet use veto view visit voice volunteer vote vow walk want warning "
    "watch welcome will wish witness wonder work worry yell".split()
)
_OFTEN_NOUNS = frozenset(
    "finding findings saying sayings warning warnings feeling feelings meaning understanding reasoning thought thoughts "
    "reporting polling spending meeting meetings hearing hearings recording recordings filing filings ruling rulings "
    "writing writings posting postings wedding beginning offering offerings briefing calling rating ratings broadcast "
    "cut found".split()
)
_NEVER = frozenset(
    "assertion insistence presumptive statement suggestion testimony retweete".split()
)

AUXILIARIES = frozenset(
    "has have had having is are was were be been being am will would can could may might shall should must do does did "
    "hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't can't cannot couldn't mightn't shouldn't "
    "don't doesn't didn't".split()
)
PASSIVE_OF = frozenset(
    "is are was were be been being am get got isn't aren't wasn't weren't".split()
)
_OTHER_VERBS = frozenset(
    "went came took made got gave saw ran won lost met led left held kept began became found felt stood spent sent "
    "brought caught spoke drew grew rose fell broke built bought fought fell hit paid sat set sold threw wore goes comes "
    "takes makes gets gives sees runs wins loses meets leads leaves holds keeps begins becomes stands spends sends brings "
    "remains includes seems appears appeared looks wants needs uses knows thinks believes says lives works plays turns "
    "tries follows begins starts stops continues serves represents faces shows it's he's she's that's there's they're "
    "we're you're i'm i've they've we've he'd she'd they'd i'd we'd i'll he'll she'll they'll we'll who's what's".split()
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a verb of the cue lexicon."""

    lemma: str
    finite: bool
    """True for "says", "said" and "say"; False for "saying" and participles such as "written"."""
    ing: bool
    past: bool
    """True for "said" and "written": after "was" they are passive."""
    also_noun: bool
    says: bool
    """True for verbs that introduce spoken words on their own."""
    addressed: bool
    """True where the verb's object is the person spoken to ("told")."""
    naming: bool


@cache
def cue_forms() -> dict[str, Form]:
    """Every form, in lower case, of the verbs that may report something."""
    found: dict[str, Form] = {}
    lemmas = {lemma for lemma, frame in rates() if frame != "noun that"} - _NEVER
    # The surest verb takes a form that two share ("found", "saw").
    for lemma in sorted(lemmas | SAY_VERBS, key=lambda verb: (verb in SAY_VERBS, verb)):
        if not lemma.isalpha():
            continue
        says = lemma in SAY_VERBS

        def form(
            finite: bool, ing: bool, past: bool, text: str, lemma: str = lemma, says: bool = says
        ) -> Form:
            return Form(
                lemma,
                finite,
                ing,
                past,
                (lemma in _ALSO_NOUNS and not past and not ing) or text in _OFTEN_NOUNS,
                says,
                lemma in ADDRESSEE_VERBS,
                lemma in NAMING_VERBS,
            )

        past, *rest = (_IRREGULAR.get(lemma) or _past(lemma)).split()
        for text, made in (
            (lemma, form(True, False, False, lemma)),
            (_third(lemma), form(True, False, False, _third(lemma))),
            (_ing(lemma), form(False, True, False, _ing(lemma))),
            *((r, form(False, False, True, r)) for r in rest),
            (past, form(True, False, True, past)),
        ):
            found[text] = made
    found.pop("according", None)
    return found


@cache
def reporting_forms() -> dict[str, Form]:
    """Those of verbs that report in a frame that can be told without a parse."""
    return {
        text: form
        for text, form in cue_forms().items()
        if form.says
        or form.naming
        or any(share(form.lemma, frame) >= 0.45 for frame in _TOLD_FRAMES)
    }


_TOLD_FRAMES = ("that", "clause", "wh", "bare", "to", "object to")


@cache
def finite_forms() -> dict[str, Form]:
    return {text: form for text, form in cue_forms().items() if form.finite}


def is_verb(word: str) -> bool:
    """True for what is most likely a finite verb or a participle, in lower case."""
    if word in AUXILIARIES or word in _OTHER_VERBS:
        return True
    form = cue_forms().get(word)
    if form is not None:
        return not form.also_noun
    return len(word) > 4 and word.endswith("ed") and word not in _NO_VERBS


_NO_VERBS = frozenset(
    "united indeed hundred sacred naked wicked kindred mohammed ahmed unnamed undecided so-called".split()
)


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLING else "") + "ed"


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if verb in _DOUBLING else "") + "ing"
