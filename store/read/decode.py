"""Bytes to text: byte order mark, UTF-8, then a judgement; text that was decoded wrongly once is mended."""

from __future__ import annotations

import codecs
import re

import ftfy
import ftfy.bad_codecs
from ftfy.badness import is_bad

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27})

_TYPOGRAPHIC = re.compile("[\\x00-\\x7f‘’“”–—…\\u00a0]*")
"""What is written with no more than this was decoded right: a wrong decoding leaves letters with accents or
signs. Telling so costs little beside a closer look."""


def is_binary(head: bytes) -> bool:
    """Whether bytes are no text in any encoding that an archive uses."""
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return False
    # UTF-16 without a mark: zero is every other byte, and the bytes between are letters.
    halves = [head[first::2].count(0) for first in (0, 1)]
    if max(halves) > len(head) * 0.3 and min(halves) < len(head) * 0.1:
        return False
    return len(head) - len(head.translate(None, _BINARY)) > len(head) * 0.02


def as_written(data: bytes) -> str:
    """Text of ``data`` with nothing mended: offsets into it are offsets into what was given."""
    wide = wide_encoding(data[:400])
    if wide:
        return data.decode(wide, errors="replace")
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # No byte is lost, so that what is UTF-8 in a mixed file can still be mended.
        return data.decode("sloppy-windows-1252", errors="replace")


def decode(data: bytes) -> str:
    """Text of ``data``, line ends as ``\\n``, without NUL. Never raises: what can't be read becomes U+FFFD."""
    return unwrap_lines(mend(as_written(data)))


def mend(text: str) -> str:
    """Undo a wrong decoding ("â€œ" for "“"); text that was right is left as it is."""
    if text.isascii() or _TYPOGRAPHIC.fullmatch(text) or not is_bad(text):
        return text
    return ftfy.fix_encoding(text)


def unwrap_lines(text: str) -> str:
    """Line ends as ``\\n``, no NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def wide_encoding(head: bytes) -> str:
    """The encoding of text whose letters take two or four bytes, "" for any other."""
    for mark, encoding in _MARKS[1:]:
        if head.startswith(mark):
            return encoding
    # Without a mark, UTF-16 gives itself away: every other byte of plain English is zero.
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        half = head[first:400:2]
        if half and half.count(0) > len(half) // 2:
            return encoding
    return ""
