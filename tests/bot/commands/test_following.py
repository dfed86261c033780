"""``/following``: one's own, and the channels'."""

from __future__ import annotations


async def test_following_lists_ones_own_and_the_channels(stage, shown) -> None:
    await stage.ann.slash(stage.channel, "follow speaker", name="Mara Oss", where="here, for me")
    await stage.admin.slash(
        stage.channel, "follow words", words="crane", where="here, for everyone"
    )
    text = shown((await stage.ann.slash(stage.channel, "following")).response)
    assert text.split("\n") == [
        "• Mara Oss: for you in #news, at once",
        "• the words “crane”: for everyone in #news, at once",
        "You follow 1 of at most 25.",
    ]
    text = shown((await stage.admin.slash(stage.channel, "following")).response)
    assert "Mara Oss" not in text and "crane" in text
