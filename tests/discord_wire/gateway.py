"""Discord's gateway: sessions that survive their connection, for as many shards as there are.

discord.py 2.7 asks for ``zstd-stream`` where it finds zstandard, or on Python 3.14 the library's own; else for
``zlib-stream``.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.discord_wire.shapes import guild_shape
from tests.discord_wire.world import APPLICATION, BOT, Json

if TYPE_CHECKING:
    from tests.discord_wire.server import Discord

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
AUTHENTICATION_FAILED, INVALID_SHARD = 4004, 4010
SESSIONS_A_DAY = 1000
_KEPT_EVENTS = 5000


class Line:
    """One connection, compressed as it was asked to be."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self._transport = request.transport
        match request.query.get("compress", ""):
            case "zlib-stream":
                stream = zlib.compressobj()
                self._pack: Any = lambda data: (
                    stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)
                )
            case "zstd-stream":
                import zstandard

                frame = zstandard.ZstdCompressor().compressobj()
                self._pack = lambda data: (
                    frame.compress(data) + frame.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
                )
            case _:
                self._pack = None

    async def send(
        self, op: int, data: object, seq: int | None = None, name: str | None = None
    ) -> None:
        """A payload. What is sent on a broken connection is gone."""
        text = json.dumps({"op": op, "d": data, "s": seq, "t": name})
        try:
            if self._pack:
                await self.socket.send_bytes(self._pack(text.encode()))
            else:
                await self.socket.send_str(text)
        except ConnectionError:
            return

    def cut(self) -> None:
        """As when a cable is pulled: without a word."""
        if self._transport:
            self._transport.abort()


@dataclass(eq=False)
class Session:
    """What a bot identified for: it can be resumed on another connection."""

    id: str
    shard: int
    count: int
    intents: int = 0
    sequence: int = 0
    events: list[tuple[int, str, Json]] = field(default_factory=list)
    """The latest, with their numbers."""
    line: Line | None = None
    heard_at: float = 0.0
    """When it was last identified or resumed."""

    async def dispatch(self, name: str, data: Json) -> int:
        """An event, which is kept for whoever resumes; its number."""
        self.sequence += 1
        number = self.sequence
        self.events.append((number, name, data))
        del self.events[:-_KEPT_EVENTS]
        if self.line:
            await self.line.send(DISPATCH, data, number, name)
        return number


class Gateway:
    """``sessions`` by shard: the one that events go to."""

    def __init__(self, discord: Discord, shards: int, heartbeat: float) -> None:
        self._discord = discord
        self.recommended = shards
        self.heartbeat = heartbeat
        self.concurrency = 1
        self.is_mute = False
        """Connections are taken, and not a word is said on them."""
        self.sessions: dict[int, Session] = {}
        self.counts: Counter[str] = Counter()
        """What happened: connections, identified, resumed, refused to resume, heartbeats, cut …"""
        self.refuse_resumes: Counter[int] = Counter()
        """How many of the next resumes of a shard are answered with INVALID_SESSION."""
        self.compression: Counter[str] = Counter()
        self._left = SESSIONS_A_DAY
        self._changed = asyncio.Event()

    def session_limits(self) -> Json:
        """How often a bot may identify."""
        most = {"total": SESSIONS_A_DAY, "remaining": self._left, "reset_after": 86_400_000}
        return most | {"max_concurrency": self.concurrency}

    def shard_of(self, guild: int) -> int:
        """By Discord's formula; direct messages go to the first."""
        count = next((each.count for each in self.sessions.values()), 1)
        return (guild >> 22) % count

    def session_of(self, guild: int) -> Session | None:
        return self.sessions.get(self.shard_of(guild))

    async def connected(self, *shards: int, seconds: float = 60.0) -> None:
        """Wait until these shards (the first, where none is named) can be told something."""
        await self.until(lambda: all(map(self.is_connected, shards or (0,))), seconds)

    async def until(self, there: Callable[[], bool], seconds: float = 60.0) -> None:
        """Wait until something is so that comes with connections. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not there():
                self._changed.clear()
                await self._changed.wait()

    def is_connected(self, shard: int = 0) -> bool:
        session = self.sessions.get(shard)
        return bool(session and session.line and not session.line.socket.closed)

    async def dispatch(self, guild: int, name: str, data: Json) -> Session | None:
        """Tell the shard of a server. None where there is no session that would ever hear of it."""
        session = self.session_of(guild)
        if session:
            await session.dispatch(name, data)
        return session

    # --- what goes wrong ------------------------------------------------------------------------

    def cut(self, shard: int = 0) -> None:
        """The connection breaks; the session can be resumed."""
        self.counts["cut"] += 1
        session = self.sessions[shard]
        if session.line:
            session.line.cut()

    def end_session(self, shard: int = 0) -> None:
        """The connection breaks, and its session is over: the bot has to identify again."""
        self.refuse_resumes[shard] += 1
        self.cut(shard)

    async def ask_to_reconnect(self, shard: int = 0) -> None:
        """Op 7."""
        line = self.sessions[shard].line
        assert line
        await line.send(RECONNECT, None)

    async def invalidate(self, shard: int = 0, *, resumable: bool) -> None:
        """Op 9, in the middle of a session."""
        session = self.sessions[shard]
        assert session.line
        if not resumable:
            del self.sessions[shard]
        await session.line.send(INVALID, resumable)

    # --- one connection -------------------------------------------------------------------------

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        line = Line(socket, request)
        self.compression[request.query.get("compress", "none")] += 1
        self.counts["connections"] += 1
        self._changed.set()
        if self.is_mute:
            async for _ in socket:
                pass
            return socket
        await line.send(HELLO, {"heartbeat_interval": int(self.heartbeat * 1000)})
        session: Session | None = None
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            event = json.loads(message.data)
            match event["op"]:
                case op if op == HEARTBEAT:
                    self.counts["heartbeats"] += 1
                    await line.send(ACK, None)
                case op if op == IDENTIFY:
                    session = await self._identify(line, event["d"])
                case op if op == RESUME:
                    session = await self._resume(line, event["d"])
        if session and session.line is line:
            session.line = None
        self._changed.set()
        return socket

    async def _identify(self, line: Line, data: Json) -> Session | None:
        if self._discord.token and data["token"] != self._discord.token:
            await line.socket.close(code=AUTHENTICATION_FAILED)
            return None
        self.counts["identified"] += 1
        self._left -= 1
        shard, count = data.get("shard", [0, 1])
        if not 0 <= shard < count:
            await line.socket.close(code=INVALID_SHARD)
            return None
        session = Session(secrets.token_hex(16), shard, count, data["intents"], line=line)
        world = self._discord.world
        guilds = [each for each in world.guilds if (each >> 22) % count == shard]
        ready = {"v": 10, "user": BOT, "session_id": session.id, "shard": [shard, count]}
        ready |= {"guilds": [{"id": str(each), "unavailable": True} for each in guilds]}
        ready |= {"resume_gateway_url": self._discord.gateway_url}
        ready |= {"application": {"id": APPLICATION, "flags": 0}}
        await session.dispatch("READY", ready)
        for guild in guilds:
            await session.dispatch("GUILD_CREATE", guild_shape(world, guild))
        self._attach(session, line)
        return session

    async def _resume(self, line: Line, data: Json) -> Session | None:
        session = next((s for s in self.sessions.values() if s.id == data["session_id"]), None)
        if session is None or self.refuse_resumes[session.shard] > 0:
            self.counts["refused to resume"] += 1
            if session:
                self.refuse_resumes[session.shard] -= 1
                del self.sessions[session.shard]
                self._lose(session, data["seq"] or 0)
            await line.send(INVALID, False)
            return None
        self.counts["resumed"] += 1
        session.line = None
        heard = data["seq"] or 0
        # Meanwhile others come in.
        while missed := [each for each in session.events if each[0] > heard]:
            self.counts["replayed"] += len(missed)
            for heard, name, event in missed:
                await line.send(DISPATCH, event, heard, name)
        self._attach(session, line)
        await session.dispatch("RESUMED", {})
        return session

    def _attach(self, session: Session, line: Line) -> None:
        session.line = line
        session.heard_at = time.monotonic()
        self.sessions[session.shard] = session
        self._changed.set()

    def _lose(self, session: Session, heard: int) -> None:
        """What a session that is over had not brought over will not come again."""
        for number, name, event in session.events:
            if number > heard and name == "INTERACTION_CREATE":
                found = self._discord.interactions.known.get(event["token"])
                if found:
                    found.is_lost = True
                    self.counts["lost in a cut"] += 1
