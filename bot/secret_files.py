"""Secrets: read from files as from the environment, and kept from the processes that the bot starts."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path


class SecretError(Exception):
    """A file holds no secret. The message goes on after the file's name, and repeats nothing that is in it."""


_LARGEST = 16 * 1024
"""Bytes: a token has some eighty."""
_VARIABLES = ("DATELINE_TOKEN", "DATELINE_PROXY", "DATELINE_TOKEN_FILE", "DATELINE_PROXY_FILE")


def read_secret(path: Path) -> str:
    """What a file holds, without the white space around it. Raises SecretError."""
    try:
        # Not more than could be meant: the path may be that of a device.
        with path.open("rb") as file:
            held = file.read(_LARGEST + 1)
    except OSError as error:
        raise SecretError(f"can't be read: {error.strerror or error}") from None
    if len(held) > _LARGEST:
        raise SecretError("is too large for a secret: it has to hold that alone")
    try:
        # Editors of Windows put a mark before the text.
        text = held.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise SecretError("is not UTF-8 text") from None
    if not text:
        raise SecretError("is empty")
    return text


def withhold(environment: MutableMapping[str, str] = os.environ) -> None:
    """Take the secrets out of an environment: processes that are started with it have no use for them."""
    for name in _VARIABLES:
        environment.pop(name, None)
