"""Who is quoted most, in one line."""

from __future__ import annotations

from collections.abc import Iterable

from bot.replies.words import Spoken, joined, number, words


def most_quoted(speakers: Iterable[tuple[str, int]]) -> Spoken:
    """``Quoted most: Mara Oss (7), a customs officer (1)``, of names and their statements."""
    named = (joined("", (name, " (", number(times), ")")) for name, times in speakers)
    return words("Quoted most: {names}", names=joined(", ", named))
