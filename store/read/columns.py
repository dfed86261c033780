"""What people call the parts of an article in their tables and records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NAMES: Mapping[str, str] = {
    "text": "text body content fulltext articletext articlebody bodytext maintext plaintext contenthtml"
    " contenttext article story",
    "title": "title headline articletitle head",
    "date": "date published publisheddate publishdate publicationdate datepublished pubdate publishedat"
    " publishedon articledate datetime timestamp created createdat",
    "url": "url link articleurl permalink canonicalurl weburl href uri",
    "byline": "byline author authors creator writer reporter",
    "id": "id docid articleid guid uuid key",
}
"""Part of an article → names, the best first, in lower case and of letters and figures alone."""
_CALLED = {part: tuple(names.split()) for part, names in _NAMES.items()}

_NO_LETTER = re.compile(r"[^a-z0-9]+")


def parts_of(names: Iterable[str]) -> dict[str, str]:
    """Which of ``names`` holds which part: ``{"text": "Body", "title": "Headline"}``, in any case and order."""
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(_NO_LETTER.sub("", name.casefold()), name)
    return {
        part: next(plain[called] for called in known if called in plain)
        for part, known in _CALLED.items()
        if any(called in plain for called in known)
    }
