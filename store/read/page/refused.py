"""Pages that lead to articles and hold none: sections, search results, front pages."""

from __future__ import annotations

import re
from collections import Counter

from lxml import html

from store.read.page.tree import lines_of, named, prose_in

_WORD = re.compile(r"\w")
_END = re.compile(r"[.!?…:][\"”’')]{0,3}$")
_SENTENCE_LEAST = 6
"""Characters before the mark that ends a sentence."""
_SENTENCE_LENGTH = 40
_FEWEST_OUTSIDE = 3
_MOST_TEASED = 0.6
_FEWEST = 4
_LONGEST_TEASER = 700
_ENTRIES = ("div", "li", "article", "section", "tr", "dl")
_HEADINGS = ("h2", "h3", "h4", "h5")


def is_listing(root: html.HtmlElement) -> bool:
    """Whether a page has no sentence, or most of them in entries of one kind that each lead elsewhere."""
    body = next(root.iter("body"), root)
    sentences = [text for text, _ in lines_of(body) if _is_sentence(text)]
    if not sentences:
        return True
    entries = _entries(body)
    if len(entries) < _FEWEST:
        return False
    outside = [text for text, _ in lines_of(body, frozenset(entries)) if _is_sentence(text)]
    if sum(len(text) >= _SENTENCE_LENGTH for text in outside) >= _FEWEST_OUTSIDE:
        return False
    return sum(map(len, outside)) < sum(map(len, sentences)) * (1 - _MOST_TEASED)


def _entries(body: html.HtmlElement) -> list[html.HtmlElement]:
    """Elements of which four or more are called the same, each with a heading that is a link."""
    kinds = Counter((element.tag, named(element)) for element in body.iter(*_ENTRIES))
    prose = prose_in(body, _ENTRIES, _SENTENCE_LENGTH)
    entries: list[html.HtmlElement] = []
    for element in body.iter(*_ENTRIES):
        if kinds[element.tag, named(element)] < _FEWEST or len(element) == 0:
            continue
        leads = prose.get(element, 0) <= _LONGEST_TEASER and any(
            _leads(heading) for heading in element.iter(*_HEADINGS)
        )
        if leads and not any(parent in entries[-3:] for parent in element.iterancestors()):
            entries.append(element)
    return entries


def _leads(heading: html.HtmlElement) -> bool:
    inside, around = heading.iter("a"), heading.iterancestors("a")
    return next(inside, None) is not None or next(around, None) is not None


def _is_sentence(text: str) -> bool:
    end = _END.search(text)
    return end is not None and bool(_WORD.search(text, 0, end.start() - _SENTENCE_LEAST + 1))
