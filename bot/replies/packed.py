"""A text of the bot's own as one string to store, to be read and said in a language later."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.replies.words import Spoken

_CLASS, _PARTS = "spoken", "made_of"


def packed(text: str) -> str:
    """``text`` with what it was made of; a plain string as it is."""
    return json.dumps(_values(text), ensure_ascii=False) if isinstance(text, Spoken) else text


def unpacked(stored: str) -> str:
    """What was packed; any other string as it is."""
    if not stored.startswith(f'{{"{_CLASS}"'):
        return stored
    try:
        text = _made(json.loads(stored))
    except (ValueError, LookupError, TypeError):
        return stored
    return text if isinstance(text, Spoken) else stored


def _values(value: Any) -> Any:
    if isinstance(value, Spoken):
        return {_CLASS: type(value).__name__, _PARTS: [_values(each) for each in value.made_of]}
    if isinstance(value, Mapping):
        return {name: _values(each) for name, each in value.items()}
    return [_values(each) for each in value] if isinstance(value, tuple) else value


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_made(each) for each in value)
    if not isinstance(value, dict):
        return value
    if _CLASS not in value:
        return {name: _made(each) for name, each in value.items()}
    kinds = {kind.__name__: kind for kind in Spoken.__subclasses__()}
    return kinds[value[_CLASS]](*_made(value[_PARTS]))
