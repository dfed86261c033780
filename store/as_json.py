"""JSON that says exactly what a value is and can be shown and split into lines by anybody.

What a terminal, an eye or a reader of lines could trip over (C1 controls, directions, zero widths, other line
breaks, lone surrogates) stands as ``\\uXXXX``, which is the same value.
"""

from __future__ import annotations

import json
import re
from typing import Any

_HIDDEN = re.compile(
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff0-\uffff\ud800-\udfff\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def as_json(value: Any, *, indent: int | None = None) -> str:
    """One line, but for ``indent``. Raises TypeError for what JSON has no form for."""
    return _HIDDEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
