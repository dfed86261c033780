"""Members, as tests play them: commands, completions, buttons, menus and forms, dispatched as Discord does."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.discord_wire.interactions import Interaction
from tests.discord_wire.limits import STRING_SELECT
from tests.discord_wire.reading import walk
from tests.discord_wire.shapes import ALL_PERMISSIONS, channel_shape, member_shape, role_shape
from tests.discord_wire.world import APPLICATION, DM, Json

if TYPE_CHECKING:
    from tests.discord_wire.server import Discord

COMMAND, COMPONENT, COMPLETION, FORM = 2, 3, 4, 5
"""Types of interactions."""
USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT = 6, 7, 8, 9, 11
"""Types of options whose values are numbers of something."""
BUTTON_PRESSED = 2
MESSAGE_MENU = 3


class Member:
    """Somebody in a channel. Each action returns when it is dispatched; ``await (…).answered()`` waits."""

    def __init__(
        self,
        discord: Discord,
        channel: int,
        *,
        user: int = 9,
        name: str = "ann",
        permissions: str = ALL_PERMISSIONS,
        locale: str = "en-US",
        roles: tuple[int, ...] = (),
        bot_permissions: str = ALL_PERMISSIONS,
    ) -> None:
        """``permissions`` are the member's in the channel, ``bot_permissions`` those of the bot."""
        self.discord = discord
        self.channel = discord.world.channels[channel]
        self.user = {"id": str(user), "username": name, "discriminator": "0", "bot": False}
        self.user |= {"avatar": None, "global_name": name.title()}
        self.permissions = permissions
        self.locale = locale
        self.roles = roles
        self.bot_permissions = bot_permissions

    async def slash(self, command: str, /, **options: Any) -> Interaction:
        """``slash("digest setup", hour=9)``: as it is registered. A file is its name and its bytes.

        Raises LookupError where it is not.
        """
        return await self._send(COMMAND, self._data(command, options))

    async def complete(self, command: str, option: str, typed: str, **others: Any) -> Interaction:
        """Type in an option."""
        data = self._data(command, {**others, option: typed}, focused=option)
        return await self._send(COMPLETION, data)

    async def menu(self, command: str, message: Json) -> Interaction:
        """Use a message's menu."""
        found = self._registered(command, MESSAGE_MENU)
        data = {"id": found["id"], "name": command, "type": MESSAGE_MENU}
        data |= {"target_id": message["id"], "resolved": {"messages": {message["id"]: message}}}
        return await self._send(COMMAND, data)

    async def press(self, shown: Interaction, label: str) -> Interaction:
        """Press a button of an answer. Raises LookupError where there is none with this label."""
        button = shown.button(label)
        message = next(m for m in shown.messages if button in walk(m["components"]))
        data = {"component_type": BUTTON_PRESSED, "custom_id": button["custom_id"]}
        return await self._send(COMPONENT, data, message)

    async def select(
        self, message: Json, custom_id: str, kind: int, values: Sequence[str]
    ) -> Interaction:
        """Choose in a menu of a message."""
        data: Json = {"component_type": kind, "custom_id": custom_id, "values": list(values)}
        if kind != STRING_SELECT:
            data["resolved"] = self._resolved(values)
        return await self._send(COMPONENT, data, message)

    async def submit(self, form: Interaction, **values: str) -> Interaction:
        """Send a form that was shown."""
        assert form.modal
        rows = [
            {"type": 1, "components": [{"type": 4, "custom_id": name, "value": value}]}
            for name, value in values.items()
        ]
        data = {"custom_id": form.modal["custom_id"], "components": rows}
        return await self._send(FORM, data, form.source)

    # --- how it looks ---------------------------------------------------------------------------

    async def _send(self, kind: int, data: Json, message: Json | None = None) -> Interaction:
        payload = self._payload(kind, data)
        if message:
            payload["message"] = message
        sent = Interaction(
            int(payload["id"]), payload["token"], payload, time.monotonic(), source=message
        )
        self.discord.interactions.known[sent.token] = sent
        session = await self.discord.gateway.dispatch(
            self.channel.guild, "INTERACTION_CREATE", payload
        )
        sent.is_lost = session is None
        return sent

    def _payload(self, kind: int, data: Json) -> Json:
        world, guild = self.discord.world, self.channel.guild
        payload: Json = {
            "id": str(world.snowflake()),
            "application_id": APPLICATION,
            "type": kind,
            "token": secrets.token_urlsafe(48),
            "version": 1,
            "data": data,
            "channel_id": str(self.channel.id),
            "channel": channel_shape(world, self.channel) | {"permissions": ALL_PERMISSIONS},
            "app_permissions": self.bot_permissions,
            "locale": self.locale,
            "entitlements": [],
            "attachment_size_limit": 10 << 20,
        }
        if self.channel.type == DM:
            owners = {"1": self.user["id"]}
            return payload | {
                "user": self.user,
                "context": 1,
                "authorizing_integration_owners": owners,
            }
        member = member_shape(world, self.user, self.roles) | {"permissions": self.permissions}
        shown = {"id": str(guild), "locale": "en-US", "features": []}
        where = {"guild_id": str(guild), "guild": shown, "guild_locale": "en-US", "context": 0}
        owners = {"0": str(guild)}
        return payload | where | {"member": member, "authorizing_integration_owners": owners}

    def _data(self, command: str, options: Json, focused: str = "") -> Json:
        name, *path = command.split(" ")
        found = self._registered(name, 1)
        data: Json = {"id": found["id"], "name": name, "type": 1}
        described, inner = found, data
        for step in path:
            described = next(each for each in described["options"] if each["name"] == step)
            below: Json = {"name": step, "type": described["type"]}
            inner["options"] = [below]
            inner = below
        kinds = {each["name"]: each["type"] for each in described.get("options") or ()}
        files: Json = {}
        for each in [name for name in options if kinds[name] == ATTACHMENT]:
            file = self.discord.world.attach(self.channel.id, *options[each])
            files[file["id"]] = file
            options = {**options, each: file["id"]}
        inner["options"] = [
            {"name": name, "type": kinds[name], "value": _written(value, kinds[name])}
            | ({"focused": True} if name == focused else {})
            for name, value in options.items()
        ]
        chosen = [str(v) for n, v in options.items() if kinds[n] in (CHANNEL, ROLE)]
        if chosen or files:
            data["resolved"] = self._resolved(chosen) | {"attachments": files}
        return data

    def _registered(self, name: str, kind: int) -> Json:
        for where in (self.channel.guild, 0):
            for each in self.discord.rest.commands.get(where, ()):
                if each["name"] == name and each["type"] == kind:
                    return each
        raise LookupError(f"no command {name!r} is registered")

    def _resolved(self, values: Sequence[str]) -> Json:
        """The channels and roles among what was chosen."""
        world = self.discord.world
        channels = {
            value: channel_shape(world, world.channels[int(value)])
            | {"permissions": ALL_PERMISSIONS}
            for value in values
            if value.isdecimal() and int(value) in world.channels
        }
        known = world.roles.get(self.channel.guild, [])
        everyone = role_shape(self.channel.guild, "@everyone", ALL_PERMISSIONS)
        roles = {each["id"]: each for each in (everyone, *known) if each["id"] in values}
        return {"channels": channels} | ({"roles": roles} if roles else {})


def _written(value: Any, kind: int) -> Any:
    """A value of an option as the gateway brings it: numbers of things as text."""
    return str(value) if kind in (USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT) else value
