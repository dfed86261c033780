"""The line of a wire that opens a report, ``AUBURN, Wash., Oct 3 (AP) —``: where and when it was sent, and by whom."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Za-z.'’ -]{1,30}(?:, [A-Z][A-Za-z0-9. ]{1,20}){0,2})"
    r"(?P<agency> ?\([A-Z][A-Za-z ]{1,20}\))? ?(?:—|–|--|- )\s*(?=\S)"
)
_LONGEST = 90
"""Characters that are looked at."""


def dateline_end(text: str, start: int = 0, end: int | None = None) -> int:
    """Where what follows a dateline at ``start`` of ``text`` begins; ``start`` itself where there is none.

    A place alone is one in capitals; with an agency it may be written in any way.
    """
    stop = min(len(text) if end is None else end, start + _LONGEST)
    found = _DATELINE.match(text, start, stop)
    if found is not None and (found["agency"] or found["place"][:4].isupper()):
        return found.end()
    return start
