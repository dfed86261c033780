"""Numbers as they are printed: "1.2 million", "two dozen", "a hundred and fifty", "tens of thousands".

Patterns match within a line of text and hold no nested quantifiers, so that hostile text costs linear
time. Number words are read by text2num; what it does not know (dozens, halves) is added here.
"""

from __future__ import annotations

import re

from text_to_num import text2num

SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "b": 1e9,
    "tn": 1e12,
    "trn": 1e12,
}

_SMALL = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_LARGE = "hundred|thousand|million|billion|trillion"
_WORD = rf"(?:{_SMALL}|{_LARGE})\b"
_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=million))[-\s]and[-\s]"
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,15})(?:\.\d{1,9})?"
WORDS = rf"(?:an?[-\s](?={_LARGE}\b))?{_WORD}(?:(?:{_AND}|[-\s]){_WORD}){{0,9}}"
SCALE = rf"(?:{_LARGE}|dozen)\b"
EXACT = (
    rf"(?:half[-\s]an?[-\s]{SCALE}|(?:a[-\s])?half[-\s](?={_LARGE}){SCALE}|an?[-\s]dozen\b"
    rf"|{DIGITS}(?:[-\s]{SCALE})?|{WORDS}(?:[-\s]and[-\s]a[-\s]half\b)?(?:[-\s]{SCALE})?)"
)
"""A number with one value."""

_PLURAL = "dozens|hundreds|thousands|millions|billions|trillions"
VAGUE = (
    rf"(?:(?:tens|scores)(?=\sof\s)(?:\sof\s(?:{_PLURAL})\b){{0,2}}"
    rf"|(?:{_PLURAL})\b(?:\sof\s(?:{_PLURAL})\b){{0,2}}"
    rf"|(?:several|a\sfew|many|a\scouple(?:\sof)?)[-\s](?:{SCALE}))"
)
"""A number that names no value: its phrase is kept and its value is None."""

_PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5}
FRACTION = r"(?:(?:an?|one|two|three|four)[-\s](?:third|quarter|fourth|fifth)s?|half)\b"
"""A share: "half", "two-thirds"."""


def value_of(phrase: str) -> float | None:
    """The value of a phrase that EXACT matches, None where its words make no number ("five two")."""
    words = re.split(r"[-\s]", phrase.lower().replace(",", ""))
    if words[0] in ("half", "a", "an") and "half" in words[:2]:
        return SCALES[words[-1]] / 2
    factor, added = 1.0, 0.0
    if words[-1] == "dozen" or (words[0][0].isdigit() and len(words) > 1):
        factor = SCALES[words.pop()]
    if words[-3:] == ["and", "a", "half"] or words[-4:-1] == ["and", "a", "half"]:
        if words[-1] in SCALES:
            factor *= SCALES[words.pop()]
        words, added = words[:-3], 0.5
    if words[0] in ("a", "an"):
        words[0] = "one"
    if words[0][0].isdigit():
        return (float(words[0]) + added) * factor if len(words) == 1 else None
    try:
        return (float(text2num(" ".join(words), "en")) + added) * factor
    except ValueError:
        return None


def is_scaled(phrase: str) -> bool:
    """True for "5 million": a "3" before it ("from 3 to 5 million") is short for another number."""
    return re.split(r"[-\s]", phrase.lower())[-1] in SCALES


def share_of(phrase: str) -> float:
    """The percentage of a phrase that FRACTION matches: 50.0 for "half"."""
    words = re.split(r"[-\s]", phrase.lower())
    part = _PARTS[words[-1].rstrip("s")]
    times = {"two": 2, "three": 3, "four": 4}.get(words[0], 1)
    return round(100 * times * part, 2)
