"""What looking over an archive gives: like ``store.model``, of which these values are made."""

from __future__ import annotations

from dataclasses import dataclass

from store.model import OtherFigure, Passage, Question, Story


@dataclass(frozen=True, slots=True)
class Activity:
    """How much there is of when."""

    counts: tuple[tuple[str, int], ...] = ()
    """``(ISO date at its own precision, how many)``, the earliest first."""
    undated: int = 0

    @property
    def dated(self) -> int:
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A count, a share or an amount, as one sentence states it."""

    text: str
    """Verbatim, with its qualifier and unit: "at least nine"."""
    value: float
    unit: str = ""
    what: str = ""
    """What is counted, as printed."""
    says: str = ""
    """Name of the source that the article relies on for it; "" for the article itself."""
    where: str = ""
    """As printed with the figure."""
    when: str = ""
    """ISO date at its precision of what is counted; "" where the article does not say."""
    others: tuple[OtherFigure, ...] = ()
    """Figures of the same thing that contradict it, newest first."""


@dataclass(frozen=True, slots=True)
class FigureSentence:
    """A sentence that states figures about the subject."""

    passage: Passage
    """The sentence, its figures marked. The speaker is whose words enclose the first of them; ``also_in``
    are other articles that state the same."""
    figures: tuple[StatedFigure, ...]
    """In order, one for each marked stretch."""


@dataclass(frozen=True, slots=True)
class SubjectFigures:
    """The figures that an archive states about a subject, those that fit it best first."""

    question: Question
    """The subject as it was read."""
    sentences: tuple[FigureSentence, ...] = ()
    total: int = 0
    """How many sentences there are in all, for paging."""
    offset: int = 0
    articles: int = 0
    """Articles that state them all."""
    nearest: tuple[str, ...] = ()
    """Headlines that are near, where there are none."""


@dataclass(frozen=True, slots=True)
class DayOfYears:
    """What was printed on one day of the year, in any year."""

    day: str
    """``MM-DD``."""
    stories: tuple[Story, ...] = ()
    """One of each year first, the latest year first; then a second one of each year, and so on."""
    total: int = 0
    """All stories of that day."""
    offset: int = 0
    years: tuple[str, ...] = ()
    """Those in which something was printed on it, the earliest first."""


@dataclass(frozen=True, slots=True)
class Step:
    """A statement that shows how a speaker's words changed."""

    passage: Passage
    arriving: tuple[str, ...] = ()
    """Words that stand in no earlier statement and come again in a later one, as printed here."""
    leaving: tuple[str, ...] = ()
    """Words of earlier statements that come for the last time here."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A speaker's statements on a topic, or on anything, from the first to the last."""

    question: Question
    """Speaker and topic as they were read."""
    steps: tuple[Step, ...] = ()
    """The first and the last statement, and between them those that differ most; in order of date."""
    total: int = 0
    """Statements on the topic that have a date."""
    compared: int = 0
    """Different ones among those that were read: wordings that come again count once."""
    activity: Activity = Activity()
    """When they were printed. ``undated`` ones are in no step."""
    is_closest: bool = False
    """Whether none is quite on the topic, and these come nearest."""
    nearest: tuple[str, ...] = ()
    """Names and headlines that are near, where there is nothing."""
