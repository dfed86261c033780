"""The languages of the commands and of the bot's own sentences: English in the code, others a file each.

A file is a gettext catalogue, which translators' tools read; babel reads it here too, so that nothing has
to be compiled. A command's name has the context ``name of /said``, an option's ``name of /said speaker``,
a description likewise ``text of …``, a choice's name ``choice``; a sentence has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.replies.words import Say

ENGLISH = "en"
LANGUAGES: Mapping[str, str] = {ENGLISH: "English", "de": "Deutsch"}
"""Their codes, and what they call themselves."""


def say(language: str) -> Say:
    """Sentences in a language; English where it has none of its own for one."""
    known = catalogue(language)

    def translated(template: str) -> str:
        return known.get(("", template), template)

    return translated


def offered(locale: str) -> str:
    """The language for one of Discord's locales ("de", "en-GB"): itself, or English."""
    code = locale.partition("-")[0]
    return code if code in LANGUAGES else ENGLISH


@cache
def catalogue(language: str) -> Mapping[tuple[str, str], str]:
    """(context, English) → the text in the language; empty for English, which is in the code."""
    if language == ENGLISH or language not in LANGUAGES:
        return {}
    from babel.messages.pofile import read_po

    with (Path(__file__).parent / f"{language}.po").open("rb") as file:
        read = read_po(file, locale=language, abort_invalid=True)
    return {
        (message.context or "", str(message.id)): str(message.string)
        for message in read
        if message.id and message.string and not message.fuzzy
    }
