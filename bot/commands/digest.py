"""``/digest``: a server's daily post. For members who may manage the server."""

from __future__ import annotations

from dataclasses import replace

import discord
from discord import app_commands
from discord.app_commands import Range

from bot import suggest
from bot.context import Ctx
from bot.errors import UserError, permission_names
from bot.jobs.due import first_day, local_day
from bot.jobs.posting import Channel, missing_permissions, read_digest
from bot.replies import Reply, digest_reply, notice_reply
from bot.replies.dates import in_words
from bot.replies.digest import is_empty
from bot.respond import respond
from bot.zones import zone_named
from store import Archive
from store.guilds import DigestSettings, Guilds, PostState

_LATEST = 8
"""Changes that a preview shows where nothing is new."""

command = app_commands.Group(
    name="digest",
    description="The daily post about the archive",
    guild_only=True,
    default_permissions=discord.Permissions(manage_guild=True),
    allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
)
admins_only = app_commands.checks.has_permissions(manage_guild=True)


@command.command(name="setup", description="Choose where and when the daily post appears")
@app_commands.describe(
    channel="Where to post", hour="The hour of the day, 0 to 23", zone="Your time zone"
)
@app_commands.autocomplete(zone=suggest.zones)
@admins_only
async def setup(
    interaction: Ctx,
    channel: discord.TextChannel | discord.Thread,
    hour: Range[int, 0, 23],
    zone: Range[str, 1, 60],
) -> None:
    """Stores the choice, after checking that the bot may post there."""
    await respond(interaction, _set_up(interaction, channel, hour, zone_named(zone)))


async def _set_up(interaction: Ctx, channel: Channel, hour: int, zone: str) -> Reply:
    missing = missing_permissions(channel)
    if missing:
        raise UserError(
            f"In #{channel.name} I need the permission {permission_names(missing)} first."
        )
    desk, now = interaction.client.desk, discord.utils.utcnow()
    earlier = await desk.keep(Guilds.digest, channel.guild.id)
    settings = DigestSettings(
        guild=channel.guild.id,
        channel=channel.id,
        hour=hour,
        zone=zone,
        starts=first_day(hour, zone, now),
        since=earlier.since if earlier else await desk.ask(Archive.change_number),
    )
    await desk.keep(Guilds.set_digest, settings)
    return notice_reply(
        f"The daily post goes to #{channel.name} at {hour:02}:00, {zone}, "
        f"from {in_words(settings.starts)} on. See how it looks with /digest preview."
    )


@command.command(name="preview", description="See the next daily post, for you alone")
@admins_only
async def preview(interaction: Ctx) -> None:
    """What would be posted now; the latest articles where nothing is new."""
    await respond(interaction, _preview(interaction))


async def _preview(interaction: Ctx) -> Reply:
    desk, now = interaction.client.desk, discord.utils.utcnow()
    settings = await desk.keep(Guilds.digest, _guild(interaction).id)
    number = await desk.ask(Archive.change_number)
    since = settings.since if settings else number
    day = local_day(settings.zone if settings else "UTC", now)
    _, digest = await desk.ask(read_digest, day, since)
    note: tuple[str, ...] = ()
    if is_empty(digest):
        _, digest = await desk.ask(read_digest, day, max(number - _LATEST, 1))
        note = ("Nothing is new, so nothing would be posted today. With the latest articles:",)
    reply = digest_reply(digest)
    return replace(reply, blocks=(*notice_reply(*note).blocks, *reply.blocks), private=True)


@command.command(name="now", description="Post today's digest now instead of at its hour")
@admins_only
async def now(interaction: Ctx) -> None:
    """Today's post, brought forward; it will not come a second time."""
    await respond(interaction, _post_now(interaction))


async def _post_now(interaction: Ctx) -> Reply:
    desk, guild = interaction.client.desk, _guild(interaction).id
    if await desk.keep(Guilds.digest, guild) is None:
        raise UserError(
            "There is no daily post yet: choose its channel and hour with /digest setup."
        )
    state = await interaction.client.digests.post_early(guild, discord.utils.utcnow())
    return notice_reply(_OUTCOMES[state] if state else "There is no daily post any more.")


_OUTCOMES = {
    PostState.POSTED: "Today's digest is posted. The next one comes tomorrow.",
    PostState.EMPTY: "There is nothing new to post today.",
    PostState.CLAIMED: "Discord did not confirm the post; I look after it within a minute.",
    PostState.REFUSED: "Discord refused today's post: check my permissions, then run /digest setup.",
    PostState.MISSED: "Today's post did not arrive.",
}


@command.command(name="off", description="Stop the daily post")
@admins_only
async def off(interaction: Ctx) -> None:
    """Forgets the channel and the hour."""
    await respond(interaction, _off(interaction))


async def _off(interaction: Ctx) -> Reply:
    had = await interaction.client.desk.keep(Guilds.drop_digest, _guild(interaction).id)
    return notice_reply("The daily post is off." if had else "There was no daily post.")


def _guild(interaction: Ctx) -> discord.Guild:
    if interaction.guild is None:
        raise UserError("This works in a server only.")
    return interaction.guild
