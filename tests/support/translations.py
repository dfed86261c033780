"""What has to stand in every language's catalogue: names and descriptions of commands, and sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_dir
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.client import commands, menus
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


def of_sentences() -> set[tuple[str, str]]:
    """(no context, English) of every ``words("…")`` in the code, and of the table of what is kept."""
    found = extract_from_dir(BOT, [("**.py", "python")], keywords={"words": None})
    sentences = {str(message) for _, _, message, _, _ in found}
    return {("", text) for text in sentences | {t for k in KEPT for t in (k.what, k.until)}}


def entry(context: str, english: str) -> str:
    """The stanza of a catalogue for it, to be filled in."""
    escaped = english.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    head = f'msgctxt "{context}"\n' if context else ""
    return f'{head}msgid "{escaped}"\nmsgstr ""\n'


__all__ = ["CatalogueTranslator", "entry", "of_commands", "of_sentences"]
