"""The bundled archive: the news wire of Kelmara, a country that was invented for it, and its gold."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import NotRequired, TypedDict

DEMO_QUESTIONS: tuple[str, ...] = (
    "/ask How many people were rescued from the ferry?",
    "/who-said I would rathr be slow than wrogn",
    "/said Mara Velling about:door",
    "/ask Who is Hanne Voss?",
    "/who-said no record of a January inspecion had been found",
    "/ask What did Mara Velling say about tariffs?",
)
"""What ``dateline demo`` asks: a count that the wire revised, misspelt words of a man who later repeats
them, what one speaker said of one thing, a person who changes office, an official without a name, and
what the archive does not know."""


class GoldQuote(TypedDict):
    """A quote as a reader marked it. Spans are ``[start, end]`` string indices into ``body``."""

    kind: str
    content: list[list[int]]
    cue: list[list[int]]
    source: list[list[int]]
    speaker: str
    speaker_kind: str
    named: bool
    text: list[str]
    paragraph: int
    transcript: NotRequired[bool]
    """True for an answer of an interview ("A: …"): direct, though no marks stand around it."""


class GoldFact(TypedDict):
    """A figure or a date as a reader marked it; ``span`` as in :class:`GoldQuote`."""

    kind: str
    span: list[int]
    value: float | None
    unit: str
    qualifier: str
    what: str
    when: str
    says: str
    text: str
    paragraph: int


class GoldArticle(TypedDict):
    """One article: what reading and cleaning it should give, and what it says."""

    source: str
    form: str
    headline: str
    published: str
    byline: str
    dateline: str
    url: str
    body: str
    body_sha256: str
    quotes: list[GoldQuote]
    not_speech: list[list[int]]
    facts: list[GoldFact]


def articles_folder() -> Path:
    """The folder to ingest: text dumps, wire scripts, web pages and one file of JSON Lines."""
    return _folder() / "articles"


def earlier_folder() -> Path:
    """Earlier versions of corrected articles: ingest it first, and each becomes a revision."""
    return _folder() / "earlier"


def gold() -> list[GoldArticle]:
    """The gold of every article, the oldest first. ``source`` is relative to ``articles_folder()``."""
    return _lines("gold.jsonl")


def earlier_gold() -> list[GoldArticle]:
    """The gold of the earlier versions. ``source`` is relative to ``earlier_folder()``."""
    return _lines("gold_earlier.jsonl")


def _folder() -> Path:
    return Path(str(files(__name__)))


def _lines(name: str) -> list[GoldArticle]:
    text = (_folder() / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]
