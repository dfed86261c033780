"""The words of a message that a menu was opened on."""

from __future__ import annotations

import discord

from bot.errors import UserError
from bot.replies.words import words


def text_of(message: discord.Message) -> str:
    """What a message says, or what it forwards or embeds. Raises UserError where that is nothing."""
    parts = [message.content, *(snapshot.content for snapshot in message.message_snapshots)]
    if not any(part.strip() for part in parts):
        for embed in message.embeds:
            parts += [embed.title or "", embed.description or ""]
            parts += [field.value or "" for field in embed.fields]
    text = "\n\n".join(part for part in parts if part.strip())
    if not text:
        raise UserError(words("That message has no text to look for."))
    return text
