"""What a page prints around its article: the headline, and the lines between it and the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from store.dates import ending_date, iso_date, printed_date
from store.read.page.tree import is_longer, lines_of, named, text_of

_HEADINGS = ("h1", "h2", "h3")
_OTHERS = ("div", "td", "b", "strong", "font", "span", "p", "big", "h4", "a")
_LONGEST_HEADLINE = 300
_PARAGRAPH = 160
"""Letters from which on a line is the article's text and not about it."""
_HEAD_LINES = 40
_ASIDE = re.compile(
    r"related|also-read|media-block|caption|share|social|comment[s ]|sidebar|\bnav|breadcrumb|promo"
)
_OF_WRITER = re.compile(
    r"[\s_-](?:author|byline|byl|writer|reporter|article-author)(?:name)?[\s_-]"
)
_OF_HEADLINE = re.compile(
    r"[\s_-](?:headline|headline1|(?:article|story|entry|post|news|page|pg)_{0,2}-?(?:title|headline|head)|hed)[\s_-]"
)
_WHOLE = ("html", "body", "article", "main")
_BESIDE = ("nav", "aside", "footer", "figure")
_FEWEST_WORDS = 3
_SITE_PART = re.compile(r"(?<!\s)\s+(?:[|–—:»·]|-|::)\s+")


@dataclass(frozen=True, slots=True)
class Printed:
    headline: str
    head: tuple[str, ...]
    """Lines from the headline on, in order, the text's first ones among them."""
    above: str
    """A date that stands just above the headline, "" for none."""
    byline: str
    """Of an element that is marked as the writer's, "" for none."""
    date: str
    """ISO date of an element that is marked as the day of publication, "" for none."""


def printed(root: html.HtmlElement, titles: Sequence[str]) -> Printed:
    """What readers see; ``titles`` are what the page calls itself, with or without the site's name."""
    body = next(root.iter("body"), root)
    element = _headline(body, titles)
    headline = text_of(element) if element is not None else ""
    lines: list[str] = []
    above: tuple[str, html.HtmlElement | None] = ("", None)
    overhead = ""
    below = not headline
    aside = _aside(body)
    for text, ends in lines_of(body, aside):
        if not below:
            below = _starts(text, headline)
            if below and printed_date(above[0]) and _is_beside(above[1], element):
                overhead = above[0]
            above = (text, ends)
            text = text[len(headline) :].strip()
        if not below or not text:
            continue
        lines.append(text)
        if ends is not None and ends.tag == "time" and not ending_date(text)[1]:
            lines.append(iso_date(ends.get("datetime") or ""))
    long = (at for at, line in enumerate(lines) if len(line) >= _PARAGRAPH)
    head = lines[: min(next(long, _HEAD_LINES), _HEAD_LINES)] if headline else []
    byline, date = _marked(body, element, aside)
    return Printed(headline or _own_part(titles), tuple(filter(None, head)), overhead, byline, date)


def _is_beside(line: html.HtmlElement | None, headline: html.HtmlElement | None) -> bool:
    """Whether a line stands in the same small part of a page as its headline, not in the masthead."""
    if line is None or headline is None:
        return False
    over = [parent for parent, _ in zip(line.iterancestors(), range(2), strict=False)]
    for steps, parent in enumerate(headline.iterancestors(), 1):
        if parent in over:
            return parent.tag != "body" and steps + over.index(parent) <= 2
        if steps == 2:
            break
    return False


def _starts(line: str, headline: str) -> bool:
    """Whether a line is the headline, begins with it, or is most of it."""
    return line.startswith(headline) or (
        headline.startswith(line) and len(line) >= len(headline) * 0.6
    )


def _headline(body: html.HtmlElement, titles: Sequence[str]) -> html.HtmlElement | None:
    """The element that prints what the page calls itself; else its only heading of the first rank."""
    wanted = [_plain(title) for title in titles]
    best, best_rank = None, 0
    for tags in (_HEADINGS, _OTHERS):
        for element in body.iter(*tags):
            if tags is _OTHERS and len(element) > 3:
                continue
            text = _plain(text_of(element)) if _is_short(element) else ""
            rank = max((_likeness(text, title) for title in wanted), default=0) if text else 0
            if rank > best_rank:
                best, best_rank = element, rank
        if best is not None:
            return best
    first = [element for element in body.iter("h1") if _is_short(element)]
    first = [element for element in first if " " in text_of(element)]
    if len(first) == 1:
        return first[0]
    titled = (element for element in body.iter(*_HEADINGS, *_OTHERS) if _is_titled(element))
    return next(titled, None)


def _is_titled(element: html.HtmlElement) -> bool:
    if not _OF_HEADLINE.search(named(element)) or not _is_short(element):
        return False
    return len(text_of(element).split()) >= _FEWEST_WORDS


def _is_short(element: html.HtmlElement) -> bool:
    return not is_longer(element, _LONGEST_HEADLINE * 2)


def _likeness(text: str, title: str) -> int:
    """3 for the same, 2 for all of it but the site's name, 1 where it goes on, 0 for another."""
    if text == title:
        return 3
    if len(text) >= max(12, len(title) * 0.4) and (title.startswith(text) or title.endswith(text)):
        return 2
    if len(text) >= max(12, len(title) * 0.4) and text in title:
        return 2
    return 1 if len(title) >= 20 and text.startswith(title) else 0


def _own_part(titles: Sequence[str]) -> str:
    """The page's name for itself without the site's; "" where it names the site alone."""
    if not titles:
        return ""
    if len(titles) > 1 and any(titles[0] in title for title in titles[1:]):
        return titles[0]
    part = max(_SITE_PART.split(titles[0]), key=len)
    return part if len(part.split()) >= _FEWEST_WORDS else ""


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


def _aside(body: html.HtmlElement) -> frozenset[html.HtmlElement]:
    """What is beside an article: menus, captions, links to others, readers' comments."""
    aside = set()
    for element in body.iter("*"):
        named_so = element.tag not in _WHOLE and _ASIDE.search(named(element))
        if (named_so or element.tag in _BESIDE) and next(element.iter("h1"), None) is None:
            aside.add(element)
    return frozenset(aside)


def _marked(
    body: html.HtmlElement, headline: html.HtmlElement | None, aside: frozenset[html.HtmlElement]
) -> tuple[str, str]:
    """``(writer, ISO date)`` of the first elements below the headline that are marked as such."""
    byline = date = ""
    below = headline is None
    for element in body.iter("*"):
        below = below or element is headline
        if not below or (byline and date):
            continue
        if not byline and _is_of_writer(element) and not _is_in(element, aside):
            byline = text_of(element) if _is_short(element) else ""
        if not date and _is_publication(element) and not _is_in(element, aside):
            date = iso_date(element.get("datetime") or element.get("content") or text_of(element))
    return byline, date


def _is_in(element: html.HtmlElement, aside: frozenset[html.HtmlElement]) -> bool:
    return element in aside or any(parent in aside for parent in element.iterancestors())


def _is_of_writer(element: html.HtmlElement) -> bool:
    if element.get("itemprop") == "author" or element.get("rel") == "author":
        return True
    called = named(element)
    return _OF_WRITER.search(called) is not None and "comment" not in called


def _is_publication(element: html.HtmlElement) -> bool:
    return element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
