"""Autocomplete over an archive of many speakers: made with the archive's own writer, asked as people type."""

from __future__ import annotations

import random
import string
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import quantiles

from store import Archive
from store.model import Article, Extraction, Paragraph, Quote, QuoteKind, Speaker, SpeakerKind
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
    """An archive in which each of ``names`` is quoted, a few of them often."""
    began = time.perf_counter()
    articles = _articles(names)
    with Writer(archive) as writer:
        while batch := list(islice(articles, BATCH)):
            writer.add("speakers", batch, now=NOW)
    return {"speakers_a_second": len(names) / (time.perf_counter() - began)}


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


def _articles(names: Sequence[str]) -> Iterator[tuple[Article, Extraction]]:
    rng = random.Random(5)
    for number, at in enumerate(range(0, len(names), AN_ARTICLE)):
        lines: list[str] = []
        quotes: list[Quote] = []
        speakers = []
        start = 0
        for name in names[at : at + AN_ARTICLE]:
            speaker = Speaker(name, SpeakerKind.PERSON, True, aliases=(name.split()[-1],))
            speakers.append(speaker)
            for said in range(1 + int(4 / (1 + 10 * rng.random()))):
                words = f"“Point {said} of {number},”"
                line = f"{words} said {name}."
                span = (start, start + len(words))
                quotes.append(
                    Quote(QuoteKind.DIRECT, (span,), speaker=speaker, paragraph=len(lines) + 1)
                )
                lines.append(line)
                start += len(line) + 2
        yield _article(number, lines), Extraction(tuple(quotes), tuple(speakers))


def _article(number: int, lines: Sequence[str]) -> Article:
    paragraphs = []
    start = 0
    for ordinal, line in enumerate(lines, 1):
        paragraphs.append(Paragraph(ordinal, start, start + len(line)))
        start += len(line) + 2
    day = f"20{number % 24:02d}-01-{1 + number % 28:02d}"
    source = f"speakers#{number}"
    return Article(
        f"Report {number}", "\n\n".join(lines), tuple(paragraphs), day, doc_id=source, source=source
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
