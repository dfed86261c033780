"""A language that can be told from any other: each text of the bot's own stands in ⟦brackets⟧.

Its code is Greek's, so that dates and lists come in Greek letters. With an archive whose words all begin with
q, any other Latin word outside of brackets is a text that was forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from discord.app_commands import TranslationContextLocation as Location

CODE = "el"
_NAMED = (Location.command_name, Location.group_name, Location.parameter_name)
_SHOWN = {"content", "label", "placeholder", "description", "name"}
_OWN = re.compile(r"⟦[^⟦⟧]*⟧")
_ELSEWHERE = re.compile(
    r"https?://[^\s)>]+|<[@#][^>]*>|[\w-]+\.png|\b[A-Z][a-z]+/[A-Z][A-Za-z_]+|UTC"
)
"""Links, mentions, names of files, time zones."""
_WORD = re.compile(r"[A-Za-z][A-Za-z_-]+")


def write_catalogue(
    folder: Path, commands: Mapping[tuple[str, str], Location], sentences: Mapping[Any, str]
) -> None:
    """The language's catalogue, of every text there is."""
    catalogue = Catalog(locale=CODE)
    for (context, english), location in commands.items():
        translated = f"q{english}"[:32] if location in _NAMED else f"⟦{english[:98]}⟧"
        if "of the menu" in context:
            translated = f"⟦{english}⟧"
        catalogue.add(english, translated, context=context)
    for (_, english), many in sentences.items():
        if many:
            catalogue.add((english, many), (f"⟦{english}⟧", f"⟦{many}⟧"))
        else:
            catalogue.add(english, f"⟦{english}⟧")
    with (folder / f"{CODE}.po").open("wb") as file:
        write_po(file, catalogue, width=0)


def shown_in(payload: Any, key: str = "") -> Iterator[str]:
    """Every text of a request that a member sees."""
    if isinstance(payload, dict):
        for name, value in payload.items():
            yield from shown_in(value, name)
    elif isinstance(payload, list):
        for value in payload:
            yield from shown_in(value, key)
    elif isinstance(payload, str) and key in _SHOWN:
        yield payload


def forgotten(text: str, typed: Iterable[str] = ()) -> list[str]:
    """The words of a text that are neither the archive's nor in brackets, nor ``typed`` by a member."""
    rest = text
    for each in typed:
        rest = rest.replace(each, " ")
    while _OWN.search(rest):
        rest = _OWN.sub(" ", rest)
    words = _WORD.findall(_ELSEWHERE.sub(" ", rest))
    return [word for word in words if not word.lower().startswith("q")] + re.findall("[⟦⟧]", rest)
