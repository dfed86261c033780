"""A page as a tree, walked without recursion: pages nest as deep as they like."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import etree, html

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th"
    " thead tr ul".split()
)
UNSEEN = frozenset(
    "applet audio button canvas embed frame frameset head iframe input map math noscript object script select"
    " style svg template textarea title video".split()
)
"""Elements whose text no reader of the article sees."""

_BREAK = "\f"
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_SPACES = re.compile(r"[\s\u00a0]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def parse(markup: str) -> html.HtmlElement | None:
    """The page's root, or None where there is no markup at all."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    data = _CONTROL.sub("", markup).encode("utf-8", errors="replace")
    try:
        return html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        return None


def text_of(element: html.HtmlElement) -> str:
    """All the text in an element, on one line."""
    return one_line("".join(element.itertext()))


def one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def named(element: html.HtmlElement, *, with_id: bool = True) -> str:
    """An element's classes and id in lower case with a space around each, camel case parted by dashes."""
    own_id = (element.get("id") or "") if with_id else ""
    called = f" {element.get('class') or ''} {own_id} "
    return _CAMEL.sub("-", called).lower() if called.strip() else ""


def is_longer(element: html.HtmlElement, letters: int) -> bool:
    """Whether there are more letters in an element: of a large one, no more than these are read."""
    count = 0
    for text in element.itertext():
        count += len(text)
        if count > letters:
            return True
    return False


def lines_of(
    root: html.HtmlElement, dropped: frozenset[html.HtmlElement] = frozenset()
) -> Iterator[tuple[str, html.HtmlElement | None]]:
    """Each stretch of text between block boundaries, on one line, and the block that ends with it, if any.

    ``dropped``: elements that are passed over with all that is in them.
    """
    for lines, event, element in _walked(root, dropped):
        for text in lines:
            yield text, element if event == "end" else None


def prose_in(
    root: html.HtmlElement, tags: Collection[str], least: int
) -> dict[html.HtmlElement, int]:
    """How many letters each element of these block tags has, in lines of ``least`` letters and more.

    All of them in one walk, for pages nest hundreds of elements in each other.
    """
    letters = 0
    begun: dict[html.HtmlElement, int] = {}
    found: dict[html.HtmlElement, int] = {}
    for lines, event, element in _walked(root):
        letters += sum(len(text) for text in lines if len(text) >= least)
        if element.tag not in tags:
            continue
        if event == "start":
            begun[element] = letters
        elif element in begun:
            found[element] = letters - begun.pop(element)
    return found


def _walked(
    root: html.HtmlElement, dropped: frozenset[html.HtmlElement] = frozenset()
) -> Iterator[tuple[list[str], str, html.HtmlElement]]:
    """The lines before each boundary of a block, and whether it is the start or the end of which element."""
    gathered: list[str] = []
    hidden = typed = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        out = tag in UNSEEN or element in dropped
        if tag in BLOCKS or out or (tag == "time" and event == "end"):
            yield _cut(gathered), event, element
        if event == "start":
            hidden += out
            typed += tag == "pre"
            said = element.text
        else:
            hidden -= out
            typed -= tag == "pre"
            said = element.tail if element is not root else None
        if said and not hidden:
            gathered.append(_BLANK_LINE.sub(_BREAK, said) if typed else said)
    yield _cut(gathered), "end", root


def _cut(gathered: list[str]) -> list[str]:
    """The paragraphs gathered so far: one, but for what was typed with blank lines in it."""
    parts = "".join(gathered).split(_BREAK)
    gathered.clear()
    return [text for text in map(one_line, parts) if text]
