"""Discord's REST API, as much of it as the bot asks for: each request is one function from request to answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.discord_wire.asked import (
    UNKNOWN_CHANNEL,
    UNKNOWN_MEMBER,
    UNKNOWN_MESSAGE,
    Answer,
    Asked,
)
from tests.discord_wire.shapes import channel_shape, guild_shape, member_shape
from tests.discord_wire.world import APPLICATION, BOT, DM, FORUM, SOMEBODY, THREAD, Channel, Json

if TYPE_CHECKING:
    from tests.discord_wire.server import Discord

Handler = Callable[[Asked], Answer]


class Rest:
    """``routes`` are method, path and what answers."""

    def __init__(self, discord: Discord) -> None:
        self._discord = discord
        self._world = discord.world
        self.commands: dict[int, list[Json]] = {}
        """What is registered, by server; 0 for all."""
        self.registrations = 0
        """How often commands were registered, all at once each time."""
        interactions = discord.interactions
        message = "/webhooks/{application}/{token}/messages/{message}"
        scopes = ("/applications/{application}", "/applications/{application}/guilds/{guild}")
        self.routes: list[tuple[str, str, Handler]] = [
            ("POST", "/users/@me/channels", self._direct),
            ("GET", "/users/@me", lambda asked: Answer(BOT)),
            ("GET", "/oauth2/applications/@me", self._application),
            ("GET", "/applications/@me", self._application),
            ("GET", "/gateway", lambda asked: Answer({"url": discord.gateway_url})),
            ("GET", "/gateway/bot", self._gateway),
            *((m, f"{s}/commands", self._commands) for s in scopes for m in ("GET", "PUT")),
            ("GET", "/channels/{channel}", self._channel),
            ("GET", "/channels/{channel}/messages", self._messages),
            ("POST", "/channels/{channel}/messages", self._send),
            ("GET", "/channels/{channel}/messages/{message}", self._message),
            ("PATCH", "/channels/{channel}/messages/{message}", self._message),
            ("DELETE", "/channels/{channel}/messages/{message}", self._message),
            ("POST", "/channels/{channel}/threads", self._start_thread),
            ("GET", "/channels/{channel}/threads/archived/public", self._archived),
            ("GET", "/guilds/{guild}", self._guild),
            ("GET", "/guilds/{guild}/channels", self._channels),
            ("GET", "/guilds/{guild}/roles", self._roles),
            ("GET", "/guilds/{guild}/threads/active", self._active),
            ("GET", "/guilds/{guild}/members/{user}", self._member),
            ("POST", "/interactions/{interaction}/{token}/callback", interactions.callback),
            ("POST", "/webhooks/{application}/{token}", interactions.follow_up),
            *((m, message, interactions.message) for m in ("GET", "PATCH", "DELETE")),
        ]

    def _application(self, asked: Asked) -> Answer:
        details = {
            "id": APPLICATION,
            "name": "Dateline",
            "icon": None,
            "description": "",
            "flags": 0,
        }
        owner = {"bot_public": True, "bot_require_code_grant": False, "owner": self._discord.owner}
        return Answer({**details, **owner, "verify_key": "", "summary": ""})

    def _gateway(self, asked: Asked) -> Answer:
        limits = self._discord.gateway.session_limits()
        shards = self._discord.gateway.recommended
        answer = {"url": self._discord.gateway_url, "shards": shards}
        return Answer({**answer, "session_start_limit": limits})

    def _commands(self, asked: Asked) -> Answer:
        where = int(asked.named.get("guild", 0))
        if asked.method == "PUT":
            self.registrations += 1
            self.commands[where] = [self._registered(each) for each in asked.body]
        kept = self.commands.get(where, [])
        if asked.query.get("with_localizations", "").lower() not in ("true", "1"):
            kept = [_without_translations(each) for each in kept]
        return Answer(kept)

    def _registered(self, command: Json) -> Json:
        known = {"application_id": APPLICATION, "version": "1", "description": "", "type": 1}
        return {**known, **command, "id": str(self._world.snowflake())}

    def _channel(self, asked: Asked) -> Answer:
        found = self._world.channels.get(asked.number("channel"))
        return Answer(channel_shape(self._world, found)) if found else UNKNOWN_CHANNEL

    def _direct(self, asked: Asked) -> Answer:
        """A direct message's channel has its member's number."""
        number = int(asked.body["recipient_id"])
        known = self._world.channels.get(number)
        found = known or self._world.add(Channel(number, 0, DM, "direct message"))
        return Answer(channel_shape(self._world, found))

    def _messages(self, asked: Asked) -> Answer:
        channel = self._world.channels.get(asked.number("channel"))
        if channel is None:
            return UNKNOWN_CHANNEL
        after = int(asked.query.get("after", -1))
        limit = int(asked.query.get("limit", 50))
        before = int(asked.query.get("before", 1 << 63))
        found = [m for m in channel.messages if after < int(m["id"]) < before]
        found = found[:limit] if after >= 0 else found[-limit:]
        return Answer(found[::-1])

    def _send(self, asked: Asked) -> Answer:
        channel = asked.number("channel")
        if channel not in self._world.channels:
            return UNKNOWN_CHANNEL
        return Answer(self._world.post(channel, asked.body, asked.files))

    def _message(self, asked: Asked) -> Answer:
        channel = self._world.channels.get(asked.number("channel"))
        which = asked.named["message"]
        listed = channel.messages if channel else []
        found = next((each for each in listed if each["id"] == which), None)
        if found is None or (asked.method != "GET" and found["author"] != BOT):
            return UNKNOWN_MESSAGE
        if asked.method == "DELETE":
            listed.remove(found)
            return Answer(None, 204)
        if asked.method == "PATCH":
            self._world.change(found, asked.body, asked.files)
        return Answer(found)

    def _start_thread(self, asked: Asked) -> Answer:
        parent = self._world.channels.get(asked.number("channel"))
        if parent is None:
            return UNKNOWN_CHANNEL
        number = self._world.snowflake()
        name = asked.body["name"]
        thread = Channel(number, parent.guild, THREAD, name, parent=parent.id)
        self._world.add(thread)
        shown = channel_shape(self._world, thread)
        if parent.type != FORUM:
            return Answer(shown, 201)
        first = self._world.message(number, asked.body["message"], number=number, files=asked.files)
        return Answer(shown | {"message": self._world.keep(first)}, 201)

    def _guild(self, asked: Asked) -> Answer:
        guild = asked.number("guild")
        if guild not in self._world.guilds:
            return Answer({"message": "Unknown Guild", "code": 10004}, 404)
        return Answer(guild_shape(self._world, guild))

    def _channels(self, asked: Asked) -> Answer:
        return Answer(guild_shape(self._world, asked.number("guild"))["channels"])

    def _roles(self, asked: Asked) -> Answer:
        return Answer(guild_shape(self._world, asked.number("guild"))["roles"])

    def _active(self, asked: Asked) -> Answer:
        guild = asked.number("guild")
        threads = [
            c for c in self._world.channels.values() if c.type == THREAD and c.guild == guild
        ]
        newest = sorted(threads, key=lambda each: -each.id)[:5]
        shown = [channel_shape(self._world, each) for each in newest]
        return Answer({"threads": shown, "members": []})

    def _archived(self, asked: Asked) -> Answer:
        return Answer({"threads": [], "members": [], "has_more": False})

    def _member(self, asked: Asked) -> Answer:
        user = asked.named["user"]
        if user not in self._world.members.get(asked.number("guild"), set()):
            return UNKNOWN_MEMBER
        return Answer(member_shape(self._world, SOMEBODY | {"id": user}))


def _without_translations(described: Json) -> Json:
    kept = {name: each for name, each in described.items() if not name.endswith("_localizations")}
    for part in ("options", "choices"):
        if part in kept:
            kept[part] = [_without_translations(each) for each in kept[part]]
    return kept
