"""Names and descriptions of commands in each language, for Discord to show by a member's own."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.languages import ENGLISH, LANGUAGES, catalogue

_NAMES = (Location.command_name, Location.group_name, Location.parameter_name)


class CatalogueTranslator(app_commands.Translator):
    """Reads them from the catalogues when the commands are registered."""

    async def load(self) -> None:
        for language in LANGUAGES:
            await asyncio.to_thread(catalogue, language)

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContext[Any, Any],
    ) -> str | None:
        language = locale.value.partition("-")[0]
        if language == ENGLISH or language not in LANGUAGES:
            return None
        return catalogue(language).pgettext(context_of(context), string.message)


def context_of(context: app_commands.TranslationContext[Any, Any]) -> str:
    """How the catalogues call the place of a text: ``name of /digest setup``, ``text of /said about``."""
    if context.location is Location.choice_name:
        return "choice"
    what = "name" if context.location in _NAMES else "text"
    data = context.data
    if isinstance(data, app_commands.Parameter):
        return f"{what} of /{data.command.qualified_name} {data.name}"
    if isinstance(data, app_commands.ContextMenu):
        return f"{what} of the menu {data.name}"
    return f"{what} of /{data.qualified_name}"
