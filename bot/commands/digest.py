"""``/digest``: a server's daily post. For members who may manage the server."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import discord
from discord import app_commands
from discord.app_commands import Choice, Range

from bot import suggest
from bot.context import Ctx
from bot.digest_choices import Choices, chosen, first_day, hour_of, in_sentences, known_speakers
from bot.errors import UserError
from bot.jobs.contents import read_contents
from bot.jobs.due import local_day
from bot.jobs.places import Place, place
from bot.languages import language_named
from bot.replies import Reply, notice_reply
from bot.replies.dates import in_words
from bot.replies.packed import packed, unpacked
from bot.replies.words import said, words
from bot.respond import respond
from bot.servers import language_of
from bot.weekdays import suggest_weekdays
from store import Archive
from store.guilds import DigestSettings, Guilds, PostState

_LATEST = 8
"""Changes that a preview shows where nothing is new."""
_KINDS = (discord.TextChannel, discord.Thread, discord.ForumChannel)
_CHANNEL_TYPES = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.news_thread,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.forum,
)
_NO_DIGEST = words("There is no daily post yet: choose its channel and hour with /digest setup.")

command = app_commands.Group(
    name="digest",
    description="The daily post about the archive",
    guild_only=True,
    default_permissions=discord.Permissions(manage_guild=True),
    allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
)
admins_only = app_commands.checks.has_permissions(manage_guild=True)


async def _weekdays(interaction: Ctx, typed: str) -> list[Choice[str]]:
    """Told in the asker's language, chosen in English's words."""
    settings = await interaction.client.servers.of(interaction.guild_id)
    language = language_named(language_of(settings, interaction))
    return suggest.choices(
        (said(each, language), each) for each in suggest_weekdays(typed, language)
    )


async def _speakers(interaction: Ctx, typed: str) -> list[Choice[str]]:
    """The name that is being typed, completed behind those that stand before it."""
    before, mark, last = typed.rpartition(";")
    kept = f"{before}{mark} " if mark else ""
    offered = await suggest.speakers(interaction, last.strip())
    return suggest.choices((f"{kept}{each.name}", f"{kept}{each.value}") for each in offered)


async def _tags(interaction: Ctx, typed: str) -> list[Choice[str]]:
    """The tags of the forum that is being chosen."""
    picked: Any = interaction.namespace.channel
    forum = interaction.guild and picked and interaction.guild.get_channel(picked.id)
    if not isinstance(forum, discord.ForumChannel):
        return []
    names = [tag.name for tag in forum.available_tags if typed.casefold() in tag.name.casefold()]
    return suggest.choices((name, name) for name in names)


class DigestChannel(app_commands.Transformer):
    """A channel that a digest can go to. By its class alone discord.py would offer media channels with the forums."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return list(_CHANNEL_TYPES)

    async def transform(
        self,
        interaction: discord.Interaction[Any],
        value: app_commands.AppCommandChannel | app_commands.AppCommandThread,
    ) -> Place:
        """The channel. Raises TransformerError where the bot can't see it."""
        found = value.resolve()
        if not isinstance(found, _KINDS):
            raise app_commands.TransformerError(value, self.type, self)
        return found


@command.command(name="setup", description="Choose where and when the daily post appears")
@app_commands.describe(
    channel="Where to post: a text or announcement channel, a thread or a forum",
    hour="The hour of the day, 0 to 23",
    zone="Your time zone",
    weekdays="On which days: every day, mon-fri, Tuesday and Friday …",
    topics="Only articles that hold these words; commas between topics; “none” for all",
    speakers="Only articles that quote these people; semicolons between names; “none” for all",
    length="How much it shows",
    role="The role to ping; @everyone for none",
    tag="The tag of a forum's thread",
    silent="Without a notification",
    say_when_empty="Post also when nothing is new",
    catch_up="Post late when I was not running at the hour",
)
@app_commands.autocomplete(zone=suggest.zones, weekdays=_weekdays, speakers=_speakers, tag=_tags)
@admins_only
async def setup(
    interaction: Ctx,
    channel: app_commands.Transform[Place, DigestChannel] | None = None,
    hour: Range[int, 0, 23] | None = None,
    zone: Range[str, 1, 60] | None = None,
    weekdays: Range[str, 1, 100] | None = None,
    topics: Range[str, 1, 500] | None = None,
    speakers: Range[str, 1, 500] | None = None,
    length: Literal["short", "medium", "long"] | None = None,
    role: discord.Role | None = None,
    tag: Range[str, 1, 50] | None = None,
    silent: bool | None = None,
    say_when_empty: bool | None = None,
    catch_up: bool | None = None,
) -> None:
    """Stores the choice, after checking that the bot may post there. What is left out stays as it was."""
    choices = Choices(
        hour,
        zone,
        weekdays,
        topics,
        speakers,
        length,
        role,
        tag,
        silent,
        say_when_empty,
        catch_up,
    )
    await respond(interaction, _set_up(interaction, channel, choices))


async def _set_up(interaction: Ctx, channel: Place | None, choices: Choices) -> Reply:
    desk, now, guild = interaction.client.desk, discord.utils.utcnow(), _guild(interaction)
    earlier = await desk.keep(Guilds.digest, guild.id)
    channel_id = earlier.channel if earlier else interaction.channel_id
    where = channel or await _place(interaction, channel_id or 0)
    if where is None:
        raise UserError(
            words("Choose a channel: a text or announcement channel, a thread or a forum.")
        )
    settings = chosen(choices, where, earlier)
    if choices.speakers:
        speakers = await desk.ask(known_speakers, settings.speakers)
        settings = replace(settings, speakers=speakers)
    ledger = await desk.keep(Guilds.posts, guild.id)
    settings = replace(
        settings,
        starts=first_day(settings, now, ledger).isoformat(),
        since=earlier.since if earlier else await desk.ask(Archive.change_number),
    )
    await desk.keep(Guilds.set_digest, settings)
    return notice_reply(
        words(
            "The daily post goes to #{channel} at {hour}, {zone}, from {day} on. See how it looks with "
            "/digest preview.",
            channel=where.name,
            hour=hour_of(settings),
            zone=settings.zone,
            day=in_words(settings.starts),
        )
    )


@command.command(name="preview", description="See the next daily post, for you alone")
@admins_only
async def preview(interaction: Ctx) -> None:
    """What would be posted now; the latest articles where nothing is new."""
    await respond(interaction, _preview(interaction))


async def _preview(interaction: Ctx) -> Reply:
    desk, guild = interaction.client.desk, _guild(interaction).id
    number = await desk.ask(Archive.change_number)
    settings = await desk.keep(Guilds.digest, guild)
    if settings is None:
        settings = DigestSettings(guild, 0, 0, "UTC", starts="", since=number)
    day = local_day(settings.zone, discord.utils.utcnow())
    follows = await desk.keep(Guilds.followed_in_digest, guild)
    contents = await desk.ask(read_contents, settings, follows, day)
    note: tuple[str, ...] = ()
    if contents.is_empty:
        latest = replace(settings, since=max(number - _LATEST, 0))
        contents = await desk.ask(read_contents, latest, follows, day)
        note = (
            words("Nothing is new, so the post would say so today. With the latest articles:")
            if settings.says_empty
            else words(
                "Nothing is new, so nothing would be posted today. With the latest articles:"
            ),
        )
    reply = contents.reply(settings.length)
    return replace(reply, blocks=(*notice_reply(*note).blocks, *reply.blocks), private=True)


@command.command(name="now", description="Post today's digest now instead of at its hour")
@admins_only
async def now(interaction: Ctx) -> None:
    """Today's post, brought forward; it will not come a second time."""
    await respond(interaction, _post_now(interaction))


async def _post_now(interaction: Ctx) -> Reply:
    settings = await _settings(interaction)
    state = await interaction.client.digests.post_early(settings.guild, discord.utils.utcnow())
    said = _OUTCOMES[state] if state else words("Another process is posting it at this moment.")
    return notice_reply(said, *((words("The digest is still paused."),) if settings.paused else ()))


_OUTCOMES = {
    PostState.POSTED: words("Today's digest is posted. The next one comes on its next day."),
    PostState.EMPTY: words("There is nothing new to post today."),
    PostState.CLAIMED: words("Discord did not confirm the post; I look after it within a minute."),
    PostState.REFUSED: words("Discord refused today's post: /digest status says why."),
    PostState.MISSED: words("Today's post did not arrive."),
}


@command.command(name="pause", description="Stop the daily post for a while")
@admins_only
async def pause(interaction: Ctx) -> None:
    """Keeps the settings and posts nothing until it is resumed."""
    await respond(interaction, _pause(interaction))


async def _pause(interaction: Ctx) -> Reply:
    settings = await _settings(interaction)
    if settings.paused:
        return notice_reply(
            words("The daily post is paused already: {why}", why=unpacked(settings.paused))
        )
    reason = words("An admin paused it.")
    await interaction.client.desk.keep(Guilds.pause, settings.guild, packed(reason), told=True)
    return notice_reply(
        words("The daily post is paused. What comes in meanwhile is in the next one.")
    )


@command.command(name="resume", description="Go on with the daily post")
@admins_only
async def resume(interaction: Ctx) -> None:
    """Posts again from the next day on whose hour is still to come."""
    await respond(interaction, _resume(interaction))


async def _resume(interaction: Ctx) -> Reply:
    desk, moment = interaction.client.desk, discord.utils.utcnow()
    settings = await _settings(interaction)
    if not settings.paused:
        return notice_reply(words("The daily post is not paused."))
    where = await _place(interaction, settings.channel)
    if where is None:
        raise UserError(
            words("Its channel is gone, or I can't see it: choose one with /digest setup.")
        )
    # Refuses with the names of the permissions that are still missing.
    chosen(Choices(), where, settings)
    starts = first_day(settings, moment, await desk.keep(Guilds.posts, settings.guild))
    await desk.keep(Guilds.resume, settings.guild, starts.isoformat())
    return notice_reply(
        words("The daily post goes on from {day}.", day=in_words(starts.isoformat()))
    )


@command.command(name="status", description="See how the daily post is set up, and the last ones")
@admins_only
async def status(interaction: Ctx) -> None:
    """Settings, what is missing, and what became of the last days."""
    await respond(interaction, _status(interaction))


async def _status(interaction: Ctx) -> Reply:
    settings = await _settings(interaction)
    ledger = await interaction.client.desk.keep(Guilds.posts, settings.guild)
    where = await _place(interaction, settings.channel)
    return notice_reply(*in_sentences(settings, where, discord.utils.utcnow(), ledger))


@command.command(name="off", description="End the daily post and forget its settings")
@admins_only
async def off(interaction: Ctx) -> None:
    """Forgets the channel, the hour and the rest."""
    await respond(interaction, _off(interaction))


async def _off(interaction: Ctx) -> Reply:
    had = await interaction.client.desk.keep(Guilds.drop_digest, _guild(interaction).id)
    return notice_reply(
        words("The daily post is off.") if had else words("There was no daily post.")
    )


async def _settings(interaction: Ctx) -> DigestSettings:
    settings = await interaction.client.desk.keep(Guilds.digest, _guild(interaction).id)
    if settings is None:
        raise UserError(_NO_DIGEST)
    return settings


async def _place(interaction: Ctx, channel: int) -> Place | None:
    """The channel of that number, if it is one for a digest; archived threads are asked for."""
    try:
        found = await place(interaction.client, channel)
    except (discord.NotFound, discord.Forbidden):
        return None
    return found if isinstance(found, _KINDS) else None


def _guild(interaction: Ctx) -> discord.Guild:
    if interaction.guild is None:
        raise UserError(words("This works in a server only."))
    return interaction.guild
