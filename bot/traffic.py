"""Who has asked for how much of late, over all threads: what fairness between servers goes by."""

from __future__ import annotations

from collections import Counter, OrderedDict

BESIDE_SECONDS = 1.0
"""How long after somebody's question a thread is left free for their next."""
GAP_SECONDS = 0.02
"""How soon after an answer the next question of the same server counts as following at once."""
PATIENCE_SECONDS = 0.1
"""The longest that a question is put off for those of others."""


class Traffic:
    """Counts of calls by whose they are. Moments are seconds of one clock, passed in."""

    def __init__(self) -> None:
        self._waiting: Counter[int] = Counter()
        self._working: Counter[int] = Counter()
        self._seen: OrderedDict[int, float] = OrderedDict()

    def ask(self, whose: int, now: float) -> None:
        """A call is wanted."""
        self._waiting[whose] += 1
        self._note(whose, now)

    def begin(self, whose: int) -> None:
        """One that was wanted is worked on."""
        uncount(self._waiting, whose)
        self._working[whose] += 1

    def drop(self, whose: int) -> None:
        """One that was wanted is not any more."""
        uncount(self._waiting, whose)

    def end(self, whose: int, now: float) -> None:
        """One is done."""
        uncount(self._working, whose)
        self._note(whose, now)

    def is_alone(self, whose: int, now: float) -> bool:
        """Whether nobody else has asked a moment ago, or waits."""
        self._forget(now)
        others = self._seen.keys() | self._working.keys() | self._waiting.keys()
        return others <= {whose}

    def gives_way(self, whose: int, now: float) -> bool:
        """Whether somebody who asks for several things at once has to let those go first who ask for one.

        An interpreter works on one thing at a time: what is begun beside a question makes it slower. The
        bot's own clock (0) is never put off.
        """
        if not whose or self._of(whose) < 2:
            return False
        self._forget(now)
        return any(
            self._of(other) < 2 and (other in self._working or seen > now - GAP_SECONDS)
            for other, seen in self._seen.items()
            if other != whose
        )

    def _of(self, whose: int) -> int:
        return self._waiting[whose] + self._working[whose]

    def _note(self, whose: int, now: float) -> None:
        self._seen[whose] = now
        self._seen.move_to_end(whose)
        self._forget(now)

    def _forget(self, now: float) -> None:
        while self._seen and next(iter(self._seen.values())) < now - BESIDE_SECONDS:
            self._seen.popitem(last=False)


def uncount(counter: Counter[int], whose: int) -> None:
    """One less; what is counted down to nothing is forgotten."""
    counter[whose] -= 1
    if counter[whose] <= 0:
        del counter[whose]
