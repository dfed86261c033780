"""Figures of several articles grouped: which state the same, and which contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.figures import Figure, disagree, same_thing
from store.figures.events import Rarity, Told, near, same_event, told_together
from store.model import Article, Fact


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure in its article, and how well it fits a subject."""

    article: Article
    figure: Figure
    told: Told
    score: float

    @property
    def fact(self) -> Fact:
        return self.figure.fact

    @property
    def text(self) -> str:
        return self.article.body[slice(*self.fact.span)]


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that is counted."""

    first: Placed
    same: tuple[Placed, ...]
    """What states the same elsewhere."""
    against: tuple[Placed, ...]
    """What contradicts it."""


def grouped(placed: Sequence[Placed], rarity: Rarity, stories: dict[int, int]) -> list[Group]:
    """Each figure in one group, in order of the best of each.

    Of figures that contradict each other the newest stands first: reports of one event follow each other.
    ``stories``: article → story, of those that are versions of one.
    """
    groups = []
    left = list(placed)
    while left:
        first = left[0]
        against = [one for one in left[1:] if _contradict(first, one, rarity)]
        if against:
            first = max([first, *against], key=lambda one: one.article.published)
            against = [one for one in left if one is not first and _contradict(first, one, rarity)]
        taken = {id(first), *map(id, against)}
        same = [one for one in left if id(one) not in taken and _same(first, one, rarity, stories)]
        taken.update(map(id, same))
        groups.append(Group(first, tuple(same), tuple(against)))
        left = [one for one in left if id(one) not in taken]
    return groups


def _contradict(one: Placed, other: Placed, rarity: Rarity) -> bool:
    """Whether both are of one thing in one event, and cannot both be right."""
    if not disagree(one.figure, other.figure):
        return False
    if one.article.id != other.article.id and not _of_one_event(one, other, rarity):
        return False
    return not one.figure.thing.fate or told_together(one.told, other.told, rarity)


def _of_one_event(one: Placed, other: Placed, rarity: Rarity) -> bool:
    mine, theirs = one.told, other.told
    return near(mine.day, theirs.day) and same_event(mine.story, theirs.story, rarity)


def _same(one: Placed, other: Placed, rarity: Rarity, stories: dict[int, int]) -> bool:
    """Whether two state one thing alike: in one article, in versions of a story, or of one event."""
    mine, theirs = one.fact, other.fact
    if (mine.value, mine.kind, mine.unit) != (theirs.value, theirs.kind, theirs.unit):
        return False
    if one.article.id == other.article.id or (
        one.article.id in stories and stories[one.article.id] == stories.get(other.article.id)
    ):
        return one.figure.thing.nouns == other.figure.thing.nouns or same_thing(
            one.figure.thing, other.figure.thing, loosely=True
        )
    return (
        bool(one.figure.thing.fate)
        and same_thing(one.figure.thing, other.figure.thing)
        and _of_one_event(one, other, rarity)
        and told_together(one.told, other.told, rarity)
    )
