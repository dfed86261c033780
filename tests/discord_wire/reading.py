"""What stands in messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

_TEXT = 10


def walk(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All components, nested ones too."""
    found = []
    for each in components:
        inner = [*each.get("components", ()), *filter(None, [each.get("accessory")])]
        found += [each, *walk(inner)]
    return found


def text_of(message: dict[str, Any]) -> str:
    """All text of a message."""
    texts = [each["content"] for each in walk(message["components"]) if each.get("type") == _TEXT]
    return "\n".join(filter(None, [message["content"], *texts]))


def by_title(messages: Iterable[dict[str, Any]]) -> dict[str, int]:
    """The first line of each message → how often it is there."""
    return dict(Counter(text_of(message).split("\n")[0] for message in messages))
