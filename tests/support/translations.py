"""What has to stand in every language's catalogue: names and descriptions of commands, and sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.client import commands, menus
from bot.languages import FOLDER
from bot.languages.translator import CatalogueTranslator, context_of
from store.guilds import KEPT

BOT = Path(__file__).parent.parent.parent / "bot"


class Noting(app_commands.Translator):
    """Notes what it is asked to translate."""

    def __init__(self) -> None:
        self.asked: dict[tuple[str, str], Location] = {}

    async def translate(self, string: Any, locale: Any, context: Any) -> str | None:
        self.asked[context_of(context), string.message] = context.location
        return None


async def of_commands(tree: app_commands.CommandTree[Any]) -> dict[tuple[str, str], Location]:
    """(context, English) of everything that Discord shows of the commands, and what it is."""
    noting = Noting()
    for command in (*commands(), *menus()):
        await command.get_translated_payload(tree, noting)
    return noting.asked


def of_sentences() -> dict[tuple[str, str], str]:
    """(no context, English) of every ``words("…")`` and ``counted("…", "…")`` in the code, and of the table of
    what is kept, each with its plural or ""."""
    calls = {"words": None, "counted": (1, 2)}
    sentences = {("", text): "" for kept in KEPT for text in (kept.what, kept.until)}
    for _, _, message, _, _ in extract_from_dir(BOT, [("**.py", "python")], keywords=calls):
        one, many = message if isinstance(message, tuple) else (message, "")
        sentences["", str(one)] = str(many)
    return sentences


def catalogue_of(language: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """(context, English) → what a catalogue has for it: a text, or the forms of a plural."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        read = read_po(file, locale=language, abort_invalid=True)
    return {
        (message.context or "", _first(message.id)): (
            (message.string,) if isinstance(message.string, str) else tuple(message.string)
        )
        for message in read
        if message.id and message.string and not message.fuzzy
    }


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


def entry(context: str, english: str, plural: str = "") -> str:
    """The stanza of a catalogue for it, to be filled in."""
    head = f'msgctxt "{context}"\n' if context else ""
    if plural:
        return f'{head}msgid {_quoted(english)}\nmsgid_plural {_quoted(plural)}\nmsgstr[0] ""\nmsgstr[1] ""\n'
    return f'{head}msgid {_quoted(english)}\nmsgstr ""\n'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


__all__ = ["CatalogueTranslator", "catalogue_of", "entry", "of_commands", "of_sentences"]
