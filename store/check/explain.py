"""Each verdict in one sentence. None says that something is untrue: the archive knows what it prints."""

from __future__ import annotations

from collections.abc import Sequence

from store.check.align import Alignment, Step
from store.check.differences import changed_words
from store.check.match import Found
from store.check.reworded import Near
from store.model import Claim, Edit, QuoteKind, Speaker

_MOST_TOLD = 4
_LONGEST = 120


def verbatim(claim: Claim, found: Found) -> str:
    said = found.said
    whose = _name(said.quote.speaker) if said else ""
    aside = _aside(found.match.alignment)
    stated = _short(claim.speaker)
    if said is None:
        if found.match.is_quoted():
            whole = f"Printed word for word{aside} between quotation marks; whose words they are is not known"
        else:
            whole = (
                f"Printed word for word{aside}, as the article's own text and nobody's quotation"
            )
        return f"{whole}, while the message gives them to {stated}." if stated else f"{whole}."
    if said.quote.kind is QuoteKind.INDIRECT and not found.match.is_quoted():
        who = whose or "somebody"
        text = f"Printed word for word{aside}, as the article's report of what {who} said, not between quotation marks"
    elif whose:
        text = f"Printed word for word{aside} as the words of {whose}"
    else:
        text = f"Printed word for word{aside}; the article does not say whose words they are"
    if stated and found.agrees is None:
        return f"{text}; whether that is {stated} can't be told."
    return f"{text}."


def other(claim: Claim, found: Found) -> str:
    said = found.said
    whose = _name(said.quote.speaker) if said else ""
    stated = _short(claim.speaker)
    if whose and found.agrees is False:
        return f"The words are printed, but as those of {whose}, not of {stated}."
    if found.match.is_quoted():
        return f"The words are printed as a quotation, and {stated} is not named with it."
    return f"The words are printed as the article's own, and {stated} is not named with them."


def common(claim: Claim, found: Found) -> str:
    return (
        f"The archive has these words from others and not from {_short(claim.speaker)}; they are too few"
        " and too common to say more."
    )


def altered(claim: Claim, found: Found, edits: Sequence[Edit]) -> str:
    changes = list(changed_words(edits))
    told = [_change(before, after) for before, after in changes[:_MOST_TOLD]]
    if len(changes) > _MOST_TOLD:
        told.append(f"{len(changes) - _MOST_TOLD} more changes")
    text = f"Not quite as printed: {'; '.join(told)}"
    if found.is_other:
        whose = _name(found.said.quote.speaker) if found.said else ""
        text += (
            f"; and the archive gives the words to {whose}, not to {_short(claim.speaker)}"
            if whose and found.agrees is False
            else f"; and {_short(claim.speaker)} is not named with it"
        )
    return f"{text}."


def paraphrase(claim: Claim, near: Near) -> str:
    whose = _name(near.passage.speaker) or "somebody whom the article does not name"
    text = f"Not printed in these words; {whose} is reported with much the same in others"
    if claim.speaker and not near.is_theirs:
        return (
            f"{text}, whom the message does not name: {_short(claim.speaker)} is not found with it."
        )
    return f"{text}."


def not_found(claim: Claim, *, nearest: bool) -> str:
    stated = _short(claim.speaker)
    who = stated or "nobody"
    text = "The archive prints neither these words nor anything near them"
    does = f"{who} never said them" if stated else f"{who} said them"
    text = f"{text}, which does not mean that {does}"
    return f"{text}; the nearest it has is shown." if nearest else f"{text}."


def _change(before: str, after: str) -> str:
    printed = f"“{_short(before)}”"
    if before and after:
        return f"{printed} became {_short(after)}"
    return f"{printed} was left out" if before else f"{_short(after)} was put in"


def _aside(alignment: Alignment) -> str:
    left = sum(pair.honest and pair.step is Step.LEFT_OUT for pair in alignment.pairs)
    put = any(pair.honest and pair.step in (Step.ADDED, Step.CHANGED) for pair in alignment.pairs)
    if not left and not put:
        return ""
    return " but for what is marked or passed over"


def _name(speaker: Speaker | None) -> str:
    return _short(speaker.name) if speaker else ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
