"""Why a question can't be looked up as it was typed: nothing is guessed, and nothing is left out unsaid."""

from __future__ import annotations

from dataclasses import replace

from store.model import Answer, Certainty, Fault, FaultKind, Question
from store.search.schema import days
from store.search.text import folded


def backwards(after: str, before: str) -> tuple[Fault, ...]:
    """What is wrong with two ISO dates no day lies between."""
    if not (after and before) or days(after)[0] <= days(before)[1]:
        return ()
    return (Fault(FaultKind.NO_DAYS, f"{after} – {before}"),)


def limited(question: Question, after: str, before: str) -> Question:
    """The question with other limits (ISO, inclusive); "" leaves its own."""
    limits = replace(question, after=after or question.after, before=before or question.before)
    if question.periods or question.faults:
        return limits
    return replace(limits, faults=backwards(limits.after, limits.before))


def nameless(name: str) -> tuple[Fault, ...]:
    """What is wrong with a name that holds no word."""
    return () if folded(name) else (Fault(FaultKind.NO_WORDS),)


def unsearchable(question: Question, *, days_will_do: bool = False) -> Answer | None:
    """The answer to a question that has faults, or nothing in it to look for; None where it can be asked.

    ``days_will_do``: days alone are asked for, too.
    """
    if question.faults:
        return Answer(question, Certainty.UNKNOWN)
    asked = (*question.words, *question.phrases, question.speaker)
    if any(asked) or (days_will_do and (question.after or question.before)):
        return None
    typed = " ".join(f"-{words}" for words in question.excluded)
    kind = FaultKind.ONLY_EXCLUDED if typed else FaultKind.NO_WORDS
    return Answer(replace(question, faults=(Fault(kind, typed),)), Certainty.UNKNOWN)
