"""What is to be taken out of the archive, and how that was understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from store.errors import UnknownSpeaker
from store.model import ArticleView, Correction, Question, Quote
from store.search.correction import corrected
from store.search.query import parse_words
from store.search.snapshot import Snapshot
from store.search.text import folded


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; ``""`` where anything will do. Dates are ISO and inclusive."""

    speaker: str = ""
    """Any of a speaker's names, misspelt or not."""
    about: str = ""
    """Words, ``"phrases"`` and ``-words``, misspelt or not."""
    after: str = ""
    before: str = ""
    source: str = ""
    """Words of a folder, file, agency or site."""
    unsure: bool = False
    """Quotes too that are not shown: of little confidence, and of what was thought or done."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A selection as it was read."""

    selection: Selection
    """With the speaker's name as the archive has it."""
    people: tuple[int, ...]
    """Who is meant, as ``people.id``; none where anybody is."""
    topic: Question
    """The words of ``about``, spelling corrected."""
    corrections: tuple[Correction, ...]
    """What was read as something else."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article of a selection."""

    view: ArticleView
    """With every quote that may be shown, or every one at all."""
    quotes: tuple[Quote, ...]
    """Those of the selection, in the article's order."""


def quotes_of(found: Iterable[Found], limit: int | None = None) -> Iterator[Found]:
    """The articles that have quotes of the selection, until there are ``limit`` quotes."""
    left = limit
    for one in found:
        quotes = one.quotes[:left]
        if quotes:
            yield replace(one, quotes=quotes)
        if left is not None:
            left -= len(quotes)
            if not left:
                return


def understood(selection: Selection, snapshot: Snapshot) -> Understood:
    """Read a selection. Raises UnknownSpeaker, with the names that come near."""
    topic = parse_words(selection.about)
    topic = replace(topic, after="", before="", source="", speaker="")
    if not (topic.words or topic.phrases or topic.excluded):
        # Nothing but words that questions leave out: here they are what is asked for.
        topic = replace(topic, words=tuple(folded(topic.text)))
    elif topic.words:
        topic = corrected(topic, snapshot.view, snapshot.vocabulary)
    corrections = topic.corrections
    people: tuple[int, ...] = ()
    if selection.speaker:
        named = snapshot.speakers.find(selection.speaker, 1)
        if not named:
            near = " or ".join(snapshot.speakers.nearest(selection.speaker))
            raise UnknownSpeaker(
                f"Nobody in the archive is known as {selection.speaker!r}"
                + (f": did you mean {near}?" if near else ".")
            )
        people = named[0].people
        if named[0].fuzzy:
            corrections = (*corrections, Correction(selection.speaker, named[0].name))
        selection = replace(selection, speaker=named[0].name)
    return Understood(selection, people, topic, corrections)
