"""What the pronouns right after a name tell of its gender."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Token

from store.extract.grid import Grid
from store.extract.mentions import Mention, head

_GENDERED = {"he": 0, "him": 0, "his": 0, "she": 1, "her": 1, "hers": 1}
_OBJECTS = ("dobj", "pobj", "dative", "appos")
_SUBJECTS = ("nsubj", "nsubjpass")


def gender_votes(
    grid: Grid, mentions: Sequence[Mention], people: Sequence[int | None]
) -> dict[int, list[int]]:
    """Of each person how many names are followed by a pronoun for a man, and by one for a woman.

    ``people``: for each of ``mentions`` the person's number, None for nobody in particular. A pronoun
    counts within this sentence and the next, before anybody else is named.
    """
    votes: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for n, (mention, number) in enumerate(zip(mentions, people, strict=True)):
        if number is None or not grid.outside[mention.start]:
            continue
        if _is_beside_a_subject(grid, mentions, people, n):
            continue
        _, end = grid.sentence(mention.start)
        if end < len(grid.doc):
            end = grid.sentence(end)[1]
        if n + 1 < len(mentions):
            end = min(end, mentions[n + 1].start)
        pronoun = next(
            (
                token
                for token in grid.doc[mention.end : end]
                if grid.outside[token.i] and token.lower_ in _GENDERED
            ),
            None,
        )
        if pronoun is not None and not _is_object_beside(pronoun, head(grid.doc, mention)):
            votes[number][_GENDERED[pronoun.lower_]] += 1
    return votes


def _is_beside_a_subject(
    grid: Grid, mentions: Sequence[Mention], people: Sequence[int | None], n: int
) -> bool:
    """Whether "his" may be the subject's: in "Osk told Ada Lund that his cows …" it says nothing of Ada Lund."""
    if head(grid.doc, mentions[n]).dep_ not in _OBJECTS:
        return False
    first, _ = grid.sentence(mentions[n].start)
    for at in range(n - 1, -1, -1):
        if mentions[at].start < first:
            break
        if people[at] is not None and head(grid.doc, mentions[at]).dep_ in _SUBJECTS:
            return True
    return False


def _is_object_beside(pronoun: Token, name: Token) -> bool:
    """True for the "her" of "Tor Osk contradicted her": nobody is the object of their own verb by "her"."""
    subject = name.head if name.dep_ == "appos" else name
    return (
        pronoun.tag_ == "PRP"
        and pronoun.dep_ in ("dobj", "dative", "pobj")
        and subject.dep_ == "nsubj"
        and subject.head in (pronoun.head, pronoun.head.head)
    )
