"""``/who-said``: the speaker of words, misspelt or not."""

from __future__ import annotations


async def test_the_speaker_is_found(stage, shown) -> None:
    result = await stage.ann.slash(
        stage.channel, "who-said", words="harbour stays closed until the crane is repaired"
    )
    text = shown(result.response)
    assert not result.ephemeral
    assert "— **Mara Oss**, harbour master, Port of Tarn" in text


async def test_hostile_words_are_shown_and_do_nothing(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "who-said", words="told us about the fire")
    text = shown(result.response)
    assert "a customs officer" in text and "(not named)" in text
    assert "@everyone" not in text
    assert "\\[click\\](https\\://evil.example)" in text
    assert "\\<@1\\>" in text


async def test_words_nobody_said(stage, shown) -> None:
    result = await stage.ann.slash(stage.channel, "who-said", words="xylophone quarterly zebra")
    assert result.ephemeral
    assert "does not know" in shown(result.response)
