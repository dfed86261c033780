"""The pictures as files, and beside them the replies that they show.

Each picture carries the hash of the replies that it was drawn from, so that neither can be renewed without
the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

FOLDER = Path(__file__).parents[2] / ".github"
REPLIES = FOLDER / "replies.json"
THEMES = ("dark", "light")
PICTURES = {
    "ask-and-check": (("ask",), ("check",)),
    "digest-and-speaker": (("digest", "who-said"), ("speaker",)),
}
"""Each picture with its windows, side by side, and the parts of the scene that each shows."""
_HASH = "replies-sha256"
_COLOURS = 95


def file_of(name: str, theme: str) -> Path:
    return FOLDER / f"{name}-{theme}.png"


def record(replies: Mapping[str, Any]) -> None:
    """Write what the pictures show."""
    REPLIES.write_text(json.dumps(replies, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def recorded() -> dict[str, Any]:
    """What the pictures show: the components of each part of the scene."""
    return json.loads(REPLIES.read_text(encoding="utf-8"))


def save(drawn: Image.Image, name: str, theme: str, replies: Mapping[str, Any]) -> None:
    """Write a picture, as small as its few colours allow."""
    few = drawn.convert("RGB").quantize(_COLOURS, Image.Quantize.MEDIANCUT, kmeans=1)
    # One more for what is transparent: the corners, and the gap between the windows.
    few.putpalette([*few.getpalette()[: 3 * _COLOURS], 0, 0, 0])
    few.paste(_COLOURS, mask=drawn.convert("RGBA").getchannel("A").point(lambda a: 255 * (a < 128)))
    told = PngInfo()
    told.add_text(_HASH, hash_of(name, replies))
    few.save(file_of(name, theme), optimize=True, pnginfo=told, transparency=_COLOURS)


def drawn_from(name: str, theme: str) -> str:
    """The hash of the replies that a picture was drawn from."""
    with Image.open(file_of(name, theme)) as picture:
        return picture.info[_HASH]


def hash_of(name: str, replies: Mapping[str, Any]) -> str:
    """The hash of the replies that a picture has to show."""
    shown = [[replies[part] for part in parts] for parts in PICTURES[name]]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()
