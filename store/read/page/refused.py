"""Pages that lead to articles and hold none: sections, search results, front pages."""

from __future__ import annotations

from collections import Counter

from lxml import html

from store.read.page.tree import lines_of, named, text_of

_SENTENCE_LENGTH = 80
_MOST_TEASED = 0.6
_FEWEST = 4
_HEADINGS = ("h2", "h3", "h4", "h5", "a")


def is_listing(root: html.HtmlElement) -> bool:
    """Whether most of a page's sentences stand in entries of one kind that each lead somewhere else."""
    body = next(root.iter("body"), root)
    entries = _entries(body)
    inside = _prose(body)
    if not inside:
        return True
    teased = sum(_prose(entry) for entry in entries)
    return len(entries) >= _FEWEST and teased > inside * _MOST_TEASED


def _entries(body: html.HtmlElement) -> list[html.HtmlElement]:
    """Elements of which four or more are called the same, each with a heading that is a link."""
    kinds = Counter(
        (element.tag, named(element))
        for element in body.iter("div", "li", "article", "section", "tr", "dl")
    )
    entries: list[html.HtmlElement] = []
    for element in body.iter("div", "li", "article", "section", "tr", "dl"):
        if kinds[element.tag, named(element)] < _FEWEST or len(element) == 0:
            continue
        if any(_leads(heading) for heading in element.iter("h2", "h3", "h4", "h5")):
            if not any(parent in entries[-3:] for parent in element.iterancestors()):
                entries.append(element)
    return entries


def _leads(heading: html.HtmlElement) -> bool:
    return next(heading.iter("a"), None) is not None or any(
        parent.tag == "a" for parent in heading.iterancestors("a")
    )


def _prose(element: html.HtmlElement) -> int:
    """Letters in lines as long as a sentence."""
    return sum(len(text) for text, _ in lines_of(element) if len(text) >= _SENTENCE_LENGTH)
