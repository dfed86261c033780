"""The text of a page's article: out of the element that is known to hold it, or as trafilatura finds it.

Known are the generations of Voice of America's pages (``zoomMe`` to 2015, ``wsw`` after) and the names that
schema.org and most publishing systems give the element. Any other page is trafilatura's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lxml import etree, html

from store.read.page.tree import is_longer, lines_of, named, prose_in, text_of

_KNOWN = (
    re.compile(r"[\s](?:wsw|zoom-me)[\s]"),
    re.compile(
        r"[\s](?:article-?_{0,2}body|article-?_{0,2}text|articletext|story-?_{0,2}body|story-?text|entry-content|post-content|post-?body"
        r"|body-?text|article-?_{0,2}content|article-txt|storycontent|field-name-body)[\s]"
    ),
)
_JUNK = re.compile(
    r"share|sharing|social|caption|related|also-read|media-block|media-pholder|media-download|mmp|player|audio|promo"
    r"|newsletter|subscri|advert|[\s_-]ads?[\s_-]|sponsor|breadcrumb|sidebar|footer|[\s_-]nav|[\s_-]menu|popup|modal"
    r"|tool(?:bar|s|box)|toplinks|[\s_-]print[\s_-]|sr-only|visually-hidden|screen-reader|[\s_-]comments?[\s_-]|disqus"
    r"|[\s_-]tags?[\s_-]|recommend|read-?more|wsw__embed|content-?image|image(?:-?right|-?left|-?caption|box)|photo-?box|gallery"
    r"|[\s_-](?:cap|i-?box|inset|pull-?quote|fact-?box)[\s_-]|[\s_-]by-?line[\s_-]|[\s_-]author[\s_-]|author-(?:bio|box|info)|[\s_-]article-date[\s_-]|text-?size|pagination|cookie|[\s_-](?:poll|quiz)[\s_-]"
)
_JUNK_TAGS = frozenset("figure figcaption aside nav form footer dialog details".split())
_SAYING = frozenset("h1 h2 h3 h4 h5 h6 p li blockquote".split())
"""Elements whose ids are often made of their own words."""
_FEWEST_LETTERS = 250
_SHORT = 900
_MOST_OF_IT = 0.4
"""What holds more than this share of the text is never taken for a thing beside it."""
_MOST_OF_CELLS = 0.7
_LONGEST_EXTRACTED, _MOST_ELEMENTS = 1_000_000, 100_000
"""Letters and elements of a page up to which trafilatura is asked: over many more it sits for half a minute. Of a
longer page one element has to hold most of the text, or it has no article."""
_LONGEST_LINK = 20_000
"""Letters of a block up to which it may be nothing but a link."""
_SENTENCE_LENGTH = 80
_LONGEST_CAPTION = 250
_LINKED = 0.8
_SENTENCE = re.compile(r"[.!?…:][\"”’')\]]{0,3}$")


def body_of(root: html.HtmlElement, headline: str) -> str:
    """Paragraphs with a blank line between them, "" where the page has no article."""
    container = _container(root)
    if container is not None:
        lines = _lines_in(container)
        if sum(map(len, lines)) >= _FEWEST_LETTERS:
            return "\n\n".join(line for line in lines if line != headline)
    dense, letters = _densest(root)
    beside = _lines_in(dense) if dense is not None else []
    if letters > _LONGEST_EXTRACTED or sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return "\n\n".join(beside) if sum(map(len, beside)) >= letters * _MOST_OF_IT else ""
    found = _extracted(root)
    # On short texts trafilatura falls back to whatever the page has, in any order.
    return "\n\n".join(beside if beside and sum(map(len, found)) < _SHORT else found)


def _densest(root: html.HtmlElement) -> tuple[html.HtmlElement | None, int]:
    """The element that is the parent of the most sentences, and how many letters the whole page has."""
    said: Counter[html.HtmlElement] = Counter()
    letters = 0
    for text, element in lines_of(next(root.iter("body"), root)):
        letters += len(text)
        parent = element.getparent() if element is not None else None
        if parent is not None and len(text) >= _SENTENCE_LENGTH // 2 and _SENTENCE.search(text):
            said[parent] += len(text)
    return max(said, key=said.__getitem__, default=None), letters


def _container(root: html.HtmlElement) -> html.HtmlElement | None:
    """The element with the most text of those that are called as the article's text is."""
    for form in _KNOWN:
        found = [
            element
            for element in root.iter("div", "section", "article", "td", "main", "span")
            if form.search(named(element))
            or (form is _KNOWN[1] and element.get("itemprop") == "articleBody")
        ]
        if found:
            return max(found[:50], key=lambda element: len(text_of(element)))
    return _cell(root)


def _cell(root: html.HtmlElement) -> html.HtmlElement | None:
    """The innermost cell with most of the page's sentences, of a page that tables lay out."""
    prose = prose_in(root, ("td",), _SENTENCE_LENGTH)
    letters = prose_in(root, ("td",), 1)
    cells = [cell for cell in root.iter("td") if letters.get(cell, 0) >= _FEWEST_LETTERS]
    outer = [cell for cell in cells if next(cell.iterancestors("td"), None) is None]
    most = sum(prose.get(cell, 0) for cell in outer) * _MOST_OF_CELLS
    full = [cell for cell in cells if prose.get(cell, 0) and prose[cell] >= most]
    return full[-1] if full else None


def _lines_in(container: html.HtmlElement) -> list[str]:
    most = len(text_of(container)) * _MOST_OF_IT
    dropped = set()
    elements = etree.iterwalk(container, events=("start",))
    for _, element in elements:
        if element is not container and _is_junk(element) and len(text_of(element)) <= most:
            dropped.add(element)
            elements.skip_subtree()
    return [text for text, _ in lines_of(container, frozenset(dropped))]


def _is_junk(element: html.HtmlElement) -> bool:
    if element.tag in _JUNK_TAGS:
        return True
    called = named(element, with_id=element.tag not in _SAYING)
    if called and _JUNK.search(called):
        return True
    return _is_link(element) or _is_picture(element)


def _is_picture(element: html.HtmlElement) -> bool:
    """Whether an element holds a picture and its caption, and no paragraph."""
    if element.tag not in ("div", "table", "td", "tr", "center", "dl", "li"):
        return False
    if next(element.iter("img"), None) is None or next(element.iter("p"), None) is not None:
        return False
    return not is_longer(element, _LONGEST_LINK) and len(text_of(element)) <= _LONGEST_CAPTION


def _is_link(element: html.HtmlElement) -> bool:
    """Whether a block is nothing but a link to something else."""
    if element.tag not in ("li", "p", "div", "h2", "h3", "h4", "h5") or len(element) == 0:
        return False
    if next(element.iter("a"), None) is None or is_longer(element, _LONGEST_LINK):
        return False
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    text = text_of(element) if linked else ""
    return linked > len(text) * _LINKED and _SENTENCE.search(text) is None


def _extracted(root: html.HtmlElement) -> Sequence[str]:
    # Imported here: the command line starts without it.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    document = bare_extraction(
        root, with_metadata=False, include_comments=False, include_tables=False
    )
    found = document.as_dict() if isinstance(document, Document) else document or {}
    return [line for line in (found.get("text") or "").split("\n") if line.strip()]
