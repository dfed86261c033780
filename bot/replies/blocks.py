"""What a reply is, before any face draws it: the same blocks go to Discord and to a terminal.

A run's text is untrusted (articles, users). Only a renderer turns runs into markup, and it escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.replies.chart import Chart


class BlockKind(StrEnum):
    HEADING = "heading"
    HEADLINE = "headline"  # of a story, above what was said in it
    QUOTE = "quote"  # verbatim words of the archive
    ATTRIBUTION = "attribution"  # who said it, with role
    CITATION = "citation"  # headline, date, paragraph, link
    TEXT = "text"
    NOTE = "note"  # small print: spelling, confidence, how to go on


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""
    """An http(s) link the text carries; "" for none."""
    deleted: bool = False
    """Words that were taken out, or (below) put in, where two versions are compared."""
    inserted: bool = False


class Action(StrEnum):
    """What a button does; its arguments are the state that outlives a restart."""

    CONTEXT = "context"
    ARTICLE = "article"
    PAGE = "page"
    SHOW = "show"  # the same reply again, for all in the channel
    FEEDBACK = "feedback"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    action: Action
    args: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    runs: tuple[Run, ...]
    button: Button | None = None
    """Beside the block where a face has room for it (the Context of a citation)."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Reply:
    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...] = ()
    private: bool = False
    """Errors, settings and "nothing found" are for the asker's eyes only."""
    picture: Chart | None = None
    """Drawn by a face that shows pictures. The text says what it says."""
    lookup: tuple[str, ...] = ()
    """What finds it again, a command with offset and arguments; () for what nobody else needs to see."""
    refused: bool = False
    """Whether what was asked can't be looked up as it was typed."""
