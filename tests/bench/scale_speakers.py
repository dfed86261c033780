"""Autocomplete over an archive of many speakers: made with the archive's own writer, asked as people type."""

from __future__ import annotations

import random
import sqlite3
import string
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import quantiles

from store import Archive
from store.model import Article, Extraction, Paragraph
from store.write import Writer

SPEAKERS = 200_000
AN_ARTICLE = 40
"""Speakers in one article."""
BATCH = 64
ASKED = 500
CHOICES = 25
NOW = "2024-01-01T00:00:00+00:00"

Typing = Callable[[random.Random, str], str]


def build(names: Sequence[str], archive: Path) -> dict[str, float]:
    """An archive in which each of ``names`` is quoted, a few of them often.

    The articles are written as always; the speakers' rows are put in at once, since who is who need not
    be found out of names that are all different.
    """
    began = time.perf_counter()
    articles = _articles(names)
    with Writer(archive) as writer:
        while batch := list(islice(articles, BATCH)):
            writer.add("speakers", [(one, Extraction()) for one in batch], now=NOW)
    rng = random.Random(5)
    with closing(sqlite3.connect(archive)) as db, db:
        rows = [
            (number, name, f"n:{name.lower()}", int(4 / (1 + 10 * rng.random())), _of(number))
            for number, name in enumerate(names, 1)
        ]
        db.executemany(
            "INSERT INTO speakers (id, name, key, kind, named, quotes, article, person)"
            " VALUES (?1, ?2, ?3, 'person', 1, ?4, ?5, ?1)",
            rows,
        )
        db.execute(
            "INSERT INTO people (id, name, kind, named, quotes, articles)"
            " SELECT id, name, kind, named, quotes, 1 FROM speakers"
        )
        db.executemany(
            "INSERT OR IGNORE INTO aliases (speaker, alias) VALUES (?, ?)",
            [
                (number, alias)
                for number, name in enumerate(names, 1)
                for alias in (name, name.split()[-1])
            ],
        )
    return {"made_s": time.perf_counter() - began}


def measure(archive: Path) -> dict[str, float]:
    """Milliseconds a choice list, by how it is typed, and the share that offers the one who is meant."""
    figures: dict[str, float] = {}
    rng = random.Random(4)
    with Archive.open(archive) as opened:
        began = time.perf_counter()
        opened.suggest_speakers("a", CHOICES)
        figures["first_s"] = time.perf_counter() - began
        everyone = [choice.value for choice in opened.suggest_speakers("", 10**9)]
        for name in everyone[:50]:
            opened.suggest_speakers(_slip(rng, name), CHOICES)
        for how, typing in TYPED.items():
            took, met = [], 0
            for name in rng.sample(everyone, ASKED):
                typed = typing(rng, name)
                began = time.perf_counter()
                offered = opened.suggest_speakers(typed, CHOICES)
                took.append((time.perf_counter() - began) * 1000)
                met += name in [choice.value for choice in offered]
            in_twenty = quantiles(took, n=20)
            figures |= {
                f"{how}: p50": in_twenty[9],
                f"{how}: p95": in_twenty[18],
                f"{how}: most": max(took),
                f"{how}: offered": met / ASKED,
            }
    return figures


def _of(number: int) -> int:
    """The article of a speaker, both counted from 1."""
    return 1 + (number - 1) // AN_ARTICLE


def _articles(names: Sequence[str]) -> Iterator[Article]:
    for number, at in enumerate(range(0, len(names), AN_ARTICLE), 1):
        body = " ".join(f"“So it is,” said {name}." for name in names[at : at + AN_ARTICLE])
        yield Article(
            f"Report {number}",
            body,
            (Paragraph(1, 0, len(body)),),
            published=f"20{number % 24:02d}-01-{1 + number % 28:02d}",
            doc_id=f"speakers#{number}",
            source=f"speakers#{number}",
        )


def _slip(rng: random.Random, text: str) -> str:
    """One letter left out, put in, replaced or swapped, the first of a text never."""
    if len(text) < 4:
        return text
    at = rng.randrange(1, len(text) - 1)
    letter = rng.choice(string.ascii_lowercase)
    before, after = text[:at], text[at + 1 :]
    return rng.choice(
        (
            before + after,
            before + letter + text[at:],
            before + letter + after,
            before + text[at + 1] + text[at] + text[at + 2 :],
        )
    )


def _turned(name: str) -> str:
    first, _, last = name.partition(" ")
    return f"{last} {first}".strip().lower()


def _begun(rng: random.Random, text: str) -> str:
    return text[: rng.randrange(1, len(text))]


TYPED: dict[str, Typing] = {
    "whole": lambda rng, name: name,
    "last name first": lambda rng, name: _turned(name),
    "as it is typed": _begun,
    "one letter": lambda rng, name: name[0],
    "a typo": lambda rng, name: _slip(rng, name),
    "a typo in each word": lambda rng, name: " ".join(_slip(rng, word) for word in name.split()),
    "a typo as it is typed": lambda rng, name: _slip(rng, _begun(rng, name)),
    "last name first, a typo": lambda rng, name: _slip(rng, _turned(name)),
}

if __name__ == "__main__":
    sys.exit("Part of scale.py: run that with --part speakers.")
