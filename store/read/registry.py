"""The formats: each module of this folder that has a ``FORMAT`` is one. A new format is a new file."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from store.errors import ArchiveError
from store.model import Draft, Unreadable
from store.read.opened import Opened

Reader = Callable[[Opened], Iterator[Draft | Unreadable]]


class UnknownFormat(ArchiveError):
    """A format was asked for that there is no reader for."""


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    """What ``--format`` calls it."""
    likeness: Callable[[bytes, str], float]
    """(head, name) → how much the content looks like it, in [0, 1]. The best reader reads."""
    read: Reader
    resumes: bool = False
    """Whether, after each record that it gives, ``opened.stream.tell()`` is where the next one starts, and
    it can be given a stream that stands there."""
    single: bool = False
    """Whether a source is one record, whatever comes of it."""
    packs: bool = False
    """Whether other sources are packed in it. It is unpacked even where another format is forced."""
    about: str = ""
    """What it is, for the help."""


@functools.cache
def formats() -> tuple[Format, ...]:
    """Every format, by name."""
    found = []
    package = importlib.import_module("store.read")
    for module_info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"store.read.{module_info.name}")
        declared = getattr(module, "FORMAT", None)
        if isinstance(declared, Format):
            found.append(declared)
    return tuple(sorted(found, key=lambda one: one.name))


def named(name: str) -> Format:
    """Raises UnknownFormat, which lists what there is."""
    for one in formats():
        if one.name == name:
            return one
    known = ", ".join(one.name for one in formats())
    raise UnknownFormat(f"There is no format {name!r}: use one of {known}.")


def by_content(opened: Opened) -> Format | None:
    """The format that the content looks most like, or None."""
    scored = [(one.likeness(opened.head, opened.name), one) for one in formats()]
    score, best = max(scored, key=lambda pair: pair[0])
    return best if score > 0 else None


def chosen(opened: Opened) -> Format | None:
    """The reader for a source: what packs others is told by content alone, the rest may be forced."""
    found = by_content(opened)
    if not opened.forced or (found and found.packs):
        return found
    return named(opened.forced)
