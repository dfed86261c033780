"""Speech without a cue of its own: whose it is, by the report before it."""

from __future__ import annotations

from bisect import bisect_right, insort_right

from store.extract.fast.atoms import Atoms
from store.extract.fast.reports import Report

_GOES_ON = frozenset(("after", "between", "before", "colon", "tag", "that", "clause"))
_SPEAKS_ON = frozenset(("after", "between", "before"))


def follow(atoms: Atoms, reports: list[Report]) -> None:
    """Gives cueless stretches to the report that they go on with; ``reports`` stay in order of their cues."""
    owner = {k: report for report in reports for k in report.stretches}
    firsts = [low for low, _ in atoms.sentences]
    previous: int | None = None
    for k, m in atoms.stretches.items():
        before, previous = previous, k
        if k in owner:
            continue
        number = bisect_right(firsts, k) - 1
        low, high = atoms.sentences[number]
        spoken: Report | None = None
        if m.continues and before is not None and before in owner:
            spoken = owner[before]
        elif _alone(atoms, k, low, high) and number:
            last = _last_report(atoms, reports, number)
            if k in atoms.opening:
                ended = atoms.words[low - 1] == ":"
                spoken = last if ended and last is not None and last.how != "noun that" else None
                if spoken is None and before is not None and before == low - 1:
                    spoken = owner.get(before)
                if spoken is None and last is not None and last.how in _SPEAKS_ON:
                    spoken = (
                        last
                        if before in last.stretches
                        and last.cue[0] >= atoms.sentences[number - 1][0]
                        else None
                    )
            elif last is not None and last.how in _GOES_ON:
                spoken = last
        if spoken is None:
            continue
        owner[k] = spoken
        spoken.stretches.append(k)
        end = k + 1
        if spoken.content[-1][1] == k and before == k - 1:
            spoken.content[-1] = (spoken.content[-1][0], end)
        else:
            insort_right(spoken.content, (k, end))


def _alone(atoms: Atoms, k: int, low: int, high: int) -> bool:
    """True where the sentence is nothing but the stretch."""
    return k == low and all(not atoms.texts[p][0].isalnum() for p in range(k + 1, high))


def _last_report(atoms: Atoms, reports: list[Report], number: int) -> Report | None:
    """The report of the sentence before sentence ``number`` that speech behind it goes on with: the one that
    its own speech belongs to, else its last."""
    low, high = atoms.sentences[number - 1]
    found = holding = None
    for report in reports:
        if any(low <= k < high for k in report.stretches):
            holding = report
        if low <= report.cue[0] < high and atoms.words[(report.source or report.cue)[0]] != "who":
            found = report
        if report.cue[0] >= high:
            break
    return holding or found
