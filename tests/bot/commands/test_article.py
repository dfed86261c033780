"""``/article``: an article, by its headline, page by page."""

from __future__ import annotations

from bot.replies.limits import CHOICE_TEXT, CHOICES, LAYOUT_TEXT


async def test_a_picked_article_is_shown(stage, shown) -> None:
    (choice, *_) = await stage.ann.autocomplete(
        stage.channel, "article", "headline", "harbour week 3"
    )
    result = await stage.ann.slash(stage.channel, "article", headline=choice["value"])
    text = shown(result.response)
    assert not result.ephemeral
    assert text.startswith("### Harbour closure enters week 3\n3 March 2021 · By Ilse Tarrant")
    assert "At least 30 ships" in text


async def test_a_typed_headline_finds_the_nearest(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "article", headline="inquiry ferry findings")
    assert shown(result.response).startswith("### Inquiry into the ferry")


async def test_a_long_article_has_pages(stage, shown, labels) -> None:
    result = await stage.ann.slash(stage.channel, "article", headline="inquiry ferry findings")
    text, found = shown(result.response), labels(result.response)
    assert "page 1 of" in text and found == ["Next"]
    assert len(text) <= LAYOUT_TEXT


async def test_no_such_article(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "article", headline="99999999")
    assert result.ephemeral


async def test_autocomplete(stage) -> None:
    newest = await stage.ann.autocomplete(stage.channel, "article", "headline", "")
    assert "Inquiry into the ferry" in newest[0]["name"]
    hostile = await stage.ann.autocomplete(stage.channel, "article", "headline", "tarn ferry click")
    for choices in (newest, hostile):
        assert 0 < len(choices) <= CHOICES
        assert all(0 < len(choice["name"]) <= CHOICE_TEXT for choice in choices)
        assert all(choice["value"].isdecimal() for choice in choices)
