"""A Discord on a local port, as far as posting goes: channels, threads, forums, nonces, and its failures.

Its clock is the test's. It answers as Discord documents; what goes wrong on the way is planned by the test.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from enum import StrEnum
from typing import Any

from aiohttp import WSMsgType, web

BOT = {"id": "5", "username": "dateline", "discriminator": "0", "bot": True}
BOT |= {"avatar": None, "global_name": None}
SOMEBODY = {"id": "9", "username": "ann", "discriminator": "0", "avatar": None, "global_name": None}
EPOCH = 1_420_070_400_000
NONCE_LIVES = timedelta(minutes=5)
TEXT, ANNOUNCEMENT, THREAD, FORUM = 0, 5, 11, 15
ALL_PERMISSIONS = str((1 << 50) - 1)


class Trouble(StrEnum):
    """What may happen to a request."""

    NONE = "none"
    REFUSED = "5xx before it was done"
    DROPPED = "connection lost before it was done"
    DONE_AND_REFUSED = "5xx after it was done"
    DONE_AND_DROPPED = "connection lost after it was done"
    LATE = "connection lost, done half a minute later"
    LIMITED = "429, soon over"
    LIMITED_LONG = "429 for minutes"


@dataclass
class Channel:
    id: int
    guild: int
    type: int
    name: str
    parent: int = 0
    messages: list[dict[str, Any]] = field(default_factory=list)


def as_json(value: object, status: int = 200, **headers: str) -> web.Response:
    # Without a charset, as Discord sends it and discord.py expects it.
    body = json.dumps(value).encode()
    return web.Response(
        body=body, status=status, headers={"Content-Type": "application/json", **headers}
    )


class Loopback:
    """``plan`` tells what happens to each request; ``now`` is Discord's clock."""

    def __init__(self, now: datetime, plan: Callable[[web.Request], Trouble]) -> None:
        self.now = now
        self.plan = plan
        self.channels: dict[int, Channel] = {}
        self.troubles: Counter[str] = Counter()
        self.heard: list[str] = []
        """What was asked, and what became of it."""
        self.url = ""
        self.also: list[web.RouteDef] = []
        self._nonces: dict[str, tuple[datetime, dict[str, Any]]] = {}
        self._late: list[tuple[datetime, Callable[[], object]]] = []
        self._sequence = 0
        self._runner: web.AppRunner | None = None

    # --- the world ------------------------------------------------------------------------------

    def add(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        return channel

    def advance(self, now: datetime) -> None:
        """Discord's clock goes on, and what was late arrives."""
        due = [work for at, work in self._late if at <= now]
        self._late = [(at, work) for at, work in self._late if at > now]
        for work in due:
            work()
        self.now = now

    def chat(self, channel: int, count: int) -> None:
        """Other people talk."""
        for _ in range(count):
            self._message(channel, {"content": "hello"}, SOMEBODY)

    def own(self, channel: int) -> list[dict[str, Any]]:
        """What the bot posted there, a forum's threads by their first message."""
        threads = [each for each in self.channels.values() if each.parent == channel]
        messages = [*self.channels[channel].messages, *(m for t in threads for m in t.messages)]
        return [message for message in messages if message["author"]["id"] == BOT["id"]]

    def snowflake(self) -> int:
        self._sequence += 1
        milliseconds = int(self.now.timestamp() * 1000) - EPOCH
        return (milliseconds << 22) | (self._sequence & 0x3FFFFF)

    def _message(
        self, channel: int, sent: dict[str, Any], author: dict[str, Any], number: int = 0
    ) -> dict[str, Any]:
        message = {
            "id": str(number or self.snowflake()),
            "channel_id": str(channel),
            "author": author,
            "content": sent.get("content") or "",
            "timestamp": self.now.isoformat(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "pinned": False,
            "type": 0,
            "flags": sent.get("flags", 0),
            "components": sent.get("components", []),
        }
        self.channels[channel].messages.append(message)
        return message

    def _post(self, channel: int, sent: dict[str, Any]) -> dict[str, Any]:
        known = self._nonces.get(sent.get("nonce", ""))
        if sent.get("enforce_nonce") and known and self.now - known[0] <= NONCE_LIVES:
            return known[1]
        message = self._message(channel, sent, BOT)
        if sent.get("nonce"):
            self._nonces[sent["nonce"]] = (self.now, message)
        return message

    def _start_thread(self, forum: int, sent: dict[str, Any]) -> dict[str, Any]:
        number = self.snowflake()
        thread = self.add(
            Channel(number, self.channels[forum].guild, THREAD, sent["name"], parent=forum)
        )
        message = self._message(number, sent["message"], BOT, number)
        return self._as_thread(thread) | {"message": message}

    # --- what it looks like ---------------------------------------------------------------------

    def _as_thread(self, thread: Channel) -> dict[str, Any]:
        metadata = {"archived": False, "auto_archive_duration": 1440, "locked": False}
        metadata["archive_timestamp"] = self.now.isoformat()
        return {
            "id": str(thread.id),
            "guild_id": str(thread.guild),
            "parent_id": str(thread.parent),
            "owner_id": BOT["id"],
            "name": thread.name,
            "type": THREAD,
            "message_count": len(thread.messages),
            "member_count": 1,
            "rate_limit_per_user": 0,
            "thread_metadata": metadata,
            "flags": 0,
        }

    def _as_channel(self, channel: Channel) -> dict[str, Any]:
        if channel.type == THREAD:
            return self._as_thread(channel)
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
        }
        if channel.type == FORUM:
            shown |= {"available_tags": [], "flags": 0}
        return shown

    def _as_guild(self, guild: int) -> dict[str, Any]:
        ours = [each for each in self.channels.values() if each.guild == guild]
        everyone = {"id": str(guild), "name": "@everyone", "permissions": ALL_PERMISSIONS}
        everyone |= {"position": 0, "color": 0, "hoist": False, "managed": False}
        everyone |= {"mentionable": False, "flags": 0, "colors": {"primary_color": 0}}
        everyone["colors"] |= {"secondary_color": None, "tertiary_color": None}
        me = {"user": BOT, "roles": [], "joined_at": self.now.isoformat(), "flags": 0}
        me |= {"deaf": False, "mute": False, "nick": None, "pending": False}
        return {
            "id": str(guild),
            "name": f"Server {guild}",
            "owner_id": SOMEBODY["id"],
            "channels": [self._as_channel(c) for c in ours if c.type != THREAD],
            "threads": [self._as_channel(c) for c in ours if c.type == THREAD and c.id < 10_000],
            "roles": [everyone],
            "members": [me],
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

    # --- requests -------------------------------------------------------------------------------

    async def _messages(self, request: web.Request) -> web.Response:
        channel = self.channels.get(int(request.match_info["channel"]))
        if channel is None:
            return as_json({"message": "Unknown Channel", "code": 10003}, 404)
        after = int(request.query.get("after", -1))
        limit = int(request.query.get("limit", 50))
        before = int(request.query.get("before", 1 << 63))
        found = [m for m in channel.messages if after < int(m["id"]) < before]
        found = found[:limit] if after >= 0 else found[-limit:]
        return as_json(found[::-1])

    async def _send(self, request: web.Request) -> web.Response:
        channel, sent = int(request.match_info["channel"]), await request.json()
        return await self._troubled(request, lambda: self._post(channel, sent))

    async def _thread(self, request: web.Request) -> web.Response:
        forum, sent = int(request.match_info["channel"]), await request.json()
        return await self._troubled(request, lambda: self._start_thread(forum, sent))

    async def _troubled(
        self, request: web.Request, work: Callable[[], dict[str, Any]]
    ) -> web.Response:
        trouble = self.plan(request)
        self.troubles[trouble] += 1
        self._hear(request, trouble)
        match trouble:
            case Trouble.LIMITED | Trouble.LIMITED_LONG:
                wait = 0.01 if trouble is Trouble.LIMITED else 120.0
                told = {"message": "You are being rate limited.", "retry_after": wait, "code": 0}
                headers = {"Retry-After": str(wait), "Via": "1.1 google"}
                return as_json(told | {"global": False}, 429, **headers)
            case Trouble.REFUSED:
                return as_json({"message": "Internal Server Error", "code": 0}, 502)
            case Trouble.DROPPED:
                return self._drop(request)
            case Trouble.LATE:
                self._late.append((self.now + timedelta(seconds=30), work))
                return self._drop(request)
        done = work()
        match trouble:
            case Trouble.DONE_AND_REFUSED:
                return as_json({"message": "Bad Gateway", "code": 0}, 502)
            case Trouble.DONE_AND_DROPPED:
                return self._drop(request)
        return as_json(done)

    def _hear(self, request: web.Request, trouble: Trouble) -> None:
        self.heard.append(
            f"{self.now:%Y-%m-%d %H:%M} {request.method} {request.path_qs}: {trouble}"
        )

    @staticmethod
    def _drop(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def _active(self, request: web.Request) -> web.Response:
        guild = int(request.match_info["guild"])
        threads = [c for c in self.channels.values() if c.type == THREAD and c.guild == guild]
        newest = sorted(threads, key=lambda each: -each.id)[:5]
        return as_json({"threads": [self._as_thread(each) for each in newest], "members": []})

    async def _archived(self, request: web.Request) -> web.Response:
        return as_json({"threads": [], "members": [], "has_more": False})

    async def _user(self, request: web.Request) -> web.Response:
        return as_json(BOT)

    async def _application(self, request: web.Request) -> web.Response:
        details = {"id": "6", "name": "Dateline", "icon": None, "description": "", "flags": 0}
        owner = {"bot_public": True, "bot_require_code_grant": False, "owner": BOT}
        return as_json({**details, **owner, "verify_key": "", "summary": ""})

    async def _shards(self, request: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        url = self.url.replace("http", "ws") + "/gateway"
        return as_json({"url": url, "shards": 1, "session_start_limit": limit})

    async def _shards(self, request: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        url = self.url.replace("http", "ws") + "/gateway"
        return as_json({"url": url, "shards": 1, "session_start_limit": limit})

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 45000}, "s": None, "t": None})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            event = json.loads(message.data)
            op = event["op"]
            if op == 1:
                await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
            if op == 2:
                guilds = sorted({each.guild for each in self.channels.values()})
                ready = {"v": 10, "user": BOT, "session_id": "s"}
                ready |= {"guilds": [{"id": str(each), "unavailable": True} for each in guilds]}
                ready |= {"resume_gateway_url": self.url.replace("http", "ws") + "/gateway"}
                ready |= {"application": {"id": "6", "flags": 0}}
                ready |= {"shard": event["d"].get("shard", [0, 1])}
                await socket.send_json({"op": 0, "s": 1, "t": "READY", "d": ready})
                for number, guild in enumerate(guilds, 2):
                    created = self._as_guild(guild)
                    await socket.send_json(
                        {"op": 0, "s": number, "t": "GUILD_CREATE", "d": created}
                    )
        return socket

    # --- on and off -----------------------------------------------------------------------------

    async def open(self) -> None:
        app = web.Application(middlewares=[self._dated])
        app.router.add_get("/users/@me", self._user)
        app.router.add_get("/oauth2/applications/@me", self._application)
        app.router.add_get("/gateway/bot", self._shards)
        app.router.add_get("/gateway", self._gateway)
        app.router.add_get("/gateway/bot", self._shards)
        app.router.add_get("/channels/{channel}/messages", self._messages)
        app.router.add_post("/channels/{channel}/messages", self._send)
        app.router.add_post("/channels/{channel}/threads", self._thread)
        app.router.add_get("/guilds/{guild}/threads/active", self._active)
        app.router.add_get("/channels/{channel}/threads/archived/public", self._archived)
        app.add_routes(self.also)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def close(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    @web.middleware
    async def _dated(self, request: web.Request, handler: Any) -> web.StreamResponse:
        if request.method == "GET" and request.path.endswith(("/messages", "/active")):
            trouble = self.plan(request)
            self._hear(request, trouble)
            if trouble in (Trouble.REFUSED, Trouble.DROPPED):
                self.troubles[f"looking: {trouble}"] += 1
                if trouble is Trouble.DROPPED:
                    return self._drop(request)
                return as_json({"message": "Internal Server Error", "code": 0}, 500)
        response: web.StreamResponse = await handler(request)
        if not response.prepared:
            response.headers["Date"] = format_datetime(self.now.astimezone(UTC), usegmt=True)
        return response


def by_title(messages: list[dict[str, Any]]) -> dict[str, int]:
    """The first line of each message → how often it is there."""
    found: defaultdict[str, int] = defaultdict(int)
    for message in messages:
        found[first_text(message["components"]).split("\n")[0]] += 1
    return dict(found)


def first_text(components: list[dict[str, Any]]) -> str:
    """All text of a message's components."""
    texts = []
    for each in components:
        if each.get("type") == 10:
            texts.append(each["content"])
        texts.append(first_text(each.get("components", [])))
    return "\n".join(filter(None, texts))
