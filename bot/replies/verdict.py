"""Each verdict in one sentence. None says that something is untrue: the archive knows what it prints."""

from __future__ import annotations

from bot.replies.words import Spoken, Words, counted, joined, words
from store.model import QuoteKind, Verdict, VerdictKind, changed_words

_MOST_TOLD = 4
_LONGEST = 120


def explained(verdict: Verdict) -> Spoken:
    """Why a verdict is what it is."""
    match verdict.kind:
        case VerdictKind.VERBATIM:
            return _verbatim(verdict)
        case VerdictKind.ALTERED:
            return _altered(verdict)
        case VerdictKind.OTHER_SPEAKER:
            return _of_another(verdict)
        case VerdictKind.PARAPHRASE:
            return _paraphrase(verdict)
        case VerdictKind.NOT_FOUND:
            return _not_found(verdict)


def _verbatim(verdict: Verdict) -> Spoken:
    printed, stated = _printed(verdict), _stated(verdict)
    if stated and not verdict.grounds.is_credited:
        return words(
            "{printed}, while the message gives them to {stated}.", printed=printed, stated=stated
        )
    if stated and verdict.speaker_agrees is None:
        return words(
            "{printed}; whether that is {stated} can't be told.", printed=printed, stated=stated
        )
    return joined("", (printed, "."))


def _printed(verdict: Verdict) -> Words:
    """How the words of a claim are printed, and as whose."""
    grounds, whose = verdict.grounds, _whose(verdict)
    exactly = (
        words("Printed word for word but for what is marked or passed over")
        if grounds.is_abridged
        else words("Printed word for word")
    )
    if not grounds.is_credited:
        if grounds.is_quoted:
            return words(
                "{exactly} between quotation marks; whose words they are is not known",
                exactly=exactly,
            )
        return words("{exactly}, as the article's own text and nobody's quotation", exactly=exactly)
    reported = verdict.passage is not None and verdict.passage.kind is QuoteKind.INDIRECT
    if reported and not grounds.is_quoted:
        return words(
            "{exactly}, as the article's report of what {who} said, not between quotation marks",
            exactly=exactly,
            who=whose or words("somebody"),
        )
    if whose:
        return words("{exactly} as the words of {whose}", exactly=exactly, whose=whose)
    return words("{exactly}; the article does not say whose words they are", exactly=exactly)


def _of_another(verdict: Verdict) -> Words:
    whose, stated = _whose(verdict), _stated(verdict)
    if whose and verdict.grounds.is_of_another:
        return words(
            "The words are printed, but as those of {whose}, not of {stated}.",
            whose=whose,
            stated=stated,
        )
    if verdict.grounds.is_quoted:
        return words(
            "The words are printed as a quotation, and {stated} is not named with it.",
            stated=stated,
        )
    return words(
        "The words are printed as the article's own, and {stated} is not named with them.",
        stated=stated,
    )


def _altered(verdict: Verdict) -> Spoken:
    changes = list(changed_words(verdict.edits))
    told: list[Spoken] = [_change(before, after) for before, after in changes[:_MOST_TOLD]]
    more = len(changes) - _MOST_TOLD
    if more > 0:
        told.append(counted("{count} more change", "{count} more changes", more))
    listed, whose, stated = joined("; ", told), _whose(verdict), _stated(verdict)
    if verdict.speaker_agrees is not False:
        return words("Not quite as printed: {changes}.", changes=listed)
    if whose and verdict.grounds.is_of_another:
        return words(
            "Not quite as printed: {changes}; and the archive gives the words to {whose}, not to {stated}.",
            changes=listed,
            whose=whose,
            stated=stated,
        )
    return words(
        "Not quite as printed: {changes}; and {stated} is not named with it.",
        changes=listed,
        stated=stated,
    )


def _change(before: str, after: str) -> Words:
    printed, claimed = _short(before), _short(after)
    if before and after:
        return words("“{printed}” became {claimed}", printed=printed, claimed=claimed)
    if before:
        return words("“{printed}” was left out", printed=printed)
    return words("{claimed} was put in", claimed=claimed)


def _paraphrase(verdict: Verdict) -> Spoken:
    near = words(
        "Not printed in these words; {whose} is reported with much the same in others",
        whose=_whose(verdict) or words("somebody whom the article does not name"),
    )
    stated = _stated(verdict)
    if stated and not verdict.speaker_agrees:
        return words(
            "{near}, whom the message does not name: {stated} is not found with it.",
            near=near,
            stated=stated,
        )
    return joined("", (near, "."))


def _not_found(verdict: Verdict) -> Spoken:
    stated = _stated(verdict)
    if verdict.speaker_agrees is False:
        return words(
            "The archive has these words from others and not from {stated}; they are too few"
            " and too common to say more.",
            stated=stated,
        )
    nothing = words(
        "The archive prints neither these words nor anything near them, which does not mean that"
        " nobody said them"
    )
    if stated:
        nothing = words(
            "The archive prints neither these words nor anything near them, which does not mean that"
            " {stated} never said them",
            stated=stated,
        )
    if verdict.passage is not None:
        return words("{nothing}; the nearest it has is shown.", nothing=nothing)
    return joined("", (nothing, "."))


def _whose(verdict: Verdict) -> str:
    """Whom the archive gives the shown words to; "" for nobody."""
    speaker = verdict.passage.speaker if verdict.passage else None
    return _short(speaker.name) if speaker else ""


def _stated(verdict: Verdict) -> str:
    """Whom the message gives them to; "" for nobody."""
    return _short(verdict.claim.speaker)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
