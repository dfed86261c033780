"""Every error a person may see, as one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import discord
from discord import app_commands

from bot.delivery import EXPIRED
from bot.pool import Busy, TooSlow
from bot.replies.words import Listed, Words, counted, listed, words
from store.errors import (
    ArchiveBusy,
    ArchiveError,
    DiskFailure,
    NewerArchive,
    NoArchive,
    NotAnArchive,
    QueryTimeout,
)

_DATABASE = (NoArchive, NotAnArchive, NewerArchive, DiskFailure)
"""What only whoever runs the bot can put right. Their sentences name files of that machine: members get others."""
_NAMES: Mapping[str, Words] = {
    "manage_guild": words("Manage Server"),
    "manage_channels": words("Manage Channels"),
    "read_messages": words("View Channel"),
    "view_channel": words("View Channel"),
    "send_messages": words("Send Messages"),
    "send_messages_in_threads": words("Send Messages in Threads"),
    "embed_links": words("Embed Links"),
    "attach_files": words("Attach Files"),
    "read_message_history": words("Read Message History"),
    "mention_everyone": words("Mention @everyone, @here and All Roles"),
    "tts": words("Send TTS"),
    "moderate_members": words("Time Out Members"),
}


class UserError(Exception):
    """What the asker can put right. The message is the sentence that they see."""

    @property
    def text(self) -> str:
        """The sentence, still able to be said in another language."""
        return self.args[0] if self.args else ""


def explain(error: BaseException, reference: str = "", missing: Iterable[str] = ()) -> str | None:
    """What to tell the asker; None where nobody can be told any more.

    ``reference`` is the number under which the log has the details of an error that has no sentence
    of its own; ``missing`` are permissions that the bot lacks where it happened.
    """
    cause = underlying(error)
    lacking = tuple(missing)
    match cause:
        case UserError():
            return cause.text
        case TooSlow() | QueryTimeout():
            return words(
                "The question took too long: try fewer or rarer words, or a shorter span of dates."
            )
        case Busy() | ArchiveBusy():
            return words("The archive is busy: try again in a few seconds.")
        case ArchiveError() if not isinstance(cause, _DATABASE):
            return str(cause)
        case app_commands.MissingPermissions():
            return words(
                "For this you need the permission {names}.",
                names=permission_names(cause.missing_permissions),
            )
        case app_commands.BotMissingPermissions():
            return words(
                "For this I need the permission {names}.",
                names=permission_names(cause.missing_permissions),
            )
        case app_commands.NoPrivateMessage():
            return words("This works in a server only.")
        case app_commands.CommandOnCooldown():
            return counted(
                "Slow down: try again in {count} second.",
                "Slow down: try again in {count} seconds.",
                max(1, round(cause.retry_after)),
            )
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return words("This command has changed: reload Discord, then try again in a minute.")
        case app_commands.TransformerError():
            return words("That value does not fit here: {type}.", type=cause.type.name)
        case app_commands.CheckFailure():
            return words("You may not use this here.")
        case discord.HTTPException() if cause.code in EXPIRED:
            return None
        case discord.Forbidden() if lacking:
            return words(
                "Discord does not let me do that here: I need the permission {names}.",
                names=permission_names(lacking),
            )
        case discord.Forbidden():
            return words(
                "Discord does not let me do that here: check my permissions in this channel."
            )
    if reference:
        return words(
            "Something went wrong on my side; it has been noted under {reference}. Try again.",
            reference=reference,
        )
    return words("Something went wrong on my side; it has been noted. Try again.")


def is_known(error: BaseException) -> bool:
    """True for what a person can put right or nobody waits for: not worth a traceback."""
    cause = underlying(error)
    if isinstance(cause, discord.HTTPException):
        return cause.code in EXPIRED
    if isinstance(cause, _DATABASE):
        return False
    return isinstance(cause, (UserError, ArchiveError, Busy, app_commands.AppCommandError))


def underlying(error: BaseException) -> BaseException:
    """The error inside discord.py's wrapping of it."""
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.TransformerError) and error.__cause__ is not None:
        return error.__cause__
    return error


def permission_names(permissions: Iterable[str]) -> Listed:
    """``View Channel and Send Messages``: as Discord's settings call them."""
    return listed(_NAMES.get(name, name.replace("_", " ").title()) for name in permissions)
