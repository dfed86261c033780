"""Links that open the original page at the quoted words.

Text fragments: https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

import unicodedata
from urllib.parse import quote, urlsplit

LONGEST = 2_000
"""Characters of a link that every browser opens."""
_WHOLE_WORDS = 10
"""Up to this many words are named in full; of more, the first and the last few."""
_END_WORDS = 4
_EDGES = "\"'`“”„‘’«».,;:!?()[]-–—… "


def web_link(url: str, longest: int = LONGEST) -> str:
    """``url`` if it is an http(s) link of ``longest`` characters at most, made safe to print, else ``""``."""
    if any(ch.isspace() or unicodedata.category(ch).startswith("C") for ch in url):
        return ""
    try:
        parts = urlsplit(url)
        # A name before the host passes for the host: https://news.example@evil.example/
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
        usable = usable and "@" not in parts.netloc
    except ValueError:
        return ""
    if not usable:
        return ""
    safe = quote(url, safe="%/:?#[]@!$&'*+,;=~-._")
    return safe if len(safe) <= longest else ""


def link_to_words(url: str, words: str, longest: int = LONGEST) -> str:
    """A link to ``words`` on the page at ``url``: the plain link if it gets too long, ``""`` if unusable."""
    page = web_link(url, longest)
    parts = words.split()
    if not page or not parts:
        return page
    if len(parts) <= _WHOLE_WORDS:
        ends = [" ".join(parts)]
    else:
        ends = [" ".join(parts[:_END_WORDS]), " ".join(parts[-_END_WORDS:])]
    named = [quote(end.strip(_EDGES), safe="").replace("-", "%2D") for end in ends]
    if not all(named):
        return page
    joint = ":~:text=" if "#" in page else "#:~:text="
    link = f"{page}{joint}{','.join(named)}"
    return link if len(link) <= longest else page
