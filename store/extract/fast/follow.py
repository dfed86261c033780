"""Speech without a cue of its own: whose it is, by the report before it."""

from __future__ import annotations

from bisect import bisect_right, insort_right
from collections.abc import Sequence

from store.extract.fast.atoms import Atoms
from store.extract.fast.reports import Report

_GOES_ON = frozenset(("after", "between", "before", "colon", "tag", "that", "clause"))
_SPEAKS_ON = frozenset(("after", "between", "before"))


def follow(atoms: Atoms, by_sentence: Sequence[Sequence[Report]]) -> None:
    """Gives cueless stretches to the report that they go on with: adds to its content and stretches."""
    owner = {k: report for here in by_sentence for report in here for k in report.stretches}
    firsts = [low for low, _ in atoms.sentences]
    before: int | None = None
    for k, m in atoms.stretches.items():
        if k not in owner:
            number = bisect_right(firsts, k) - 1
            spoken: Report | None = None
            if m.continues and before is not None:
                spoken = owner.get(before)
            if spoken is None and number and _alone(atoms, k, *atoms.sentences[number]):
                spoken = _going_on(atoms, by_sentence[number - 1], owner, before, number)
            if spoken is not None:
                owner[k] = spoken
                _add(spoken, k)
        before = k


def _going_on(
    atoms: Atoms,
    reports: Sequence[Report],
    owner: dict[int, Report],
    before: int | None,
    number: int,
) -> Report | None:
    """Whose words sentence ``number``, which is nothing but speech, goes on with."""
    low = atoms.sentences[number][0]
    last = _last_report(atoms, reports, owner, before, number)
    if low not in atoms.opening:
        return last if last is not None and last.how in _GOES_ON else None
    if atoms.words[low - 1] == ":":
        return last
    if before == low - 1:
        return owner.get(before)
    # The paragraph before ended with the cue of its speech.
    speaks = last is not None and last.how in _SPEAKS_ON and before in last.stretches
    return last if speaks and last in reports else None


def _add(report: Report, k: int) -> None:
    report.stretches.append(k)
    if report.content and report.content[-1][1] == k:
        report.content[-1] = (report.content[-1][0], k + 1)
    else:
        insort_right(report.content, (k, k + 1))


def _alone(atoms: Atoms, k: int, low: int, high: int) -> bool:
    """True where the sentence is nothing but the stretch."""
    return k == low and all(not atoms.texts[p][0].isalnum() for p in range(k + 1, high))


def _last_report(
    atoms: Atoms,
    reports: Sequence[Report],
    owner: dict[int, Report],
    before: int | None,
    number: int,
) -> Report | None:
    """What the sentence before sentence ``number`` reports: what its own speech belongs to, else its last."""
    low = atoms.sentences[number - 1][0]
    if before is not None and before >= low and before in owner:
        return owner[before]
    told = [r for r in reports if r.source is None or atoms.words[r.source[0]] != "who"]
    return told[-1] if told else None
