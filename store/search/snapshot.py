"""Everything one question reads: the archive, one commit of its index, and its words and names."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from store.db import Readers
from store.search.index import View
from store.search.semantic_ranking import Meaning
from store.search.speakers import Speakers
from store.search.spelling import Vocabulary

MOST_A_BEGINNING = 20_000
"""Words with one beginning that spelling knows; rarer ones are mostly misspelt themselves."""


MANY_DOCUMENTS = 50_000
"""Documents from which the words stay as they are for a while when some are added."""
MANY_SPEAKERS = 5_000
"""The same for names, which take half a second to read for 50,000 speakers."""


@dataclass(slots=True)
class _Names:
    """Speakers, read when a name is first asked for."""

    speakers: Speakers | None = None
    lock: Lock = field(default_factory=Lock)

    @property
    def is_begun(self) -> bool:
        """Whether somebody has read them or is reading them."""
        return self.speakers is not None or self.lock.locked()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The archive as it was when it was last refreshed; threads share one."""

    readers: Readers
    view: View
    vocabulary: Vocabulary
    is_stale: bool = False
    """Whether words or names are of an earlier state than the rest."""
    _names: _Names = field(default_factory=_Names)
    meaning: Meaning | None = None
    """Where the semantic extra is used."""

    @classmethod
    def take(cls, readers: Readers, view: View, meaning: Meaning | None = None) -> Snapshot:
        return cls(readers, view, vocabulary_of(view), meaning=meaning)

    def following(self, view: View) -> Snapshot:
        """The archive as ``view`` has it, with these words and names where reading them takes long."""
        words = view.searcher.num_docs >= MANY_DOCUMENTS
        loaded = self._names.speakers
        # Those that nobody has read yet will be read as they are then.
        keep = loaded is None or len(loaded) >= MANY_SPEAKERS
        return Snapshot(
            self.readers,
            view,
            self.vocabulary if words else vocabulary_of(view),
            words or (keep and self._names.is_begun),
            self._names if keep else _Names(),
            self.meaning,
        )

    def renewed(self) -> Snapshot:
        """The same with words and names read anew, those of speakers at once if they ever were."""
        names = _Names(Speakers(self.readers) if self._names.is_begun else None)
        words = vocabulary_of(self.view)
        return Snapshot(self.readers, self.view, words, False, names, self.meaning)

    @property
    def speakers(self) -> Speakers:
        with self._names.lock:
            if self._names.speakers is None:
                self._names.speakers = Speakers(self.readers)
            return self._names.speakers

    def speakers_within(self, seconds: float) -> Speakers | None:
        """The speakers, or None where another thread is reading them and goes on for so long."""
        names = self._names
        if names.speakers is None and names.lock.locked():
            if not names.lock.acquire(timeout=seconds):
                return None
            names.lock.release()
        return self.speakers


def vocabulary_of(view: View) -> Vocabulary:
    """The words of passages and headlines; of each beginning those in most of them."""
    return Vocabulary(
        lambda prefix: view.searcher.terms_with_prefix("words", prefix, limit=MOST_A_BEGINNING),
        lambda word: view.searcher.doc_freq("words", word),
    )
