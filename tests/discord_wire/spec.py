"""Every request to Discord, checked: against its OpenAPI document where that is present, and the limits beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.discord_wire.command_limits import refused_command, refused_commands
from tests.discord_wire.document import undocumented, why_absent
from tests.discord_wire.limits import (
    AUTOCOMPLETE,
    DEFERRED,
    EPHEMERAL,
    MESSAGE_NOW,
    MODAL,
    UPDATE,
    Found,
    Upload,
    refused_choices,
    refused_message,
    refused_modal,
    unpaired,
)

_KINDS = (
    ("callback", "POST", r"/interactions/\d+/[^/]+/callback"),
    ("follow-up", "POST", r"/webhooks/\d+/[^/]+"),
    ("follow-up edit", "PATCH", r"/webhooks/\d+/[^/]+/messages/[^/]+"),
    ("message", "POST", r"/channels/\d+/messages"),
    ("edit", "PATCH", r"/channels/\d+/messages/\d+"),
    ("thread", "POST", r"/channels/\d+/threads"),
    ("commands", "PUT", r"/applications/\d+(?:/guilds/\d+)?/commands"),
    ("command", "POST", r"/applications/\d+(?:/guilds/\d+)?/commands"),
)


def violations(
    method: str,
    path: str,
    body: Any = None,
    files: Sequence[Upload] = (),
    query: Mapping[str, str] | None = None,
) -> list[str]:
    """What Discord would refuse of a request: method, path, JSON pointer into the body, and what is wrong there.

    ``path`` is relative to the API's base; ``body`` is the JSON body, or the ``payload_json`` of a multipart one
    with its ``files``. Where the document is absent (``why_absent``) only the limits are checked.
    """
    found = [*unpaired(body)]
    if not why_absent():
        found += undocumented(method, path, body, query)
    found += _beyond(method, path, body, files)
    where = re.sub(r"(?<=/)(\d{17,}/)[^/]{20,}", r"\1…", path)
    return list(dict.fromkeys(f"{method} {where} {each}" for each in found))


def _beyond(method: str, path: str, body: Any, files: Sequence[Upload]) -> Found:
    """What of it the document does not state."""
    kind = next((k for k, m, p in _KINDS if m == method and re.fullmatch(p, path)), None)
    if not isinstance(body, list if kind == "commands" else dict):
        return
    match kind:
        case "callback":
            yield from _callback(body, files)
        case "follow-up":
            yield from refused_message(body, files, of_interaction=True)
        case "follow-up edit":
            yield from refused_message(body, files, of_interaction=True, is_edit=True)
        case "message":
            yield from refused_message(body, files)
        case "edit":
            yield from refused_message(body, files, is_edit=True)
        case "thread" if isinstance(body.get("message"), dict):
            yield from refused_message(body["message"], files, at="/message")
        case "commands":
            yield from refused_commands(body)
        case "command":
            yield from refused_command(body)


def _callback(body: Mapping[str, Any], files: Sequence[Upload]) -> Found:
    data = body.get("data") or {}
    match body.get("type"):
        case kind if kind in (MESSAGE_NOW, UPDATE):
            edits = kind == UPDATE
            yield from refused_message(data, files, at="/data", of_interaction=True, is_edit=edits)
        case kind if kind == DEFERRED and (data.get("flags") or 0) & ~EPHEMERAL:
            yield f"/data/flags: {data['flags']}, and a deferred answer is ephemeral or not"
        case kind if kind == AUTOCOMPLETE:
            yield from refused_choices(data.get("choices") or (), "/data/choices")
        case kind if kind == MODAL:
            yield from refused_modal(data, "/data")
