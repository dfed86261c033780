"""Runs of capitals in a row of atoms: the names an article prints, each with the titles before it."""

from __future__ import annotations

from store.extract.fast.atoms import Atoms
from store.extract.fast.verbs import finite_forms
from store.extract.names import BODY_WORDS, DAYS, HONORIFICS, PARTICLES, TITLES

Run = tuple[int, int, int]
"""``(lead, start, end)`` atom indices: titles from ``lead``, the name from ``start``."""

_LONGEST_NAME = 8
_LONGEST_HEADING = 25


_NO_NAMES = frozenset(
    "the a an he she it they we i you but and in on at this that these those his her its their our there when while as if "
    "for after before since according however meanwhile some many most what why how who not no yes to from by with of or so "
    "then now also still even both such another other one two three republicans democrats republican democrat democratic "
    "americans american let do did is are was were has have had will would could can should".split()
)


HONORIFICS_BARE = frozenset(word.rstrip(".") for word in HONORIFICS)


TITLES_BARE: dict[str, tuple[str, ...]] = {
    word.rstrip("."): nouns for word, nouns in TITLES.items()
}


def _sure(atoms: Atoms, runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Without single words that have a capital only because they open a sentence."""
    opening = {low for low, _ in atoms.sentences}
    alone = [start == lead and end == start + 1 and start in opening for lead, start, end in runs]
    seen = {
        atoms.words[k].removesuffix("'s")
        for (_, start, end), single in zip(runs, alone, strict=True)
        if not single
        for k in range(start, end)
    }
    return [
        run
        for run, single in zip(runs, alone, strict=True)
        if not single or atoms.words[run[1]].removesuffix("'s") in seen
    ]


def _all_runs(atoms: Atoms, small: set[str]) -> list[tuple[int, int, int]]:
    """``(lead, start, end)`` of every run of capitals: titles from ``lead``, the name from ``start``."""
    words, texts, starts, ends = atoms.words, atoms.texts, atoms.starts, atoms.ends
    size = len(words)
    opening = {low for low, _ in atoms.sentences}
    verbs = finite_forms()
    headings = _headings(atoms)
    found = []
    p = 0
    while p < size:
        text = texts[p]
        if not text[0].isupper() or _names_nobody(words[p]):
            p += 1
            continue
        if p in headings:
            p = headings[p]
            continue
        if p in opening and words[p] in small and not (p + 1 < size and texts[p + 1][0].isupper()):
            p += 1
            continue
        if p in opening and words[p] in verbs and verbs[words[p]].says:
            # "Added Obe:"
            p += 1
            continue
        begin = p
        while p < size and p - begin < 2 * _LONGEST_NAME:
            word, text = words[p], texts[p]
            if p > begin and p in opening:
                break
            if text[0].isupper() and (p == begin or not _names_nobody(word)):
                p += 1
                if text.endswith(("'s", "’s")):
                    break
                continue
            if (
                word == "."
                and ends[p - 1] == starts[p]
                and p + 1 < size
                and texts[p + 1][0].isupper()
                and p + 1 not in opening
            ):
                p += 1
                continue
            if (word in PARTICLES and p + 1 < size and texts[p + 1][0].isupper()) or (
                word == "&" and p + 1 < size
            ):
                p += 1
                continue
            if (
                word in ("of", "for")
                and p + 1 < size
                and texts[p + 1][0].isupper()
                and words[p - 1] in BODY_WORDS
            ):
                p += 1
                continue
            break
        end = p
        while (
            end > begin
            and (words[end - 1] in PARTICLES or not texts[end - 1][0].isalnum())
            and end - 1 > begin
        ):
            end -= 1
        start = begin
        # "White House Press Secretary Josh Earnest": the name follows the last title.
        for k in range(end - 2, begin - 1, -1):
            if _is_title(words[k]):
                start = k + 1
                break
        while start < end and words[start] == ".":
            start += 1
        if start >= end or (end - begin == 1 and TITLES_BARE.get(words[begin])):
            continue
        lead = begin if start > begin else start
        while (
            lead > 0
            and start - lead < 4
            and _is_title(words[lead - 1])
            and texts[lead - 1].islower()
        ):
            lead -= 1
        if end - start <= _LONGEST_NAME:
            found.append((lead, start, end))
        p = max(p, end)
    return found


def _names_nobody(word: str) -> bool:
    """True for days, and for words such as "the" and "I've" that have a capital where a sentence starts."""
    return word in DAYS or word.partition("'")[0] in _NO_NAMES


def _headings(atoms: Atoms) -> dict[int, int]:
    """First atom to end of the paragraphs that are headings in title case, where capitals tell nothing."""
    found = {}
    for n, (low, high) in enumerate(atoms.sentences):
        alone = n + 1 == len(atoms.sentences) or high in atoms.opening
        if not alone or low not in atoms.opening or high - low > _LONGEST_HEADING:
            continue
        if atoms.words[high - 1] == ".":
            continue
        words = [text for text in atoms.texts[low:high] if len(text) > 3 and text[0].isalpha()]
        if len(words) >= 3 and sum(w[0].isupper() for w in words) > 0.8 * len(words):
            found.update(dict.fromkeys(range(low, high), high))
    return found


def _is_title(word: str) -> bool:
    return word in TITLES_BARE or word in HONORIFICS_BARE


def name_runs(atoms: Atoms) -> list[Run]:
    """The names printed outside quoted speech, in order."""
    small = {word for word, text in zip(atoms.words, atoms.texts, strict=True) if word == text}
    return _sure(atoms, _all_runs(atoms, small))
