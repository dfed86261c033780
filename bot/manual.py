"""The command tree as a manual: what a member can use here, called as their Discord calls it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands

from bot.languages import catalogue, language_named, offered
from bot.replies.manual import Entry, Option
from bot.replies.words import said, words

Tree = app_commands.CommandTree[Any]
Slash = app_commands.Command[Any, ..., Any]
Found = Slash | app_commands.ContextMenu


def leaves(tree: Tree) -> Iterator[Found]:
    """Everything that can be called: commands, commands of groups, and messages' menus, by name."""
    for command in sorted(tree.get_commands(), key=lambda each: each.name.casefold()):
        if isinstance(command, app_commands.Group):
            yield from (
                each for each in command.walk_commands() if isinstance(each, app_commands.Command)
            )
        else:
            yield command


def entries(tree: Tree, language: str) -> tuple[Entry, ...]:
    """All of them in a language."""
    return tuple(_entry(each, language) for each in leaves(tree))


def called(tree: Tree, language: str) -> dict[str, str]:
    """Each command and menu by its name → how it is called in a language: "/frag"."""
    told = catalogue(language).pgettext
    return {
        each.name: told(f"name of the menu {each.name}", each.name)
        if isinstance(each, app_commands.ContextMenu)
        else "/" + told(f"name of /{each.name}", each.name)
        for each in tree.get_commands()
    }


def entries_here(interaction: discord.Interaction[Any]) -> tuple[Entry, ...]:
    """Those that a member can use where they are, in the language of their Discord."""
    language = offered(interaction.locale.value)
    tree: Any = interaction.client.tree
    return tuple(_entry(each, language) for each in leaves(tree) if _is_for(each, interaction))


def _is_for(command: Found, interaction: discord.Interaction[Any]) -> bool:
    root: Any = command.root_parent if isinstance(command, app_commands.Command) else None
    root = root or command
    if interaction.guild_id is None:
        contexts = root.allowed_contexts
        return not root.guild_only and (contexts is None or contexts.dm_channel is not False)
    needed = root.default_permissions
    return needed is None or interaction.permissions.is_superset(needed)


def _entry(command: Found, language: str) -> Entry:
    told = catalogue(language).pgettext
    name = command.qualified_name
    if isinstance(command, app_commands.ContextMenu):
        menu = words("Apps ▸ {menu}", menu=told(f"name of the menu {name}", name))
        return Entry(name, said(menu, language_named(language)), "")
    parts = name.split(" ")
    paths = [" ".join(parts[: end + 1]) for end in range(len(parts))]
    names = [told(f"name of /{path}", part) for path, part in zip(paths, parts, strict=True)]
    called_option = {
        each.name: told(f"name of /{name} {each.name}", str(each.display_name))
        for each in command.parameters
    }
    filled = " ".join(
        f"{called_option[option]}: {value}"
        for option, value in command.extras.get("example", {}).items()
    )
    called = "/" + " ".join(names)
    return Entry(
        name,
        called,
        told(f"text of /{name}", command.description),
        tuple(
            Option(
                called_option[each.name],
                told(f"text of /{name} {each.name}", str(each.description)),
                each.required,
            )
            for each in command.parameters
        ),
        f"{called} {filled}" if filled else "",
    )
