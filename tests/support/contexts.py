"""Interactions from where simcord has no place for: group messages, and servers without the bot.

simcord makes an interaction's payload as from one of its own servers' channels; here it is turned into what
Discord's documentation says it sends to an application that a member has installed for themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from simcord import interactions

Payload = dict[str, Any]
ELSEWHERE = 999
"""The number of a server that the bot is not in."""


def in_direct_messages(payload: Payload) -> None:
    """Between the member and the bot."""
    _without_server(payload, context=1, kind=1)


def in_a_group(payload: Payload) -> None:
    """Among members, none of whom is the bot."""
    _without_server(payload, context=2, kind=3)
    payload["channel"] |= {"name": None, "icon": None, "owner_id": payload["user"]["id"]}


def in_a_server_without_the_bot(payload: Payload) -> None:
    """Of the server Discord tells the number, the language, and what the member may there."""
    payload |= {"guild_id": str(ELSEWHERE), "context": 0, "app_permissions": "0"}
    payload["guild"] = {"id": str(ELSEWHERE), "features": [], "locale": "en-US"}
    payload["channel"] |= {"guild_id": str(ELSEWHERE)}
    payload["authorizing_integration_owners"] = {"1": payload["member"]["user"]["id"]}


def _without_server(payload: Payload, context: int, kind: int) -> None:
    user = payload.pop("member")["user"]
    for name in ("guild_id", "guild_locale"):
        del payload[name]
    payload |= {"user": user, "context": context, "app_permissions": "0"}
    channel = {"id": payload["channel_id"], "type": kind, "last_message_id": None, "flags": 0}
    payload["channel"] = channel | {"recipients": [user]}
    payload["authorizing_integration_owners"] = {"1": user["id"]}


@contextmanager
def from_there(place: Callable[[Payload], None]) -> Iterator[None]:
    """Whatever members do meanwhile in a server of simcord's, they do in this place."""
    made = interactions.base_payload

    def base_payload(*args: Any, **kwargs: Any) -> tuple[Any, Payload]:
        record, payload = made(*args, **kwargs)
        place(payload)
        return record, payload

    with patch.object(interactions, "base_payload", base_payload):
        yield
