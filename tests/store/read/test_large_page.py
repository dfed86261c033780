"""Pages of many megabytes, or nested as deep as they can be: read by walking over them once."""

from __future__ import annotations

import pytest
from ferry import BODY, HEADLINE
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from store.model import Draft, Unreadable
from store.read.html import page_draft
from store.read.page import body
from store.read.page.tree import lines_of, parse, prose_in

PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))


def page(content: str) -> str:
    return f"<html><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1>{content}</body></html>"


@pytest.mark.parametrize("limit", ["_LONGEST_EXTRACTED", "_MOST_ELEMENTS"])
def test_of_a_long_page_one_element_has_to_hold_the_most(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    cells = page(f"<table>{f'<tr><td>{PARAGRAPHS}</td></tr>' * 20}</table>")
    flat = page(f"<div>{PARAGRAPHS * 20}</div>")
    assert isinstance(page_draft(cells, "x"), Draft)
    monkeypatch.setattr(body, limit, 50)
    refused = page_draft(cells, "x")
    assert isinstance(refused, Unreadable) and "save the article's page" in refused.reason
    read = page_draft(flat, "x")
    assert isinstance(read, Draft) and read.text.count("\n\n") >= 20


TAGS = ("div", "td", "p", "span", "b", "pre", "script", "br", "li", "table", "tr")


def nested(depth: int) -> st.SearchStrategy[str]:
    words = st.text("ab .\n", max_size=12)
    if not depth:
        return words
    inner = st.lists(st.tuples(st.sampled_from(TAGS), nested(depth - 1), words), max_size=3)
    return inner.map(lambda all_: "".join(f"<{t}>{i}</{t}>{after}" for t, i, after in all_))


@given(nested(4), st.integers(1, 10))
def test_one_walk_counts_what_a_walk_for_each_would(markup: str, least: int) -> None:
    root = parse(page(markup))
    assert root is not None
    counted = prose_in(root, ("div", "td", "li"), least)
    for element in root.iter("div", "td", "li"):
        # A walk that begins inside does not know of what is around: text that nobody sees, or typed lines.
        if next(element.iterancestors("script", "pre"), None) is None:
            assert counted[element] == said_in(element, least)


def said_in(element: html.HtmlElement, least: int) -> int:
    return sum(len(text) for text, _ in lines_of(element) if len(text) >= least)


def test_elements_nested_as_deep_as_a_page_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is read a few times over, however many are around it."""
    read = 0
    kept = body.text_of

    def counting(element: html.HtmlElement) -> str:
        nonlocal read
        text = kept(element)
        read += len(text)
        return text

    monkeypatch.setattr(body, "text_of", counting)
    link = "<a href='/x'>The bridge will be shut</a> "
    menu = "<div>" * 200 + link * 2_000 + "</div>" * 200
    draft = page_draft(page(f"<div class='article-body'>{PARAGRAPHS}{menu}</div>"), "x")
    assert isinstance(draft, Draft)
    assert read < 10 * len(link) * 2_000
