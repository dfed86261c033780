"""HTML inside feeds and tables to plain paragraphs. Whole pages are the HTML reader's.

Nothing is judged here: what is marked up as text is text; scripts, forms, pictures and their captions are not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

_BLOCKS = frozenset(
    "address article blockquote body center dd div dl dt fieldset footer h1 h2 h3 h4 h5 h6 header hr html"
    " li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_DROPPED = frozenset(
    "applet aside audio button canvas embed figure form frame frameset head iframe input map math nav"
    " noscript object script select style svg template textarea title video".split()
)
_BLOCK_TAG = re.compile(
    rf"</?(?:{'|'.join(sorted(_BLOCKS | _DROPPED))}|br)(?=[\s/>])", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_SPACES = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_BREAKS = re.compile(r"\n[ \u00a0]*(?:\n[ \u00a0]*)+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def unmarked(text: str) -> str:
    """``text`` without its markup where it has any that makes paragraphs; otherwise as it is."""
    return paragraphs(text) if _BLOCK_TAG.search(text) else text


def plain_line(text: str) -> str:
    """One line, as for a headline: entities and tags undone, white space made even."""
    if _TAG.search(text):
        text = paragraphs(text) if _BLOCK_TAG.search(text) else _TAG.sub("", text)
    return _SPACES.sub(" ", html.unescape(text)).strip()


def paragraphs(fragment: str) -> str:
    """The text of a piece of HTML, its paragraphs with a blank line between them; "" where it has none."""
    if not _TAG.search(fragment):
        return html.unescape(fragment).strip()
    # Where nothing is marked up as a block, line ends were meant to be seen.
    keeps_lines = not _BLOCK_TAG.search(fragment)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    content = f"<html><body>{_CONTROL.sub('', fragment)}</body></html>"
    root = etree.fromstring(content.encode("utf-8", errors="replace"), parser)
    if root is None:
        return ""
    return "\n\n".join(_blocks_of(root, keeps_lines))


def _blocks_of(root: etree._Element, keeps_lines: bool) -> Iterator[str]:
    gathered: list[str] = []
    dropped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            dropped += tag in _DROPPED
        else:
            dropped -= tag in _DROPPED
        if tag in _BLOCKS:
            yield from _cut(gathered)
        if event == "start" and tag == "br" and not dropped:
            gathered.append("\n")
        text = element.text if event == "start" else element.tail
        if text and not dropped:
            gathered.append(text if keeps_lines else _SPACES.sub(" ", text))
    yield from _cut(gathered)


def _cut(gathered: list[str]) -> Iterator[str]:
    """The paragraphs gathered so far; two line breaks are a paragraph's end."""
    text = "".join(gathered)
    gathered.clear()
    for block in _BREAKS.split(text):
        if block.strip():
            yield "\n".join(line.strip() for line in block.strip().split("\n"))
