"""Interactions: what a member did, and all that the bot answered, by Discord's rules and the clock on the wall."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.discord_wire.asked import (
    ALREADY_ACKNOWLEDGED,
    NOTHING,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Answer,
    Asked,
)
from tests.discord_wire.limits import (
    AUTOCOMPLETE,
    DEFERRED,
    EPHEMERAL,
    LOADING,
    MESSAGE_NOW,
    MODAL,
    UPDATE,
    UPDATE_LATER,
)
from tests.discord_wire.reading import text_of, walk
from tests.discord_wire.world import DM, Json, World

ACKNOWLEDGE_SECONDS, FOLLOW_UP_SECONDS = 3.0, 15 * 60.0
_BUTTON = 2


@dataclass(eq=False)
class Interaction:
    """``sent`` is when it was dispatched, in seconds of the machine's monotonic clock; the rest is relative to it."""

    id: int
    token: str
    payload: Json
    sent: float
    source: Json | None = None
    """The message whose button was pressed."""
    kind: int = 0
    """The callback that was taken; 0 while there is none."""
    acknowledged: float | None = None
    callbacks: int = 0
    """How often the bot answered for the first time, taken or not."""
    refused: list[int] = field(default_factory=list)
    """Codes of what was not taken."""
    original: Json | None = None
    followups: list[Json] = field(default_factory=list)
    edits: int = 0
    choices: list[Json] = field(default_factory=list)
    modal: Json | None = None
    is_lost: bool = False
    """The connection was cut, and Discord will not dispatch it again."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_answered(self) -> bool:
        """Whether the member sees what they asked for."""
        if self.kind in (DEFERRED, UPDATE_LATER):
            return self.edits > 0 or bool(self.followups)
        return bool(self.kind)

    @property
    def messages(self) -> list[Json]:
        """What the member sees, in order."""
        return [*filter(None, [self.original]), *self.followups]

    @property
    def text(self) -> str:
        """All text of it."""
        return "\n".join(filter(None, map(text_of, self.messages)))

    @property
    def is_private(self) -> bool:
        """Whether nobody else sees any of it."""
        return all(each["flags"] & EPHEMERAL for each in self.messages)

    @property
    def attachments(self) -> list[Json]:
        return [file for message in self.messages for file in message["attachments"]]

    @property
    def age(self) -> float:
        """Seconds since it was dispatched."""
        return time.monotonic() - self.sent

    @property
    def told(self) -> str:
        """What became of it, in a line."""
        taken = f"callback {self.kind} of {self.callbacks}, refused {self.refused}"
        return f"{self.payload['data']}: {taken}, {self.edits} edits, {self.text[:500]!r}"

    @property
    def metadata(self) -> Json:
        """What its messages say of it: who asked for them."""
        payload = self.payload
        user = payload.get("user") or payload["member"]["user"]
        known = {"id": payload["id"], "type": payload["type"], "user": user}
        return known | {"authorizing_integration_owners": payload["authorizing_integration_owners"]}

    async def showing(self, text: str) -> Interaction:
        """Wait for an answer with these words, in whatever case. Raises TimeoutError."""
        return await self.until(lambda each: text.casefold() in each.text.casefold())

    async def until(
        self, there: Callable[[Interaction], bool], seconds: float = 20.0
    ) -> Interaction:
        """Wait for something to be answered. Raises TimeoutError, with what was until then."""
        try:
            async with asyncio.timeout(seconds):
                while not there(self):
                    self.changed.clear()
                    await self.changed.wait()
        except TimeoutError:
            raise TimeoutError(f"in {seconds:g} s there was only {self.told}") from None
        return self

    async def answered(self, seconds: float = 20.0) -> Interaction:
        """Wait for its answer."""
        return await self.until(lambda each: each.is_answered, seconds)

    def button(self, label: str) -> Json:
        """A button of the answer. Raises LookupError."""
        for message in self.messages:
            for each in walk(message["components"]):
                if each.get("type") == _BUTTON and each.get("label") == label:
                    return each
        raise LookupError(f"no button {label!r} in {self.labels}")

    @property
    def labels(self) -> list[str]:
        found = [each for message in self.messages for each in walk(message["components"])]
        return [each.get("label") or "" for each in found if each.get("type") == _BUTTON]


class Interactions:
    """Those that are known, and what Discord does with their answers."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.known: dict[str, Interaction] = {}
        """By token."""

    def callback(self, asked: Asked) -> Answer:
        """The first answer."""
        found = self.known.get(asked.named["token"])
        if found is None or str(found.id) != asked.named["interaction"]:
            return UNKNOWN_INTERACTION
        found.callbacks += 1
        if found.kind:
            return _refuse(found, ALREADY_ACKNOWLEDGED, 40060)
        if found.age > ACKNOWLEDGE_SECONDS:
            return _refuse(found, UNKNOWN_INTERACTION, 10062)
        found.kind, found.acknowledged = asked.body["type"], found.age
        shown = self._take(found, asked)
        found.changed.set()
        if asked.query.get("with_response", "").lower() not in ("true", "1"):
            return NOTHING
        told: Json = {"id": str(found.id), "type": found.payload["type"]}
        if shown:
            told |= {"response_message_id": shown["id"]}
            resource = {"type": found.kind, "message": shown}
            return Answer({"interaction": told, "resource": resource})
        return Answer({"interaction": told})

    def _take(self, found: Interaction, asked: Asked) -> Json | None:
        data = asked.body.get("data") or {}
        match found.kind:
            case kind if kind == MESSAGE_NOW:
                found.original = self._show(found, data, asked)
            case kind if kind == DEFERRED:
                flags = (data.get("flags") or 0) | LOADING
                found.original = self._show(found, {"flags": flags}, asked)
            case kind if kind == UPDATE_LATER:
                found.original = found.source
                return None
            case kind if kind == UPDATE and found.source:
                self._world.change(found.source, data, asked.files)
                found.original = found.source
            case kind if kind == AUTOCOMPLETE:
                found.choices = data.get("choices") or []
            case kind if kind == MODAL:
                found.modal = data
        return found.original

    def _show(self, found: Interaction, data: Json, asked: Asked) -> Json:
        channel = int(found.payload["channel_id"])
        message = self._world.message(channel, data, files=asked.files)
        message |= {
            "webhook_id": found.payload["application_id"],
            "interaction_metadata": found.metadata,
        }
        if not message["flags"] & EPHEMERAL and self._world.channels[channel].type != DM:
            self._world.keep(message)
        return message

    def follow_up(self, asked: Asked) -> Answer:
        """Another message; the first one behind a deferred answer takes its place, and its visibility."""
        found = self._alive(asked)
        if found is None:
            return UNKNOWN_WEBHOOK
        if found.original and found.original["flags"] & LOADING:
            shown = self._fill(found, asked)
        else:
            shown = self._show(found, asked.body, asked)
            found.followups.append(shown)
        found.changed.set()
        return Answer(shown)

    def _fill(self, found: Interaction, asked: Asked) -> Json:
        assert found.original
        self._world.change(found.original, asked.body, asked.files)
        found.original["flags"] &= ~LOADING
        found.edits += 1
        return found.original

    def message(self, asked: Asked) -> Answer:
        """A message of an interaction: shown, edited or deleted."""
        found = self._alive(asked)
        if found is None:
            return UNKNOWN_WEBHOOK
        which = asked.named["message"]
        shown = next((each for each in found.messages if each["id"] == which), None)
        if which == "@original":
            shown = found.original
        if shown is None:
            return UNKNOWN_MESSAGE
        match asked.method:
            case "DELETE":
                found.followups = [each for each in found.followups if each is not shown]
                found.original = None if shown is found.original else found.original
            case "PATCH" if shown is found.original:
                self._fill(found, asked)
            case "PATCH":
                self._world.change(shown, asked.body, asked.files)
        found.changed.set()
        return NOTHING if asked.method == "DELETE" else Answer(shown)

    def _alive(self, asked: Asked) -> Interaction | None:
        """Whom the token belongs to, while it can be answered and after it was for the first time."""
        found = self.known.get(asked.named["token"])
        if found is None or asked.named["application"] != found.payload["application_id"]:
            return None
        if not found.kind or found.age > FOLLOW_UP_SECONDS:
            _refuse(found, UNKNOWN_WEBHOOK, 10015)
            return None
        return found


def _refuse(found: Interaction, answer: Answer, code: int) -> Answer:
    found.refused.append(code)
    return answer
