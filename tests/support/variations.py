"""As many articles as are asked for, made from the bundled ones: each copy has other names, figures, days."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from html import escape
from pathlib import Path

from store.sample import GoldArticle, gold

_WORD = re.compile(r"\b[A-Z]?[a-z]{4,}\b")
_FIGURE = re.compile(r"\b\d{1,6}\b")
_SYLLABLES = (
    "ba co de fi gu ha je ki lo mu na pe qui ro su ta ve wi xo za bra cle dro fle gri".split()
)


def articles(count: int) -> Iterator[dict[str, str]]:
    """``{id, title, date, text}`` of ``count`` articles, the same each time."""
    bundled = gold()
    for number in range(count):
        copy, at = divmod(number, len(bundled))
        yield _varied(bundled[at], number, copy)


def _varied(one: GoldArticle, number: int, copy: int) -> dict[str, str]:
    day = date.fromisoformat(one["published"][:10]) - timedelta(days=37 * copy)
    return {
        "id": f"a{number}",
        "title": _reworded(one["headline"], copy),
        "date": day.isoformat(),
        "text": _reworded(one["body"], copy),
    }


def _reworded(text: str, copy: int) -> str:
    """One word in three is another in each copy, the same throughout it; figures move on."""
    if not copy:
        return text
    text = _WORD.sub(lambda found: _other(found[0], copy), text)
    return _FIGURE.sub(lambda found: str(int(found[0]) + copy), text)


@lru_cache(200_000)
def _other(word: str, copy: int) -> str:
    chance = random.Random(f"{word.lower()} {copy}")
    if word.lower() in _KEPT or chance.random() > 0.34:
        return word
    made = "".join(chance.choices(_SYLLABLES, k=max(2, len(word) // 3)))
    return made.capitalize() if word[0].isupper() else made


_KEPT = frozenset(
    "said says told added that this with from have were been their which would".split()
)


def as_lines(path: Path, count: int) -> None:
    """``count`` articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for one in articles(count):
            file.write(as_line(one))


def as_line(one: dict[str, str]) -> str:
    """An article as a line of JSON Lines."""
    return json.dumps(one, ensure_ascii=False) + "\n"


def as_dump(one: dict[str, str]) -> str:
    """An article as it looks copied off a page."""
    return f"Accessibility links\n\n{one['title']} - {one['date']}\n\n{one['text']}\n"


def as_page(one: dict[str, str]) -> str:
    """An article as a saved page."""
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in one["text"].split("\n\n"))
    title = escape(one["title"])
    menu = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(30))
    return (
        f"<!doctype html><html><head><title>{title}</title>"
        f'<meta property="article:published_time" content="{one["date"]}T08:00:00Z"></head>'
        f"<body><nav><ul>{menu}</ul></nav><article><h1>{title}</h1>"
        f'<time datetime="{one["date"]}">{one["date"]}</time>{paragraphs}</article>'
        f"<footer><ul>{menu}</ul></footer></body></html>"
    )
