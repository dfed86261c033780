"""The screen of ``/setup``: a server's settings as menus, and what the bot lacks to do its work there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands, ui

from bot.buttons.setup import SetupItem, setup_id
from bot.errors import permission_names
from bot.gate import ALWAYS
from bot.languages import LANGUAGES
from bot.needs import lacking_in
from bot.replies.language import Language
from bot.replies.limits import SELECT_OPTIONS
from bot.replies.markup import escape
from bot.replies.words import counted, number, said, words
from store.guilds import EVERY_COMMAND, ServerSettings

_MEMBER_USES = (0, 3, 5, 10, 20, 30, 60)
_SERVER_USES = (0, 30, 60, 120, 300, 600)
_SHOWN_CHANNELS = 10
_PLACES = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the screen is drawn from."""

    settings: ServerSettings
    guild: discord.Guild
    here: Any
    """The channel or thread that it is shown in."""
    commands: tuple[str, ...]
    """What can be asked a role for."""
    called: Mapping[str, str]
    """How they are called in the screen's language: "/ask"."""
    command: str
    """The command whose roles are shown."""
    feedback: tuple[int, int]
    """Members' 👍 and 👎 so far."""


def gated_commands(tree: app_commands.CommandTree[Any]) -> tuple[str, ...]:
    """Commands and menus that a server can ask a role for: those that are not for admins anyway."""
    found = {
        command.name
        for command in tree.get_commands()
        if command.default_permissions is None and command.name not in ALWAYS
    }
    return tuple(sorted(found)[: SELECT_OPTIONS - 1])


class SetupScreen(ui.LayoutView):
    """The settings, each with its menu; a menu's choice is stored at once."""

    def __init__(self, shown: Shown, language: Language) -> None:
        super().__init__(timeout=None)
        self._shown = shown
        self._language = language
        self._box: ui.Container[SetupScreen] = ui.Container()
        settings = shown.settings
        self._text("###", words("Settings of {server}", server=escape(shown.guild.name)))
        self._menu(
            words("**Language** of my own sentences; articles stay as they were printed"),
            "language",
            [("auto", words("The one that this server has in Discord")), *LANGUAGES.items()],
            settings.language or "auto",
        )
        self._menu(
            words("**Answers**"),
            "answers",
            [
                ("public", words("For all in the channel")),
                ("private", words("For the asker alone, with a button to show them")),
            ],
            "private" if settings.private else "public",
        )
        self._channels(settings)
        self._roles(settings)
        self._limits(settings)
        self._text("", *self._permissions())
        good, poor = shown.feedback
        self._text(
            "-#",
            words(
                "Feedback of members: 👍 {good}, 👎 {poor}", good=number(good), poor=number(poor)
            ),
        )
        self.add_item(self._box)
        self.add_item(
            ui.ActionRow(
                self._button("preview", words("Post a preview here")),
                self._button("again", words("Check permissions again")),
            )
        )
        # As in LayoutReply: nothing of it has to be kept.
        self.stop()

    def _text(self, mark: str, *lines: str) -> None:
        told = "\n".join(said(line, self._language) for line in lines)
        self._box.add_item(ui.TextDisplay(f"{mark} {told}".strip()))

    def _menu(self, title: str, what: str, options: Iterable[tuple[str, str]], chosen: str) -> None:
        self._text("", title)
        self._select(what, options, chosen)

    def _select(self, what: str, options: Iterable[tuple[str, str]], chosen: str) -> None:
        self._add(
            ui.Select(
                custom_id=self._id(what),
                options=[
                    discord.SelectOption(
                        label=said(label, self._language), value=value, default=value == chosen
                    )
                    for value, label in options
                ],
            )
        )

    def _add(self, item: ui.Item[Any]) -> None:
        self._box.add_item(ui.ActionRow(SetupItem(item)))

    def _button(self, what: str, label: str) -> SetupItem:
        return SetupItem(
            ui.Button(
                label=said(label, self._language),
                style=discord.ButtonStyle.secondary,
                custom_id=self._id(what),
            )
        )

    def _id(self, what: str) -> str:
        return setup_id(what, self._shown.command)

    def _channels(self, settings: ServerSettings) -> None:
        self._text("", words("**Channels** where answers may be for all, with their threads"))
        chosen = [self._shown.guild.get_channel(each) for each in settings.channels]
        self._add(
            ui.ChannelSelect(
                custom_id=self._id("channels"),
                channel_types=_PLACES,
                placeholder=said(words("Everywhere"), self._language),
                min_values=0,
                max_values=SELECT_OPTIONS,
                default_values=[each for each in chosen if each],
            )
        )

    def _roles(self, settings: ServerSettings) -> None:
        shown = self._shown
        self._text("", words("**Who may use what**: choose a command, then its roles"))
        every = words("Every command that has no roles of its own")
        options = [("*", every), *((name, shown.called[name]) for name in shown.commands)]
        self._select("command", options, shown.command or "*")
        chosen = [shown.guild.get_role(each) for each in settings.roles.get(shown.command, ())]
        nobody = words("Everyone") if shown.command == EVERY_COMMAND else words("As every command")
        self._add(
            ui.RoleSelect(
                custom_id=self._id("roles"),
                placeholder=said(nobody, self._language),
                min_values=0,
                max_values=SELECT_OPTIONS,
                default_values=[each for each in chosen if each],
            )
        )

    def _limits(self, settings: ServerSettings) -> None:
        self._text("", words("**Limits**: commands and buttons a minute"))
        self._select(
            "member",
            [
                (
                    str(uses),
                    words("{uses} a minute for a member", uses=number(uses)) if uses else _NO_LIMIT,
                )
                for uses in sorted({*_MEMBER_USES, settings.member_uses})
            ],
            str(settings.member_uses),
        )
        self._select(
            "server",
            [
                (
                    str(uses),
                    words("{uses} a minute for all together", uses=number(uses))
                    if uses
                    else _NO_TOTAL,
                )
                for uses in sorted({*_SERVER_USES, settings.server_uses})
            ],
            str(settings.server_uses),
        )

    def _permissions(self) -> Sequence[str]:
        """A line for each chosen channel, or for this one, with what the bot lacks in it by name."""
        shown = self._shown
        if not shown.settings.channels:
            return [words("**My permissions**"), _told(shown.here)]
        lines: list[str] = [words("**My permissions**")]
        for chosen in shown.settings.channels[:_SHOWN_CHANNELS]:
            channel = shown.guild.get_channel(chosen)
            lines.append(_told(channel) if channel else words("A chosen channel is gone."))
        more = len(shown.settings.channels) - _SHOWN_CHANNELS
        if more > 0:
            lines.append(counted("{count} more channel", "{count} more channels", more))
        return lines


_NO_LIMIT = words("No limit for a member")
_NO_TOTAL = words("No limit for all together")


def _told(channel: Any) -> str:
    missing = lacking_in(channel)
    name = escape(channel.name)
    if not missing:
        return words("✅ #{channel}: I have all that I need", channel=name)
    return words(
        "⚠️ #{channel}: I lack the permission {names}",
        channel=name,
        names=permission_names(missing),
    )
