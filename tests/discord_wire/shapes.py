"""Servers, channels and people as Discord shows them."""

from __future__ import annotations

from typing import Any

from tests.discord_wire.world import BOT, DM, FORUM, SOMEBODY, THREAD, Channel, Json, World

ALL_PERMISSIONS = str((1 << 50) - 1)
RECENT_THREADS = 10_000
"""Threads with lower numbers were there before: they come with their server."""


def channel_shape(world: World, channel: Channel) -> Json:
    """A channel or a thread."""
    if channel.type == THREAD:
        return _thread(world, channel)
    if channel.type == DM:
        return {"id": str(channel.id), "type": DM, "recipients": [SOMEBODY], "flags": 0}
    shown: dict[str, Any] = {
        "id": str(channel.id),
        "guild_id": str(channel.guild),
        "name": channel.name,
        "type": channel.type,
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "parent_id": None,
        "rate_limit_per_user": 0,
        "flags": 0,
    }
    return shown | ({"available_tags": []} if channel.type == FORUM else {})


def _thread(world: World, thread: Channel) -> Json:
    metadata = {"archived": False, "auto_archive_duration": 1440, "locked": False}
    metadata["archive_timestamp"] = world.now.isoformat()
    return {
        "id": str(thread.id),
        "guild_id": str(thread.guild),
        "parent_id": str(thread.parent),
        "owner_id": BOT["id"],
        "name": thread.name,
        "type": THREAD,
        "message_count": len(thread.messages),
        "member_count": 1,
        "total_message_sent": len(thread.messages),
        "rate_limit_per_user": 0,
        "thread_metadata": metadata,
        "flags": 0,
    }


def guild_shape(world: World, guild: int) -> Json:
    """A server as GUILD_CREATE brings it."""
    ours = [each for each in world.channels.values() if each.guild == guild]
    shown = [each for each in ours if each.type != THREAD or each.id < RECENT_THREADS]
    everyone = role_shape(guild, "@everyone", ALL_PERMISSIONS)
    return {
        "id": str(guild),
        "name": f"Server {guild}",
        "owner_id": SOMEBODY["id"],
        "channels": [channel_shape(world, c) for c in shown if c.type != THREAD],
        "threads": [channel_shape(world, c) for c in shown if c.type == THREAD],
        "roles": [everyone, *world.roles.get(guild, ())],
        "members": [member_shape(world, BOT)],
        "member_count": 2,
        "emojis": [],
        "features": [],
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "system_channel_flags": 0,
        "unavailable": False,
    }


def role_shape(number: int, name: str, permissions: str) -> Json:
    """A role; that of everyone has its server's number."""
    role: Json = {"id": str(number), "name": name, "permissions": permissions}
    role |= {"position": 0, "color": 0, "hoist": False, "managed": False, "mentionable": False}
    colours = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    return role | {"flags": 0, "colors": colours}


def member_shape(world: World, user: Json, roles: tuple[int, ...] = ()) -> Json:
    """Somebody in a server."""
    member: Json = {"user": user, "roles": [str(each) for each in roles], "flags": 0}
    member |= {"joined_at": world.now.isoformat(), "deaf": False, "mute": False}
    return member | {"nick": None, "pending": False, "avatar": None}
