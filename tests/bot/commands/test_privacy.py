"""``/privacy``: told from the table that deleting goes by."""

from __future__ import annotations

from store.guilds import KEPT


async def test_everything_that_is_kept_is_told_with_how_long(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "privacy")
    assert result.ephemeral
    text = shown(result.response).replace("\\", "")
    for kept in KEPT:
        assert f"**{kept.what}**\n-# {kept.until}" in text
    assert text.endswith("/forget-me deletes what is about you.")


async def test_it_answers_in_direct_messages(stage, shown) -> None:
    result = await stage.ann.user.slash("privacy")
    assert shown(result.response).startswith("### What I keep")
