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


async def test_what_backups_hold_is_told(stage, shown, tmp_path) -> None:
    stage.env.bot.settings = stage.env.bot.settings.model_copy(
        update={"backup_dir": tmp_path, "backup_hours": 12, "backup_keep": 5}
    )
    result = await stage.ann.slash(stage.channel, "privacy")
    assert "each is deleted after about 3 days." in shown(result.response)
