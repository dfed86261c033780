"""``/about``: the archive's size."""

from __future__ import annotations


async def test_sizes_and_the_newest(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "about")
    text = shown(result.response)
    assert not result.ephemeral
    assert "**9 articles**, 15 statements by 3 speakers" in text
    assert "Newest: " in text and "Inquiry into the ferry" in text
