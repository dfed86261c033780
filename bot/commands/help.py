"""``/help``: what can be asked, told from the commands themselves."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice, Range
from rapidfuzz import process

from bot.context import Ctx
from bot.errors import UserError
from bot.languages import offered
from bot.manual import entries_here
from bot.replies import Reply
from bot.replies.limits import CHOICES
from bot.replies.manual import entry_reply, manual_reply
from bot.replies.words import words
from bot.respond import respond
from bot.suggest import choices


async def _names(interaction: Ctx, typed: str) -> list[Choice[str]]:
    known = {entry.called: entry.name for entry in entries_here(interaction)}
    if typed:
        near = process.extract(typed, known.keys(), limit=CHOICES)
        return choices((called, known[called]) for called, *_ in near)
    return choices(known.items())


@app_commands.command(name="help", description="Show what you can ask")
@app_commands.describe(command="Only this command, with all its options")
@app_commands.autocomplete(command=_names)
async def command(interaction: Ctx, command: Range[str, 1, 100] = "") -> None:
    """For the asker alone, in the language of their Discord, for so the commands are called there."""
    language = offered(interaction.locale.value)
    await respond(interaction, _told(interaction, command.strip()), language=language)


async def _told(interaction: Ctx, name: str) -> Reply:
    entries = entries_here(interaction)
    if not name:
        return manual_reply(entries)
    wanted = name.removeprefix("/").casefold()
    for entry in entries:
        if wanted in (entry.name.casefold(), entry.called.removeprefix("/").casefold()):
            return entry_reply(entry)
    near = process.extractOne(wanted, [entry.called for entry in entries], score_cutoff=60)
    if near:
        raise UserError(words("There is no {name}: did you mean {near}?", name=name, near=near[0]))
    raise UserError(words("There is no {name}: /help lists what there is.", name=name))
