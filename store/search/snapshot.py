"""Everything one question reads: the archive, one commit of its index, and its words and names."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from store.db import Readers
from store.search.index import View
from store.search.speakers import Speakers
from store.search.spelling import Vocabulary


@dataclass(slots=True)
class _Names:
    """Speakers, read when a name is first asked for."""

    speakers: Speakers | None = None
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The archive as it was when it was last refreshed; threads share one."""

    readers: Readers
    view: View
    vocabulary: Vocabulary
    _names: _Names = field(default_factory=_Names)

    @classmethod
    def take(cls, readers: Readers, view: View) -> Snapshot:
        words = Vocabulary(lambda prefix: view.searcher.terms_with_prefix("words", prefix))
        return cls(readers, view, words)

    @property
    def speakers(self) -> Speakers:
        with self._names.lock:
            if self._names.speakers is None:
                self._names.speakers = Speakers(self.readers)
            return self._names.speakers
