"""Forms of files that people have beside their articles, told by their first bytes: for saying what is wrong."""

from __future__ import annotations

_STARTS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "rich text"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or sound"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x1f\x8b", "packed with gzip again and again"),
    (b"BZh", "packed with bzip2, unpack it first"),
    (b"\xfd7zXZ", "packed with xz, unpack it first"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd, unpack it first"),
    (b"7z\xbc\xaf", "packed with 7-Zip, unpack it first"),
    (b"Rar!", "packed with RAR, unpack it first"),
    (b"[{", "JSON that is cut short or no list of articles"),
    (b"<?xml", "XML that is no feed"),
    (b"<!DOCTYPE", "XML that is no feed"),
)


def looks_like(head: bytes) -> str:
    """ " (it looks like …)", or "" where nothing is known of it."""
    for start, what in _STARTS:
        if head.startswith(start):
            return f" (it looks like {what})"
    return ""


def is_other(head: bytes) -> bool:
    """Whether it is one of these, though its bytes may pass for text."""
    return bool(looks_like(head.lstrip(b"\xef\xbb\xbf \t\r\n")))
