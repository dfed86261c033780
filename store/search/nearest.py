"""What to offer where the archive does not know: speakers by likeness of name, then headlines."""

from __future__ import annotations

from collections.abc import Sequence

from store.model import Answer, Certainty, Question
from store.search.headlines import alike
from store.search.snapshot import Snapshot

MOST_NAMES = 3
MOST = 5


def unknown(snapshot: Snapshot, question: Question, near: Sequence[str] = ()) -> Answer:
    """An answer that says so. ``near``: names or headlines that were found close, best first.

    What is not like the question is not offered, so there may be nothing.
    """
    names = snapshot.speakers.nearest(question.speaker, MOST_NAMES) if question.speaker else []
    offered = [*names, *near]
    if len(offered) < MOST:
        topic = question.about or " ".join(question.words)
        offered += alike(snapshot, topic, MOST)
    nearest = tuple(dict.fromkeys(name for name in offered if name))[:MOST]
    return Answer(question, Certainty.UNKNOWN, nearest=nearest)
