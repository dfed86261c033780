"""A source's text line by line, in any encoding, so that a large one takes no room."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import cast

from store.read.decode import wide_encoding
from store.read.opened import LIMIT_BYTES, Opened


def text_lines(opened: Opened) -> Iterator[str]:
    """The lines with their ``\\n``, whatever ended them, without NUL or byte order mark.

    A line past the limit comes in pieces. What can't be decoded becomes U+FFFD.
    """
    pieces = _wide(opened) if wide_encoding(opened.head) else _narrow(opened)
    for number, piece in enumerate(pieces):
        text = (piece.removeprefix("\ufeff") if number == 0 else piece).replace("\x00", "")
        if "\r" in text:
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            yield from (line + "\n" for line in lines[:-1])
            text = lines[-1]
        if text:
            yield text


def _narrow(opened: Opened) -> Iterator[str]:
    while line := opened.stream.readline(LIMIT_BYTES):
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", errors="replace")


def _wide(opened: Opened) -> Iterator[str]:
    raw = cast(io.BufferedReader, opened.stream)
    text = io.TextIOWrapper(raw, wide_encoding(opened.head), errors="replace", newline="\n")
    try:
        while line := text.readline(LIMIT_BYTES):
            yield line
    finally:
        text.detach()
