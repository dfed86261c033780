"""Strings made to do harm wherever text is shown, stored, logged or looked for. Written here, by seed.

``strings(count, seed)``: first every piece as it is, then pieces joined, repeated, wrapped and disguised.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.data.hostile import shown, taken

KINDS = shown.KINDS | taken.KINDS
PIECES: tuple[str, ...] = tuple(piece for kind in KINDS.values() for piece in kind)
SENTENCES = (
    "The harbour stays closed until the crane is repaired, {} said on Monday.",
    '"Nobody told us about the {} before the fire," said Mara Oss, the harbour master.',
    "Who said {} about the ferry?",
    "{}: the inquiry begins",
    "At least {} passengers were taken ashore.",
)
_ALIKE = str.maketrans("aceiopsxy/.:@<", "асеіорѕху⁄․ː＠＜")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u3164\ufe0f\U000e0061"
_WRAPS = (
    ("**", "**"),
    ("||", "||"),
    ("`", "`"),
    ("```\n", "\n```"),
    ("> ", "\n"),
    ("[", "](https://evil.example)"),
    ("<", ">"),
    ("\u202e", "\u202c"),
    ("“", "”"),
    ("\n", "\n"),
)


def strings(count: int, seed: int = 1) -> Iterator[str]:
    """``count`` strings, the same for the same seed; most are short, a few have thousands of characters."""
    yield from PIECES[:count]
    dice = random.Random(seed)
    for _ in range(count - len(PIECES)):
        yield _made(dice)


def short_strings(count: int, longest: int, seed: int = 1) -> Iterator[str]:
    """``count`` of them as a field takes them, at least a character and ``longest`` at most, in the seed's order."""
    dice = random.Random(seed)
    whole = list(PIECES)
    dice.shuffle(whole)
    for number in range(count):
        text = whole[number] if number < len(whole) else _made(dice)
        yield text[:longest] or "\u200b"


def _made(dice: random.Random) -> str:
    pieces = dice.choices(PIECES, k=dice.choice((1, 1, 2, 2, 3, 5)))
    text = dice.choice(("", " ", "\n")).join(_one(piece, dice) for piece in pieces)
    if dice.random() < 0.3:
        text = dice.choice(SENTENCES).replace("{}", text)
    return text


def _one(piece: str, dice: random.Random) -> str:
    for _ in range(dice.choice((0, 0, 1, 1, 2))):
        piece = dice.choice(_CHANGES)(piece, dice)
    return piece


def _alike(text: str, dice: random.Random) -> str:
    return "".join(ch.translate(_ALIKE) if dice.random() < 0.5 else ch for ch in text)


def _wide(text: str, dice: random.Random) -> str:
    return "".join(ch.translate(_WIDE) if dice.random() < 0.5 else ch for ch in text)


def _strewn(text: str, dice: random.Random) -> str:
    return "".join(ch + dice.choice(_INVISIBLE) if dice.random() < 0.3 else ch for ch in text)


def _cased(text: str, dice: random.Random) -> str:
    return "".join(ch.upper() if dice.random() < 0.5 else ch for ch in text)


def _cut(text: str, dice: random.Random) -> str:
    start = dice.randrange(len(text) + 1)
    return text[start:] if dice.random() < 0.5 else text[:start]


def _escaped(text: str, dice: random.Random) -> str:
    return "".join("\\" + ch if dice.random() < 0.3 else ch for ch in text)


def _as_html(text: str, dice: random.Random) -> str:
    return "".join(f"&#{ord(ch)};" if dice.random() < 0.4 else ch for ch in text[:200])


def _repeated(text: str, dice: random.Random) -> str:
    return text * min(dice.choice((2, 3, 20, 400)), 6_000 // (len(text) or 1) + 1)


def _wrapped(text: str, dice: random.Random) -> str:
    before, after = dice.choice(_WRAPS)
    return before + text + after


_CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    _alike,
    _wide,
    _strewn,
    _cased,
    _cut,
    _escaped,
    _as_html,
    _repeated,
    _wrapped,
    _wrapped,
)
