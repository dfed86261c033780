"""What this Discord holds: servers, channels, messages, and its clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from mimetypes import guess_type
from typing import Any

from tests.discord_wire.limits import LAYOUT, Upload

APPLICATION = "6"
BOT: dict[str, Any] = {
    "id": "5",
    "username": "dateline",
    "discriminator": "0",
    "bot": True,
    "avatar": None,
    "global_name": None,
}
SOMEBODY: dict[str, Any] = {
    "id": "9",
    "username": "ann",
    "discriminator": "0",
    "bot": False,
    "avatar": None,
    "global_name": "Ann",
}
EPOCH = 1_420_070_400_000
NONCE_LIVES = timedelta(minutes=5)
TEXT, DM, ANNOUNCEMENT, THREAD, FORUM = 0, 1, 5, 11, 15
Json = dict[str, Any]


@dataclass
class Channel:
    """A channel or a thread; ``guild`` 0 is a direct message."""

    id: int
    guild: int
    type: int
    name: str
    parent: int = 0
    messages: list[Json] = field(default_factory=list)


class World:
    """``now`` is Discord's clock where a test turns it; without it, it is this machine's."""

    def __init__(self, now: datetime | None = None) -> None:
        self._now = now
        self.channels: dict[int, Channel] = {}
        self.roles: dict[int, list[Json]] = {}
        """A server's roles beside @everyone."""
        self.members: dict[int, set[str]] = {}
        """Who is in a server besides the bot."""
        self.files: dict[str, bytes] = {}
        """What was attached, by its path."""
        self.origin = ""
        """Where what was attached is served."""
        self.kept: int | None = None
        """How many messages of a channel are kept; None for all."""
        self._nonces: dict[str, tuple[datetime, Json]] = {}
        self._sequence = 0

    @property
    def now(self) -> datetime:
        return self._now or datetime.now(UTC)

    @now.setter
    def now(self, value: datetime) -> None:
        self._now = value

    @property
    def guilds(self) -> list[int]:
        return sorted({each.guild for each in self.channels.values()} - {0})

    def add(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        return channel

    def snowflake(self) -> int:
        """A number that nothing else has, with the time in it."""
        self._sequence += 1
        milliseconds = int(self.now.timestamp() * 1000) - EPOCH
        return (milliseconds << 22) | (self._sequence & 0x3FFFFF)

    def chat(self, channel: int, count: int) -> None:
        """Other people talk."""
        for _ in range(count):
            self.keep(self.message(channel, {"content": "hello"}, author=SOMEBODY))

    def own(self, channel: int) -> list[Json]:
        """What the bot posted there, a forum's threads by their first message."""
        threads = [each for each in self.channels.values() if each.parent == channel]
        messages = [*self.channels[channel].messages, *(m for t in threads for m in t.messages)]
        return [message for message in messages if message["author"]["id"] == BOT["id"]]

    def post(self, channel: int, sent: Json, files: tuple[Upload, ...] = ()) -> Json:
        """The bot posts; where its nonce is known and enforced, this is the message of the first time."""
        known = self._nonces.get(str(sent.get("nonce", "")))
        if sent.get("enforce_nonce") and known and self.now - known[0] <= NONCE_LIVES:
            return known[1]
        message = self.keep(self.message(channel, sent, files=files))
        if sent.get("nonce"):
            self._nonces[str(sent["nonce"])] = (self.now, message)
        return message

    def keep(self, message: Json) -> Json:
        """The message stands in its channel."""
        messages = self.channels[int(message["channel_id"])].messages
        messages.append(message)
        if self.kept is not None:
            del messages[: -self.kept]
        return message

    def message(
        self,
        channel: int,
        sent: Mapping[str, Any],
        *,
        author: Json = BOT,
        number: int = 0,
        files: tuple[Upload, ...] = (),
    ) -> Json:
        """A message as it is shown, made of a request to send it."""
        attached = self._attached(channel, sent, files)
        return {
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
            "attachments": attached,
            "embeds": sent.get("embeds") or [],
            "pinned": False,
            "type": 0,
            "flags": sent.get("flags") or 0,
            "components": _resolved(sent.get("components") or [], attached),
        }

    def change(self, message: Json, sent: Mapping[str, Any], files: tuple[Upload, ...]) -> None:
        """Edit a message: what is not mentioned stays."""
        if "attachments" in sent or files:
            kept = {str(each["id"]) for each in sent.get("attachments") or ()}
            earlier = [each for each in message["attachments"] if each["id"] in kept]
            added = self._attached(int(message["channel_id"]), sent, files)
            message["attachments"] = earlier + added
        if "components" in sent:
            message["components"] = _resolved(sent["components"] or [], message["attachments"])
        for name in ("content", "embeds"):
            if name in sent:
                message[name] = sent[name] or type(message[name])()
        message["flags"] |= (sent.get("flags") or 0) & LAYOUT
        message["edited_timestamp"] = self.now.isoformat()

    def _attached(
        self, channel: int, sent: Mapping[str, Any], files: tuple[Upload, ...]
    ) -> list[Json]:
        told = {str(each["id"]): each for each in sent.get("attachments") or ()}
        found = []
        for file in files:
            described = told.get(file.field.removeprefix("files[").removesuffix("]"), {})
            shown = self.attach(channel, file.name, file.data)
            found.append(shown | {"description": described.get("description")})
        return found

    def attach(self, channel: int, name: str, data: bytes) -> Json:
        """Somebody uploads a file; what it looks like from then on."""
        number = self.snowflake()
        path = f"/attachments/{channel}/{number}/{name}"
        self.files[path] = data
        return {
            "id": str(number),
            "filename": name,
            "size": len(data),
            "url": f"{self.origin}{path}",
            "proxy_url": f"{self.origin}{path}",
            "description": None,
            "content_type": guess_type(name)[0],
        }


def _resolved(component: Any, attached: list[Json]) -> Any:
    """Components with the addresses of what is attached in the place of its names."""
    if isinstance(component, list):
        return [_resolved(each, attached) for each in component]
    if isinstance(component, dict):
        return {name: _resolved(each, attached) for name, each in component.items()}
    if isinstance(component, str) and component.startswith("attachment://"):
        named = {f"attachment://{each['filename']}": each["url"] for each in attached}
        return named.get(component, component)
    return component
