"""A request as it came in, and an answer as it goes out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from tests.discord_wire.limits import Upload

BASE = "/api/v10"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of the API. ``path`` is relative to its base."""

    method: str
    path: str
    named: Mapping[str, str]
    """The variables of the path."""
    query: Mapping[str, str]
    body: Any = None
    files: tuple[Upload, ...] = ()
    token: str = ""

    def number(self, name: str) -> int:
        """A variable of the path as a number; 0 where it is none."""
        text = self.named[name]
        return int(text) if text.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Answer:
    """A body as JSON; None for an empty one."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> web.Response:
        """As aiohttp sends it: without a charset, as Discord does and discord.py expects it."""
        if self.body is None:
            return web.Response(status=self.status, headers=self.headers)
        return web.Response(
            body=json.dumps(self.body).encode(),
            status=self.status,
            headers={"Content-Type": "application/json", **self.headers},
        )


NOTHING = Answer(None, 204)


def refusal(status: int, code: int, message: str, **more: Any) -> Answer:
    """An error as Discord words it."""
    return Answer({"message": message, "code": code, **more}, status)


UNKNOWN_CHANNEL = refusal(404, 10003, "Unknown Channel")
UNKNOWN_MESSAGE = refusal(404, 10008, "Unknown Message")
UNKNOWN_MEMBER = refusal(404, 10007, "Unknown Member")
UNKNOWN_WEBHOOK = refusal(404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = refusal(404, 10062, "Unknown interaction")
ALREADY_ACKNOWLEDGED = refusal(400, 40060, "Interaction has already been acknowledged.")
UNAUTHORIZED = refusal(401, 0, "401: Unauthorized")


async def read(request: web.Request) -> Asked:
    """The whole request. Raises ValueError where its body is not JSON."""
    body, files = None, []
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            data = await part.read()
            if part.name == "payload_json":
                body = json.loads(data)
            else:
                files.append(Upload(part.name or "", part.filename or "", bytes(data)))
    elif request.can_read_body:
        body = json.loads(await request.read())
    return Asked(
        request.method,
        re.sub(f"^{BASE}(?=/)", "", request.path),
        request.match_info,
        dict(request.query),
        body,
        tuple(files),
        request.headers.get("Authorization", "").removeprefix("Bot "),
    )
