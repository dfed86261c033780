"""One digest post: claimed before it is sent, confirmed after, looked for where that is unknown."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.errors import permission_names
from bot.layout import LayoutReply
from bot.replies.digest import digest_reply, digest_title, is_empty
from store import Archive
from store.guilds import DigestSettings, Guilds, Post, PostState

if TYPE_CHECKING:
    from bot.client import DatelineClient
    from store.model import Digest

log = logging.getLogger(__name__)

Channel = discord.TextChannel | discord.Thread
_LOOKED_AT = 100
"""Messages of a channel that are searched for a post whose arrival is unknown."""
_CLOCK_SKEW = timedelta(minutes=2)


def read_digest(archive: Archive, day: str, since: int) -> tuple[int, Digest]:
    """``(change number, digest)`` that belong together, also while articles come in."""
    while True:
        number = archive.change_number()
        digest = archive.digest(day, since=since)
        if archive.change_number() == number:
            return number, digest


async def post_day(
    client: DatelineClient,
    settings: DigestSettings,
    day: str,
    now: datetime,
    begun: Post | None = None,
) -> PostState | None:
    """Post a server's digest of ``day`` at most once; the state that the day is in now.

    ``begun`` is the ledger's entry of an earlier attempt whose end is unknown. None where another
    process has the day.
    """
    desk = client.desk
    if begun is not None and await settle_if_arrived(client, begun):
        return PostState.POSTED
    until, digest = await desk.ask(read_digest, day, settings.since)
    if begun is not None:
        post: Post | None = replace(begun, until=until, channel=settings.channel)
    else:
        post = await desk.keep(
            Guilds.claim, settings.guild, day, channel=settings.channel, until=until, now=now
        )
    if post is None:
        return None
    if is_empty(digest):
        await desk.keep(Guilds.settle_empty, post)
        return PostState.EMPTY
    return await _send(client, settings, post, digest)


async def _send(
    client: DatelineClient, settings: DigestSettings, post: Post, digest: Digest
) -> PostState:
    desk = client.desk
    channel: Any = client.get_channel(settings.channel)
    try:
        if channel is None:
            channel = await client.fetch_channel(settings.channel)
        message = await channel.send(view=LayoutReply(digest_reply(digest), {}), nonce=post.nonce)
    except (discord.Forbidden, discord.NotFound) as error:
        reason = _why(channel, error)
        await desk.keep(Guilds.fail, post, PostState.REFUSED)
        await desk.keep(Guilds.pause, settings.guild, reason)
        log.warning("digest of server %d paused: %s", settings.guild, reason)
        return PostState.REFUSED
    except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
        # It may have arrived all the same: the claim stays, and the next minute looks for it.
        log.warning("digest of server %d is not confirmed: %s", settings.guild, error)
        return PostState.CLAIMED
    await desk.keep(Guilds.confirm, post, message.id)
    return PostState.POSTED


async def settle_if_arrived(client: DatelineClient, post: Post) -> bool:
    """Confirm a begun post that is found in its channel. False if it is not there.

    Where the channel can't be read, the post counts as arrived: missing one is better than
    repeating one. Raises discord.HTTPException where Discord does not answer.
    """
    channel: Any = client.get_channel(post.channel)
    begun = datetime.fromisoformat(post.claimed) - _CLOCK_SKEW
    message_id = 0
    try:
        if channel is None:
            channel = await client.fetch_channel(post.channel)
        async for message in channel.history(limit=_LOOKED_AT, after=begun, oldest_first=True):
            own = client.user is not None and message.author.id == client.user.id
            if own and digest_title(post.day) in "\n".join(_texts(message.components)):
                message_id = message.id
                break
        else:
            return False
    except discord.NotFound:
        return False
    except discord.Forbidden:
        log.warning(
            "server %d: a begun digest can't be looked for, and counts as posted", post.guild
        )
    await client.desk.keep(Guilds.confirm, post, message_id)
    return True


def _texts(components: Iterable[Any]) -> Iterator[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _texts(getattr(component, "children", ()))


def missing_permissions(channel: Channel) -> tuple[str, ...]:
    """What the bot may not do in a channel and needs for a digest, in discord.py's names."""
    permissions = channel.permissions_for(channel.guild.me)
    speak = "send_messages_in_threads" if isinstance(channel, discord.Thread) else "send_messages"
    needed = ("view_channel", speak, "read_message_history")
    return tuple(name for name in needed if not getattr(permissions, name))


def _why(channel: Channel | None, error: discord.HTTPException) -> str:
    if channel is None or isinstance(error, discord.NotFound):
        return "its channel is gone, or I can't see it."
    missing = missing_permissions(channel)
    if missing:
        return f"in #{channel.name} I need the permission {permission_names(missing)}."
    return f"Discord does not let me post in #{channel.name}."
