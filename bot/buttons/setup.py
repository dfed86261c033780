"""The menus and buttons of ``/setup``. What was chosen is stored at once, and the screen drawn again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

from bot.buttons.base import Pressed
from bot.errors import UserError, permission_names
from bot.languages import LANGUAGES, language_named
from bot.lookups import look_up, stats
from bot.manual import called
from bot.needs import lacking_here
from bot.replies import notice_reply
from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.words import words
from bot.servers import language_of
from store import Archive
from store.guilds import EVERY_COMMAND, Guilds, ServerSettings

if TYPE_CHECKING:
    from bot.context import Ctx

_MOST_USES = 10_000


def setup_id(what: str, command: str) -> str:
    """``setup1:WHAT:COMMAND``: what it sets, and the command whose roles the screen shows."""
    return f"setup1:{what}:{command}"


class SetupItem(
    Pressed,
    ui.DynamicItem[ui.Item[Any]],
    template=r"setup1:(?P<what>[a-z]{1,16}):(?P<command>[^:]{0,32})",
):
    """Any menu or button of the screen, pressed by somebody who may manage the server."""

    def __init__(self, item: ui.Item[Any]) -> None:
        super().__init__(item)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> SetupItem:
        return cls(item)

    @property
    def command(self) -> str:
        return "setup"

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        if interaction.guild is None:
            raise app_commands.NoPrivateMessage
        if not interaction.permissions.manage_guild:
            raise app_commands.MissingPermissions(["manage_guild"])
        _, what, command = self.custom_id.split(":", 2)
        values = [getattr(each, "id", each) for each in getattr(self.item, "values", ())]
        if what == "preview":
            from bot.respond import respond

            await respond(interaction, _post_preview(interaction))
            return
        if what == "command" and values:
            command = EVERY_COMMAND if values[0] == "*" else str(values[0])
            what = "again"
        if command not in (EVERY_COMMAND, *_commands(interaction)):
            raise _too_old()
        from bot.respond import show

        await show(interaction, _changed(interaction, what, command, values), turns=True)


async def _changed(interaction: Ctx, what: str, command: str, values: list[Any]) -> ui.LayoutView:
    """Store what was chosen; the screen as it is then."""
    if what != "again":
        settings = await interaction.client.servers.of(interaction.guild_id)
        await interaction.client.servers.save(changed(settings, what, command, values))
    return await screen(interaction, command)


def changed(settings: ServerSettings, what: str, command: str, values: list[Any]) -> ServerSettings:
    """The settings with one of them as chosen. Raises UserError for what can't be chosen."""
    match what, values:
        case "language", [language] if language in (*LANGUAGES, "auto"):
            return replace(settings, language="" if language == "auto" else language)
        case "answers", ["public" | "private" as answers]:
            return replace(settings, private=answers == "private")
        case "channels", _:
            return replace(settings, channels=tuple(values))
        case "roles", _:
            return replace(settings, roles={**settings.roles, command: tuple(values)})
        case "member", [uses] if _is_count(uses):
            return replace(settings, member_uses=int(uses))
        case "server", [uses] if _is_count(uses):
            return replace(settings, server_uses=int(uses))
    raise _too_old()


def _too_old() -> UserError:
    return UserError(words("This screen is too old: open it again with /setup."))


def _commands(interaction: Ctx) -> tuple[str, ...]:
    from bot.setup_screen import gated_commands

    return gated_commands(interaction.client.tree)


def _is_count(text: str) -> bool:
    return text.isdecimal() and int(text) <= _MOST_USES


async def screen(interaction: Ctx, command: str = EVERY_COMMAND) -> ui.LayoutView:
    """The screen as it is now, with the roles of ``command``. Raises Busy."""
    # Here, because the screen needs its items.
    from bot.setup_screen import SetupScreen, Shown, gated_commands

    guild = interaction.guild
    if guild is None:
        raise app_commands.NoPrivateMessage
    settings = await interaction.client.servers.of(guild.id)
    language = language_of(settings, interaction)
    shown = Shown(
        settings=settings,
        guild=guild,
        here=interaction.channel,
        commands=gated_commands(interaction.client.tree),
        called=called(interaction.client.tree, language),
        command=command,
        feedback=await interaction.client.desk.keep(Guilds.judgements, guild.id),
    )
    return SetupScreen(shown, language_named(language))


async def _post_preview(interaction: Ctx) -> Reply:
    from bot.respond import drawn

    channel: Any = interaction.channel
    missing = lacking_here(interaction)
    if missing:
        raise UserError(
            words(
                "In #{channel} I need the permission {names} first.",
                channel=channel.name,
                names=permission_names(missing),
            )
        )
    settings = await interaction.client.servers.of(interaction.guild_id)
    reply = await interaction.client.desk.ask(_example)
    view = await drawn(interaction.client, reply, language_of(settings, interaction))
    await channel.send(view=view)
    return notice_reply(words("The preview is posted: as members see an answer."))


def _example(archive: Archive) -> Reply:
    """An answer as there may be: what somebody who is quoted often said last."""
    quoted = archive.stats().most_quoted
    reply = look_up(archive, "said", (quoted[0][0],)) if quoted else stats(archive)[0]
    line = Block(BlockKind.NOTE, (Run(words("A preview, posted from /setup")),))
    return replace(reply, blocks=(line, *reply.blocks))


button = SetupItem
