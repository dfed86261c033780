"""Where a digest can go: a text or announcement channel, a thread, or a forum, where it is a thread."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.errors import permission_names
from bot.replies.words import Words, words

if TYPE_CHECKING:
    from bot.client import DatelineClient
    from store.guilds import DigestSettings

Place = discord.TextChannel | discord.Thread | discord.ForumChannel
_LATEST = 50
"""Messages that are looked through where nothing says where to begin."""
_LOOKED_AT = 1000
"""Messages after the one before the post: it would be among the first."""
_ARCHIVED = 500


@dataclass(frozen=True, slots=True)
class Look:
    """What a look into a channel found."""

    found: int
    """The message of the post, or its thread; 0 if it is not there."""
    newest: int
    """The newest message, or thread of a forum, that was seen; 0 for none."""


async def place(client: DatelineClient, channel: int) -> Place:
    """The channel. Raises discord.NotFound or Forbidden, or NotConfirmed where Discord does not answer."""
    known: Any = client.get_channel(channel)
    return known if known is not None else await client.fetch_channel(channel)  # type: ignore[return-value]


async def look_for(channel: Place, titles: Collection[str], after: int | None) -> Look:
    """Look for the bot's own post with one of these headings, after message ``after`` or among the latest.

    Needs no message content intent: Discord shows a bot its own messages. Raises what requests raise.
    """
    if isinstance(channel, discord.ForumChannel):
        return await _look_for_thread(channel, titles, after)
    if after is None:
        history = channel.history(limit=_LATEST)
    else:
        history = channel.history(limit=_LOOKED_AT, after=discord.Object(after), oldest_first=True)
    me, headings = channel.guild.me.id, {f"### {title}" for title in titles}
    newest, looked_at = after or 0, 0
    async for message in history:
        newest, looked_at = max(newest, message.id), looked_at + 1
        # An answer to a command shows the same heading: somebody's preview, brought into the channel.
        own = message.author.id == me and message.interaction_metadata is None
        if own and not headings.isdisjoint(lines_of(message)):
            return Look(message.id, newest)
    if looked_at == _LOOKED_AT:
        # Much was said since. What is sent now comes after all of it, and is looked for from there.
        newest = max([newest, *[each.id async for each in channel.history(limit=1)]])
    return Look(0, newest)


async def _look_for_thread(
    forum: discord.ForumChannel, titles: Collection[str], after: int | None
) -> Look:
    threads = [each for each in await forum.guild.active_threads() if each.parent_id == forum.id]
    if after is not None:
        threads += [each async for each in forum.archived_threads(limit=_ARCHIVED)]
    newest = max((each.id for each in threads), default=after or 0)
    for each in threads:
        if each.owner_id == forum.guild.me.id and each.name in titles:
            return Look(each.id, newest)
    return Look(0, newest)


def lines_of(message: discord.Message) -> list[str]:
    """The lines of the text that a message shows."""
    return "\n".join(_texts(message.components)).split("\n")


def _texts(components: Iterable[Any]) -> Iterator[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _texts(getattr(component, "children", ()))


async def send(
    channel: Place,
    view: discord.ui.LayoutView,
    settings: DigestSettings,
    *,
    title: str,
    nonce: str,
) -> int:
    """Post it; the number of the message, or of the forum's thread. Raises what requests raise."""
    # The archive's words can't ping anybody; the role that the server chose can.
    roles = [discord.Object(settings.role)] if settings.role else False
    mentions = discord.AllowedMentions(everyone=False, users=False, roles=roles, replied_user=False)
    if isinstance(channel, discord.ForumChannel):
        made = await channel.create_thread(
            name=title,
            view=view,
            applied_tags=tags_for(channel, settings.tag),
            allowed_mentions=mentions,
            silent=settings.silent,
        )
        return made.thread.id
    message = await channel.send(
        view=view, nonce=nonce, allowed_mentions=mentions, silent=settings.silent
    )
    return message.id


def tags_for(forum: discord.ForumChannel, chosen: int) -> list[discord.ForumTag]:
    """The chosen tag; where it is gone and the forum asks for one, the first that anybody may use."""
    for tag in forum.available_tags:
        if tag.id == chosen:
            return [tag]
    if not forum.flags.require_tag:
        return []
    return [tag for tag in forum.available_tags if not tag.moderated][:1]


def missing_permissions(channel: Place, role: int = 0) -> tuple[str, ...]:
    """What the bot may not do in a channel and needs for a digest, in discord.py's names.

    ``role``: the role that a post pings.
    """
    permissions = channel.permissions_for(channel.guild.me)
    needed = ["view_channel", "send_messages", "read_message_history"]
    if isinstance(channel, discord.Thread):
        needed[1] = "send_messages_in_threads"
    elif isinstance(channel, discord.ForumChannel):
        needed.insert(2, "send_messages_in_threads")
    pinged = channel.guild.get_role(role) if role else None
    if pinged is not None and not pinged.mentionable:
        needed.append("mention_everyone")
    return tuple(name for name in needed if not getattr(permissions, name))


def why_refused(channel: Place | None, error: discord.HTTPException, role: int = 0) -> Words:
    """Why Discord did not take a post, for the server's admins."""
    if channel is None or (isinstance(error, discord.NotFound) and error.code == _UNKNOWN_CHANNEL):
        return words("its channel is gone, or I can't see it.")
    missing = missing_permissions(channel, role)
    if missing:
        return words(
            "in #{channel} I need the permission {names}.",
            channel=channel.name,
            names=permission_names(missing),
        )
    if error.code == _TAG_NEEDED:
        return words("#{channel} asks for a tag that I may not set.", channel=channel.name)
    if isinstance(error, discord.Forbidden):
        return words("Discord does not let me post in #{channel}.", channel=channel.name)
    return words(
        "Discord did not take the post in #{channel} (its error {code}).",
        channel=channel.name,
        code=error.code,
    )


_UNKNOWN_CHANNEL = 10003
_TAG_NEEDED = 40067
