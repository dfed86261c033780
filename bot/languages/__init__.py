"""The languages of the commands and of the bot's own sentences: English in the code, others a file each.

A file is a gettext catalogue, which translators' tools read; babel reads it here too, so that nothing has
to be compiled, and knows the language's dates, numbers and lists. A command's name has the context
``name of /said``, an option's ``name of /said speaker``, a description likewise ``text of …``, a choice's
name ``choice``; a sentence has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from bot.languages.translated import Translated
from bot.replies.language import ENGLISH as IN_ENGLISH
from bot.replies.language import Language

ENGLISH = "en"
LANGUAGES: Mapping[str, str] = {ENGLISH: "English", "de": "Deutsch"}
"""Their codes, and what they call themselves."""
FOLDER = Path(__file__).parent


@cache
def language_named(code: str) -> Language:
    """The language of a code; English where there is none of that code."""
    if code == ENGLISH or code not in LANGUAGES:
        return IN_ENGLISH
    return Translated(code, catalogue(code))


def offered(locale: str) -> str:
    """The language for one of Discord's locales ("de", "en-GB"): itself, or English."""
    code = locale.partition("-")[0]
    return code if code in LANGUAGES else ENGLISH


@cache
def catalogue(code: str) -> NullTranslations:
    """The texts of a language; empty for English, which is in the code."""
    if code == ENGLISH or code not in LANGUAGES:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (FOLDER / f"{code}.po").open("rb") as file:
        read = read_po(file, locale=code, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return GNUTranslations(compiled)
