"""Members who try whatever the bot has in one place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from discord import app_commands

from bot.errors import is_known
from bot.manual import leaves

QUOTED = "“Berth 3 of the harbour stays closed until the crane is repaired,” said Mara Oss"
ANSWERING: tuple[tuple[str, dict[str, str]], ...] = (
    ("said", {"speaker": "Mara Oss"}),
    ("check quote", {"text": QUOTED}),
    ("forget-me", {}),
    ("setup", {}),
)
"""Commands whose answers have buttons of each kind. By then there is something to forget."""
BUTTON = 2


@dataclass
class Visit:
    """Each thing is tried by another member, so that nobody is slowed down."""

    stage: Any
    shown: Callable[[Any], str]
    parts: Callable[[Any], list[dict[str, Any]]]
    channel: Any
    role: Any = None
    """What the members have."""
    came: int = 0

    def member(self) -> Any:
        self.came += 1
        user = self.stage.env.create_user(f"member {self.came}")
        return self.stage.guild.add_member(user, roles=[self.role] if self.role else [])

    @property
    def commands(self) -> list[Any]:
        """Commands and menus, as they can be called."""
        return list(leaves(self.stage.env.bot.tree))

    async def use(self, leaf: Any, **options: Any) -> str:
        """Use a command, as its example has it, or a menu; what it says."""
        member = self.member()
        if isinstance(leaf, app_commands.ContextMenu):
            message = await self.stage.admin.send(self.stage.channel, options.get("text", QUOTED))
            return self.said(await member.context_menu(self.stage.channel, leaf.name, message))
        names = {each.name: each.display_name for each in leaf.parameters}
        example = {names[name]: value for name, value in leaf.extras.get("example", {}).items()}
        return self.said(
            await member.slash(self.channel, leaf.qualified_name, **(options or example))
        )

    def said(self, result: Any) -> str:
        """The answer. Nothing but what a person can put right may have gone wrong."""
        text = self.shown(result.response)
        unknown = [error for error in self.stage.env.errors if not is_known(error)]
        assert text and not unknown, unknown
        return text

    async def complete(self) -> None:
        """Type something in each option that is completed."""
        for leaf in self.commands:
            for option in getattr(leaf, "parameters", ()):
                if option.autocomplete:
                    name = leaf.qualified_name, option.display_name
                    await self.member().autocomplete(self.channel, *name, "m")

    async def press(self, before: Callable[[], Awaitable[object]] | None = None) -> set[str]:
        """Press a button of each kind, ``before`` which something happens; what their ids begin with."""
        member, pressed = self.member(), set()
        for name, options in ANSWERING:
            result = await member.slash(self.channel, name, **options)
            self.said(result)
            message = result.response
            if before:
                await before()
            ids = [each["custom_id"] for each in self.parts(message) if each["type"] == BUTTON]
            # Pages come last: they put other buttons in the place of these.
            for custom_id in sorted(ids, key=lambda each: each.startswith("p1")):
                kind = custom_id.split(":")[0]
                if kind not in pressed:
                    pressed.add(kind)
                    self.said(await member.click(message, custom_id=custom_id))
        return pressed
