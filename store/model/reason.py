"""Why an attribution was read as it was: what the extractors write into a line, and a face reads from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """Where a cue stands to the words that it reports."""

    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "in between"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Reason:
    paragraph: int
    cue: str = ""
    """As printed; "" where there is none."""
    where: Where = Where.BEFORE
    goes_on: str = ""
    """The speaker of the paragraph before, whose speech goes on where there is no cue."""
    source: str = ""
    """As printed; "" where there is none."""
    heard: str = ""
    """The name that the source was read as, where that is another; else ""."""
    is_parsed: bool = True

    def __str__(self) -> str:
        """The line that is stored."""
        parts = ["no cue of its own"]
        if self.cue:
            parts = [f"cue '{self.cue}' {self.where}"]
        elif self.goes_on:
            parts = [f"no cue: speech alone in its paragraph, after one about {self.goes_on}"]
        if self.source:
            parts.append(f"source '{self.source}'" + (f" = {self.heard}" if self.heard else ""))
        if not self.is_parsed:
            parts.append("found without a parse")
        return ", ".join([*parts, f"¶{self.paragraph}"])


_WHERE = "|".join(Where)
_END = r", found without a parse, ¶|, ¶\d+\Z"
# Each part goes on to what ends it and no further: parts that could share text would try all ways to.
_LINE = re.compile(
    rf"(?:cue '(?P<cue>(?:(?!' (?:{_WHERE})).)*+)' (?P<where>{_WHERE})|no cue of its own"
    rf"|no cue: speech alone in its paragraph, after one about (?P<goes_on>(?:(?!, source '|{_END}).)*+))"
    rf"(?:, source '(?P<source>(?:(?!' = |'(?:{_END})).)*+)'(?: = (?P<heard>(?:(?!{_END}).)*+))?)?"
    r"(?P<fast>, found without a parse)?, ¶(?P<paragraph>\d+)",
    re.DOTALL,
)


def read_reason(line: str) -> Reason | None:
    """The reason that a stored line says; None for any other line."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    return Reason(
        int(found["paragraph"]),
        found["cue"] or "",
        Where(found["where"] or Where.BEFORE),
        found["goes_on"] or "",
        found["source"] or "",
        found["heard"] or "",
        not found["fast"],
    )
