"""Every error a person may see, as one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterable

import discord
from discord import app_commands

from bot.desk import Busy
from store.errors import ArchiveError

EXPIRED = frozenset({10062, 10015, 10008, 40060})
"""Discord's codes for an interaction or message that is gone or already answered: nobody is listening."""
_NAMES = {
    "manage_guild": "Manage Server",
    "read_messages": "View Channel",
    "view_channel": "View Channel",
    "tts": "Send TTS",
    "moderate_members": "Time Out Members",
}


class UserError(Exception):
    """What the asker can put right. The message is the sentence that they see."""


def explain(error: BaseException, reference: str = "") -> str | None:
    """What to tell the asker; None where nobody can be told any more.

    ``reference`` is the number under which the log has the details of an error that has no sentence
    of its own.
    """
    cause = underlying(error)
    match cause:
        case UserError() | ArchiveError():
            return str(cause)
        case Busy():
            return "The archive is busy: try again in a few seconds."
        case app_commands.MissingPermissions():
            return (
                f"For this you need the permission {permission_names(cause.missing_permissions)}."
            )
        case app_commands.BotMissingPermissions():
            return f"For this I need the permission {permission_names(cause.missing_permissions)}."
        case app_commands.NoPrivateMessage():
            return "This works in a server only."
        case app_commands.CommandOnCooldown():
            return f"Slow down: try again in {max(1, round(cause.retry_after))} seconds."
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return "This command has changed: reload Discord, then try again in a minute."
        case app_commands.TransformerError():
            return f"That value does not fit here: {cause.type.name}."
        case app_commands.CheckFailure():
            return "You may not use this here."
        case discord.HTTPException() if cause.code in EXPIRED:
            return None
        case discord.Forbidden():
            return "Discord does not let me do that here: check my permissions in this channel."
    return (
        "Something went wrong on my side; it has been noted"
        + (f" under {reference}" if reference else "")
        + ". Try again."
    )


def is_known(error: BaseException) -> bool:
    """True for what a person can put right or nobody waits for: not worth a traceback."""
    cause = underlying(error)
    if isinstance(cause, discord.HTTPException):
        return cause.code in EXPIRED
    return isinstance(cause, (UserError, ArchiveError, Busy, app_commands.AppCommandError))


def underlying(error: BaseException) -> BaseException:
    """The error inside discord.py's wrapping of it."""
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.TransformerError) and error.__cause__ is not None:
        return error.__cause__
    return error


def permission_names(permissions: Iterable[str]) -> str:
    """``View Channel and Send Messages``: as Discord's settings call them."""
    names = [_NAMES.get(name, name.replace("_", " ").title()) for name in permissions]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
